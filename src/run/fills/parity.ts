import { join } from 'node:path';
import type { Gate, ReportTable, StageReport } from '../../validation/report';
import type { CompareOptions } from '../backtest/compare/trials';
import type { ComparedFact } from '../backtest/parity/facts';
import type { ParityReport } from '../backtest/parity/parity';
import { runJobs } from '../threads/pool';
import type { PaperConfig } from './config';

/** What is asked where nothing was observed, and no more than the simulator is claimed. */
export interface ParityParts {
  readonly config: Pick<PaperConfig, 'fewestFills'>;
  /** Adaptive orders, one trial each. */
  readonly orders: readonly CompareOptions[];
  readonly threads: number;
  readonly told: (done: number, of: number, what: string) => void;
}

/** An order that was run twice. */
export interface OrderRun {
  readonly regime: string;
  readonly seed: number;
  readonly report: Pick<ParityReport, 'alike' | 'differs' | 'fills'>;
}

/**
 * The stage of a model whose scope is the simulator: orders by the paper gateway, with its sessions, do what backtests say that they do. Rejects with a UsageError where the
 * model, or a file, cannot be used. Its report depends on neither `threads` nor the machine, but for `seconds`.
 */
export async function parityStage({ config, orders, threads, told }: ParityParts): Promise<StageReport> {
  const began = process.hrtime.bigint();
  const reports = await runJobs<CompareOptions, ParityReport>(join(__dirname, 'parity-job'), orders, {
    threads,
    told: (done, of) => told(done, of, 'orders run twice'),
    named: n => `${orders[n]!.regime} with seed ${orders[n]!.seed}`,
  });
  const runs = reports.map((report, n): OrderRun => ({ regime: orders[n]!.regime, seed: orders[n]!.seed, report }));
  const gate = parityGate(runs, config);
  return {
    stage: 'paper',
    verdict: gate.verdict,
    gates: [gate],
    tables: [tableOf(runs)],
    notes: [
      "Reality was not tested: no fill was observed but the simulator's own. Backtest and paper gateway share the simulator; what is shown is that the gateway, with its FIX sessions, does in it what backtests of the model say.",
      'A model may act on a live venue only with external evidence: fills of a journal that is `live`, or a `drop-copy`.',
    ],
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

/** Passes where every fact is the same, and enough of them are fills. */
export function parityGate(runs: readonly OrderRun[], { fewestFills }: Pick<PaperConfig, 'fewestFills'>): Gate {
  const sum = (of: (run: OrderRun) => number): number => runs.reduce((all, run) => all + of(run), 0);
  const [facts, fills] = [sum(r => r.report.alike), sum(r => r.report.fills)];
  const parted = runs.filter(r => r.report.differs);
  const enough = fills >= fewestFills;
  return {
    id: 'paper.parity',
    what: 'adaptive orders that a backtest and the paper gateway, on the same seeds, work otherwise by any fact: kind, quantity, price, forecast or time',
    value: parted.length,
    must: 'at most',
    bound: 0,
    clusters: runs.length,
    verdict: parted.length > 0 ? 'fail' : enough ? 'pass' : 'inconclusive',
    why:
      parted.length > 0
        ? `${parted.length} of ${runs.length} orders; ${toldOf(parted[0]!)}`
        : `${facts} facts of ${runs.length} orders are the same, ${fills} fills among them${enough ? '' : `: it takes ${fewestFills} fills`}`,
  };
}

const toldOf = ({ regime, seed, report: { differs } }: OrderRun): string =>
  `${regime} with seed ${seed}, behind ${differs!.after} facts that are the same: ${factOf(differs!.first)} in the backtest, ${factOf(differs!.second)} on paper`;
const factOf = (fact: ComparedFact | undefined): string =>
  fact ? `${fact.type} ${fact.at / 1e6} s after the start` : 'no further fact';

const tableOf = (runs: readonly OrderRun[]): ReportTable => ({
  title: 'Orders run as a backtest and by the paper gateway',
  head: ['regime', 'seed', 'facts that are the same', 'fills', 'first that differs'],
  rows: runs.map(({ regime, seed, report: { alike, fills, differs } }) => [
    regime,
    seed,
    alike,
    fills,
    differs ? `${factOf(differs.first)}; ${factOf(differs.second)}` : '-',
  ]),
});
