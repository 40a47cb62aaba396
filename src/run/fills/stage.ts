import { join } from 'node:path';
import { EXTERNAL_GATE } from '../../validation/external-evidence';
import { type Gate, type StageReport, worst } from '../../validation/report';
import type { CompareOptions } from '../backtest/compare/trials';
import { runJobs } from '../threads/pool';
import type { ValidateConfig } from '../validate/config';
import { optionsOf } from '../validate/paired';
import type { StageRunner } from '../validate/stage';
import type { Origin, PaperConfig } from './config';
import type { FillJob } from './job';
import { distanceGates, distancesOf, fillsIn, measureTable, type Samples } from './judge';
import type { FillRows } from './measures';
import { parityStage } from './parity';
import { sourcesOf } from './sources';

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
  const [real, tape] = [of('live', 'drop-copy'), of('tape')];
  const reality = realityGate({ real: fillsIn(real), tape: fillsIn(tape) }, config);
  // what is called external evidence rests on nothing else
  const tested = reality.id === EXTERNAL_GATE ? real : [...real, ...tape];
  // where nothing but the simulator was observed its fills are shown, and prove nothing
  const shown: Samples = { assumed: of(undefined), observed: tested.length > 0 ? tested : of('paper') };
  const distances = shown.observed.length === 0 ? [] : distancesOf(shown, seed);
  const gates = [reality, ...distanceGates(distances, shown, config)];
  return {
    stage: 'paper',
    verdict: worst(gates.map(g => g.verdict)),
    gates,
    tables: [measureTable(shown, distances)],
    notes: notesOf(reality, config, fillsIn(shown.assumed)),
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

/** Whether anything but the simulator's own agents was asked. */
function realityGate({ real, tape }: { readonly real: number; readonly tape: number }, { fewestFills }: PaperConfig): Gate {
  const fills = real + tape;
  const verdict = fills >= fewestFills ? 'pass' : 'inconclusive';
  const common = { value: fills, must: 'at least' as const, bound: fewestFills, verdict } as const;
  if (real >= fewestFills)
    return {
      ...common,
      value: real,
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
    `${assumed} fills as a backtest assumes them. Two laws closer than ${distance} everywhere count as one: a rule that asks whether a fill is worse than any given mark is then wrong for at most that part of the fills. Intervals are 95 %, by a bootstrap over clusters (${cluster === undefined ? 'a real day, or a parent of the simulator, each' : `a ${cluster} each`}).`,
    ...(verdict === 'pass'
      ? []
      : [
          'Reality was not tested: what a backtest assumes of fills is what the simulator does, and nothing else was there to tell.',
        ]),
    ...(id === EXTERNAL_GATE && observed.some(o => o.from === 'tape')
      ? ['Distances are of fills of a real venue alone: those of a tape are left out.']
      : []),
    ...(observed.some(o => o.from === 'paper') ? ["Fills of a paper run are the simulator's own: they are no evidence."] : []),
    ...(id === EXTERNAL_GATE
      ? []
      : ['A model may act on a live venue only with external evidence: fills of a journal that is `live`, or a `drop-copy`.']),
  ];
}

/**
 * The stage of a validation: what is assumed is its orders, in the regimes of its scope, on seeds that no other stage has. Where nothing was observed and the simulator is all that
 * is claimed, such orders are run by the paper gateway as well.
 */
export const runPaper: StageRunner = ({ config: { scope, orders, paper: config }, model, threads, seed }, told) => {
  const own = (seeds: number): CompareOptions[] => ordersOf({ scope, orders, paper: config }, model.file, seeds);
  if (scope.venue === 'simulator' && config.observed.length === 0)
    return parityStage({ config, orders: own(config.parity), threads, told });
  return paper({ config, orders: own(config.seeds), threads, seed, told });
};

/** So many orders a regime. Markets of one seed draw alike in all regimes: each has seeds of its own. */
const ordersOf = (
  { scope, orders, paper: { first } }: Pick<ValidateConfig, 'scope' | 'orders' | 'paper'>,
  model: string,
  seeds: number,
): CompareOptions[] =>
  scope.regimes.flatMap((regime, n) =>
    Array.from({ length: seeds }, (_, m) => optionsOf({ orders }, { regime, first: first + n * seeds + m, seeds: 1 }, model)),
  );
