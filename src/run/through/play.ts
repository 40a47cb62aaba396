import { join } from 'node:path';
import type { Books } from '../../core/books';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { Turn } from '../../core/turn';
import { MemoryJournal } from '../../journal/memory-journal';
import { SqliteJournal } from '../../journal/sqlite-journal';
import { digestOf } from '../backtest/backtest';
import type { WorldConfig } from '../backtest/config';
import { feesOf } from '../backtest/fees';
import { newJournal } from '../backtest/files';
import { knowledgeOf } from '../backtest/knowledge';
import { marketSetup } from '../backtest/markets';
import { type Pace, pacedBacktest } from '../backtest/paced';
import { type ParentResult, resultsOf } from '../backtest/results';
import type { BacktestRun } from '../backtest/run';
import { brokenPromises } from '../backtest/summary';
import { idsOf } from '../backtest/trail';
import { readLatencies } from '../sim-latency';
import type { Done } from './done';
import { type PlanName, type PlanTerms, specOf } from './plans';
import type { Stretch } from './stretches';

/** What Sluice did with a parent under a plan. */
export interface Played {
  readonly result: ParentResult;
  readonly done: Done;
  /** Slots of its schedule that were looked at. */
  readonly slices: number;
}

/** A plan in one stretch of a log. */
export interface PlayedStretch {
  /** In the order of the stretch's parents. */
  readonly parents: readonly Played[];
  readonly witness: BacktestRun['witness'];
  readonly broken: readonly string[];
  readonly alarms: ReadonlyMap<string, number>;
  /** Events of a recorded market that were wrong, and left out. */
  readonly skipped: readonly string[];
  readonly digest: string;
  readonly simulated: Micros;
}

/** How plans are played. */
export interface Playing {
  readonly world: WorldConfig;
  readonly terms: PlanTerms;
  readonly speed: number;
  readonly signal: AbortSignal | undefined;
  /** Told how far a run is: simulated time since its start (us), of at most how much. */
  readonly told: (since: Micros, of: Micros) => void;
  readonly watch: ((turn: Turn, books: Books) => void) | undefined;
}

/** Time that goes by as fast as it can before the first order of a stretch is watched (us). */
const AHEAD: Micros = 5_000_000;

/** Works the parents of a stretch by a plan, in a market of their own. `folder`: where its journal is kept; undefined: in memory. Rejects with Interrupted. */
export async function playStretch(
  stretch: Stretch,
  plan: PlanName,
  playing: Playing,
  folder: string | undefined,
): Promise<PlayedStretch> {
  const { world, terms, speed, signal, told, watch } = playing;
  const { start, length, parents } = stretch;
  const { open } = await marketSetup(world);
  const fees = feesOf(world);
  const specs = parents.map(parent => specOf(parent, plan, terms, start));
  const skipped: string[] = [];
  const journal =
    folder === undefined ? new MemoryJournal() : new SqliteJournal(newJournal(join(folder)), { durability: 'process' });
  const pace: Pace = { speed, from: start + (specs[0]?.after ?? 0) - AHEAD, signal };
  try {
    const run = await pacedBacktest(
      {
        ...world,
        start,
        length,
        market: open(start, world.seed),
        parents: specs,
        knows: knowledgeOf(world, fees),
        latencies: readLatencies('latency', world.latency, world.seed),
        fees,
        journal,
        marketFailed: error => void skipped.push(error.message),
        progress: since => told(since, length),
        watch,
      },
      pace,
    );
    await run.recorded;
    const results = resultsOf(run);
    return {
      parents: run.trail.all.map((_, n) => playedOf(run, results[n]!, n)),
      witness: run.witness,
      broken: brokenPromises(results, run.leftWorking),
      alarms: run.trail.alarms,
      skipped,
      digest: digestOf(journal),
      simulated: run.simulated,
    };
  } finally {
    journal.close();
  }
}

function playedOf(run: BacktestRun, result: ParentResult, n: number): Played {
  const trail = run.trail.all[n]!;
  return {
    result,
    slices: trail.targets.size,
    done: {
      buy: isBuy(trail.spec.order.side),
      orderQty: result.orderQty,
      received: trail.received,
      ended: trail.endedAt,
      fills: run.witness.fillsOf(idsOf(trail)),
      children: trail.orders,
    },
  };
}
