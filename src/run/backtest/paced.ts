import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Micros } from '../../core/numbers';
import { Backtest, type BacktestParts, type BacktestRun } from './run';

/** How a backtest that can be ended from outside goes on. */
export interface Pace {
  /** Simulated over real time; Infinity: as fast as it goes. */
  readonly speed: number;
  /** Up to here, microseconds since the epoch, it goes as fast as it can whatever `speed` says. */
  readonly from: Micros;
  readonly signal?: AbortSignal | undefined;
}

/** A run was ended before it was over, after so much simulated time (us). */
export class Interrupted extends Error {
  constructor(readonly since: Micros) {
    super(`interrupted after ${(since / 1e6).toFixed(0)} s simulated`);
  }
}

/** Steps between two looks at whether somebody wants it to end. */
const STEPS = 2_000;
/** Longest sleep, so that it ends soon where somebody wants that (ms). */
const NAP = 200;

/** Runs a backtest as `runBacktest` does, with the same result, at a pace. Rejects with Interrupted once the signal was aborted: what was decided until then is in the journal. */
export async function pacedBacktest(parts: BacktestParts, { speed, from, signal }: Pace): Promise<BacktestRun> {
  const backtest = new Backtest(parts);
  backtest.begin();
  const began = process.hrtime.bigint();
  /** Simulated time that is reached by now. */
  const reached = (): Micros => from + (Number(process.hrtime.bigint() - began) / 1000) * speed;
  for (;;) {
    if (signal?.aborted) {
      await backtest.finish().recorded;
      throw new Interrupted(backtest.now() - parts.start);
    }
    for (let n = 0; n < STEPS && (speed === Number.POSITIVE_INFINITY || backtest.dueAt() <= reached()); n++)
      if (!backtest.step()) return backtest.finish();
    await setImmediate();
    const ahead = speed === Number.POSITIVE_INFINITY ? 0 : (backtest.dueAt() - reached()) / speed / 1000;
    if (ahead > 1) await setTimeout(Math.min(NAP, ahead), undefined, { ...(signal && { signal }) }).catch(() => undefined);
  }
}
