import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Micros } from '../../../core/numbers';
import type { EngineTap } from '../../../fix/engine';
import { MemoryJournal } from '../../../journal/memory-journal';
import { BUILT_IN, type Config } from '../../config';
import { KillLatch } from '../../kill-latch';
import { readLatencies } from '../../sim-latency';
import type { BacktestConfig } from '../config';
import { feesOf } from '../fees';
import type { Knowledge } from '../gateway-in-process';
import { knowledgeOf } from '../knowledge';
import { type MarketSetup, marketSetup } from '../markets';
import { runBacktest } from '../run';
import { OMS } from '../wire';
import { comparedFacts, compareFacts, type Difference, type Names } from './facts';
import { runPaper } from './paper-run';
import { gatewaySessions } from './paper-settings';

export interface ParityOptions {
  /** How long messages take on paper; what the config says where it is not given. */
  readonly paperLatency?: string | undefined;
  /** Sees what the paper gateway's sessions send and receive: its FIX logs, for one. */
  readonly tap?: EngineTap | undefined;
  /** Told how far the paper run is: simulated time since the start (us). */
  readonly progress?: ((since: Micros) => void) | undefined;
}

/** What comparing the two came to. */
export interface ParityReport {
  /** Facts that are alike: all of them, or those before the first that differs. */
  readonly alike: number;
  readonly differs: Difference | undefined;
  /** Fills among the facts of the backtest, so that nobody takes two empty runs for parity. */
  readonly fills: number;
  readonly simulatedSeconds: number;
}

/**
 * Runs the orders of a backtest twice: as a backtest, and by a paper gateway with its sessions (`runPaper`) on the same seed and tape, and compares every fact of the two journals: kinds,
 * quantities, prices, times. Rejects with a UsageError where a file of the config cannot be used.
 */
export async function parity(asked: BacktestConfig, options: ParityOptions = {}): Promise<ParityReport> {
  const config = { ...asked, marketData: { ...asked.marketData, record: undefined } };
  const setup = await marketSetup(config);
  const journal = new MemoryJournal();
  const { endedAt: end, simulated } = runBacktest({
    ...worldOf(config, setup, config.latency),
    knows: knowledge(config),
    journal,
  });
  const paper = new MemoryJournal();
  const folder = mkdtempSync(join(tmpdir(), 'sluice-parity-'));
  try {
    const { start, parents, publishEvery, modelLatency } = config;
    const world = worldOf(config, setup, options.paperLatency ?? config.latency);
    const knows = knowledge(config);
    const models = knows.models && { inForce: knows.models, served: knows.served ?? [] };
    const latch = new KillLatch(folder);
    await runPaper({
      ...world,
      start,
      parents,
      modelLatency,
      publishEvery,
      end,
      config: paperConfig(config, knows),
      models,
      latch,
      journal: paper,
      progress: options.progress,
      tap: options.tap,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { start } = config;
  const facts = (of: MemoryJournal, names: Names) => comparedFacts(of.turns(), { start, end, names });
  const found = compareFacts(facts(journal, backtestNames(start)), facts(paper, paperNames(start)));
  let fills = 0;
  for (const { type } of facts(journal, [])) if (type === 'ChildOrderFilled') fills++;
  const differs = 'alike' in found ? undefined : found;
  return { alike: 'alike' in found ? found.alike : found.after, differs, fills, simulatedSeconds: simulated / 1e6 };
}

const knowledge = (config: BacktestConfig): Knowledge => knowledgeOf(config, feesOf(config));

/** The market and the ways to it, fresh: markets and latencies that were used are somewhere else by then. */
const worldOf = (config: BacktestConfig, setup: MarketSetup, latency: string) => ({
  ...config,
  market: setup.open(config.start, config.seed),
  latencies: readLatencies('latency', latency, config.seed),
  fees: feesOf(config),
});

/** The config of a gateway that knows what the backtest's knows. */
function paperConfig({ instruments, limits, bandit, reference, volumeCurves }: BacktestConfig, knows: Knowledge): Config {
  return {
    ...BUILT_IN,
    instruments,
    limits,
    bandit,
    marketData: knows.marketData,
    ...(reference !== undefined && { reference }),
    ...(volumeCurves !== undefined && { volumeCurves }),
    ...(knows.impact && { impact: knows.impact }),
    ...(knows.fees && { fees: { '*': knows.fees } }),
  };
}

/** The two call the client's session, and the venue's ids, by names of their own. */
const backtestNames = (start: Micros): Names => [
  [OMS, 'OMS'],
  [`X${Math.floor(start / 1_000_000).toString(36)}`, 'VENUE'],
];
const paperNames = (start: Micros): Names => [
  [gatewaySessions().find(s => s.role === 'oms')!.id, 'OMS'],
  [Math.floor(start / 1000).toString(36), 'VENUE'],
];
