import { Draws } from '../../simulator/market/draws';
import { pause } from '../crash/processes';
import type { Stage } from './stage';

const KINDS = ['cut', 'deaf', 'stall'] as const;
const ENDS = ['oms', 'venue'] as const;
/** Mean time (us) between two faults. */
const APART = 7_000_000;
const MS = 1000;

/** What was done to the lines, by kind. */
export type FaultCounts = Record<(typeof KINDS)[number], number>;

/**
 * Until `signal` says stop: every so often a line is cut, or loses what passes it for some milliseconds (a gap, and bytes that are no message), or
 * is not read from for up to three seconds. Kinds, ends and moments come from the seed.
 */
export async function disturb({ lines }: Stage, seed: number, signal: AbortSignal): Promise<FaultCounts> {
  const counts: FaultCounts = { cut: 0, deaf: 0, stall: 0 };
  const draws = new Draws(seed, 2);
  for (let n = 0; !signal.aborted; n++) {
    draws.decide(n);
    if (!(await wait(draws.wait(APART) / MS, signal))) break;
    const line = lines[ENDS[draws.below(ENDS.length)]!];
    const kind = KINDS[draws.below(KINDS.length)]!;
    counts[kind]++;
    if (kind === 'cut') line.cut();
    else if (kind === 'deaf') {
      line.deaf = true;
      await pause(5 + draws.below(30));
      line.deaf = false;
    } else {
      line.stall(true);
      await wait(500 + draws.below(2500), signal);
      line.stall(false);
    }
  }
  return counts;
}

/** Resolves after `ms` to true, sooner to false where the signal comes first. */
export function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise(resolve => {
    const stopped = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stopped);
      resolve(true);
    }, ms);
    signal.addEventListener('abort', stopped, { once: true });
  });
}
