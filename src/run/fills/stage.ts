import { join } from 'node:path';
import { EXTERNAL_GATE } from '../../validation/external-evidence';
import { type Gate, type StageReport, worst } from '../../validation/report';
import type { CompareOptions } from '../backtest/compare/trials';
import { readBacktest } from '../backtest/config';
import { runJobs } from '../threads/pool';
import type { StageRunner } from '../validate/stage';
import type { Origin, PaperConfig } from './config';
import type { FillJob } from './job';
import { distanceGates, distancesOf, fillsIn, measureTable, type Samples } from './judge';
import type { FillRows } from './measures';

/** What a comparison of fills is asked to do. */
export interface PaperParts {
  readonly config: PaperConfig;
  /** What a backtest assumes where the config does not say: orders, one trial each. */
  readonly orders: readonly CompareOptions[];
  readonly threads: number;
  /** Of the bootstraps. */
  readonly seed: number;
  readonly told: (done: number, of: number, what: string) => void;
}

interface Sourced {
  /** Undefined: assumed. */
  readonly from: Origin | undefined;
  readonly job: FillJob;
}

/**
 * Holds the fills that were observed against those that a backtest assumes. Rejects with a UsageError where a journal or a backtest's file cannot be used. Its report
 * depends on neither `threads` nor the machine, but for `seconds`.
 */
export async function paper({ config, orders, threads, seed, told }: PaperParts): Promise<StageReport> {
  const began = process.hrtime.bigint();
  const sources = sourcesOf(config, orders);
  const rows = await runJobs<FillJob, FillRows>(
    join(__dirname, 'job'),
    sources.map(s => s.job),
    { threads, told: (done, of) => told(done, of, 'sources of fills') },
  );
  const of = (...from: (Origin | undefined)[]): FillRows[] => rows.filter((_, n) => from.includes(sources[n]!.from));
  const samples: Samples = { assumed: of(undefined), observed: of('live', 'drop-copy', 'tape', 'paper') };
  const tested: Samples = { ...samples, observed: of('live', 'drop-copy', 'tape') };
  const reality = realityGate({ real: fillsIn(of('live', 'drop-copy')), tape: fillsIn(of('tape')) }, config);
  // where nothing but the simulator was observed its fills are shown, and prove nothing
  const shown = tested.observed.length > 0 ? tested : samples;
  const distances = shown.observed.length === 0 ? [] : distancesOf(shown, config, seed);
  const gates = [reality, ...distanceGates(distances, shown, config)];
  return {
    stage: 'paper',
    verdict: worst(gates.map(g => g.verdict)),
    gates,
    tables: [measureTable(shown, distances)],
    notes: notesOf(reality, config, fillsIn(samples.assumed)),
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

/** Every source: a backtest with so many seeds from its file's own on is so many. */
function sourcesOf(config: PaperConfig, orders: readonly CompareOptions[]): Sourced[] {
  const { assumed, observed, cluster } = config;
  const jobs = (of: NonNullable<PaperConfig['assumed']>[number], from: Origin | undefined): Sourced[] => {
    if (of.journal !== undefined) return [{ from, job: { do: 'journal', file: of.journal, cluster, from: from ?? 'paper' } }];
    const file = of.backtest!;
    const { seed } = readBacktest(file);
    return Array.from({ length: of.seeds }, (_, n) => ({
      from,
      job: { do: 'backtest', file, seed: seed + n, cluster } as const,
    }));
  };
  const own = orders.map((options): Sourced => ({ from: undefined, job: { do: 'orders', options, cluster } }));
  return [...(assumed ? assumed.flatMap(a => jobs(a, undefined)) : own), ...observed.flatMap(o => jobs(o, o.from))];
}

/** Whether anything but the simulator's own agents was asked. */
function realityGate({ real, tape }: { readonly real: number; readonly tape: number }, { fewestFills }: PaperConfig): Gate {
  const fills = real + tape;
  const verdict = fills >= fewestFills ? 'pass' : 'inconclusive';
  const common = { value: fills, must: 'at least' as const, bound: fewestFills, verdict } as const;
  if (real >= fewestFills)
    return {
      ...common,
      id: EXTERNAL_GATE,
      what: 'fills of a real venue, told by its own journal or a drop copy',
      why: `${real} fills of a real venue`,
    };
  return {
    ...common,
    id: 'paper.reality',
    what: "fills from outside the simulator's own agents: a real venue's, or a recorded market's that was played",
    why:
      fills === 0
        ? `reality not tested: there is no fill but the simulator's own; it takes ${fewestFills}`
        : verdict === 'pass'
          ? `${tape} fills of a tape that was played, ${real} of a real venue: a differently built market, and no external evidence for live`
          : `reality not tested: ${fills} fills from outside the simulator, it takes ${fewestFills}`,
  };
}

function notesOf({ id, verdict }: Gate, { observed, distance, cluster }: PaperConfig, assumed: number): string[] {
  return [
    `${assumed} fills as a backtest assumes them. Two laws closer than ${distance} everywhere count as one: a rule that asks whether a fill is worse than any given mark is then wrong for at most that part of the fills. Intervals are 95 %, by a bootstrap over clusters (a ${cluster} each).`,
    ...(verdict === 'pass'
      ? []
      : [
          'Reality was not tested: what a backtest assumes of fills is what the simulator does, and nothing else was there to tell.',
        ]),
    ...(observed.some(o => o.from === 'paper') ? ["Fills of a paper run are the simulator's own: they are no evidence."] : []),
    ...(id === EXTERNAL_GATE
      ? []
      : ['A model may act on a live venue only with external evidence: fills of a journal that is `live`, or a `drop-copy`.']),
  ];
}

/** The stage of a validation: what is assumed is its orders, in the regimes of its scope, on seeds that no other stage has. */
export const runPaper: StageRunner = ({ config, model, threads, seed }, told) => {
  const { scope, orders, paper: own } = config;
  const options = scope.regimes.flatMap(regime =>
    Array.from({ length: own.seeds }, (_, n): CompareOptions => {
      const { qty, window, latency, fees, hmm } = orders;
      return {
        seed: own.first + n,
        seeds: 1,
        strategies: ['ADAPTIVE'],
        instrument: { symbol: 'ACME', tick: '0.01', lot: '1' },
        qty: String(qty),
        rate: '0.1',
        window,
        regime,
        latency,
        fees,
        model: model.file,
        hmm,
        parameters: {},
      };
    }),
  );
  return paper({ config: own, orders: options, threads, seed, told });
};
