import type { ModelsInForce, StrategyName } from '../../../core/facts';
import { baselineOf } from '../../../core/schedule/adaptive';
import { BASELINES } from '../../../core/strategy-parameters';
import type { RunRecord } from '../../../validation/report';
import { loadModels } from '../../forecast/load';
import { registryDir } from '../../models/resolve';
import { recordOf } from '../../records/record';
import { feesText, USUAL_FEES } from '../fees';
import { DATA } from '../knowledge';
import { namedFiles } from '../named-files';
import { modelHashes } from '../record';
import type { ParentResult } from '../results';
import { type Best, bestOf, pickOptions } from './best';
import { type Check, checksOf } from './checks';
import type { TrialResult } from './run-trial';
import { runAll } from './runs';
import { type CompareRow, compareRows } from './table';
import { type CompareOptions, modelsOf } from './trials';
import { type Verdict, verdictsOf } from './verdicts';

/** What a comparison found. */
export interface CompareReport {
  /** What it rests on. */
  readonly run: RunRecord;
  /** Which costs its figures are with, in words. */
  readonly fees: string;
  readonly rows: readonly CompareRow[];
  readonly checks: readonly Check[];
  /** The baseline that was the cheapest on other seeds, where it was asked for, and what the others are beside it. */
  readonly best?: Best | undefined;
  readonly verdicts: readonly Verdict[];
  /** Every parent, by schedule and then by trial. */
  readonly parents: readonly (ParentResult & { readonly cluster: number })[];
  /** What intervals rest on. */
  readonly clusters: number;
  readonly simulatedSeconds: number;
  readonly seconds: number;
}

/**
 * Runs every schedule over every trial and compares. With `pick` the cheapest baseline is found on other seeds first (with `baseline` it is known), is one of the schedules, and is what an
 * ADAPTIVE order tilts where nobody says otherwise. The result does not depend on `threads` (1 runs in this thread). Rejects with a UsageError where a file or
 * an option cannot be used. `told`: runs done so far, of how many.
 */
export async function compare(
  asked: CompareOptions,
  threads: number,
  told: (done: number, of: number) => void = () => undefined,
): Promise<CompareReport> {
  const began = process.hrtime.bigint();
  const run = await recordOfComparison(asked, openOnce(asked));
  const picking = pickOptions(asked);
  const best = picking && (await cheapest(picking, threads, told));
  const held = best?.strategy ?? asked.baseline;
  const options = against(asked, held);
  const found = await runAll(options, threads, told);
  const results = byStrategy(options, found);
  const parents = [...results.values()].flat();
  return {
    run,
    fees: feesText(asked.fees),
    rows: compareRows(results, options.seed, held),
    checks: checksOf(
      results,
      found.flatMap(r => r.broken),
      Number(options.rate),
    ),
    best,
    verdicts: held ? verdictsOf(results, held, options.seed) : [],
    parents,
    clusters: new Set(parents.map(p => p.cluster)).size,
    simulatedSeconds: found.reduce((sum, r) => sum + r.simulatedSeconds, 0),
    seconds: Number(process.hrtime.bigint() - began) / 1e9,
  };
}

/** The cheapest baseline on the seeds of `options`, each of whose schedules is one. */
export const cheapest = async (
  options: CompareOptions,
  threads: number,
  told: (done: number, of: number) => void,
): Promise<Best> => bestOf(options, byStrategy(options, await runAll(options, threads, told)));

/** A model that cannot be used is told before the runs, not in the middle of them. */
function openOnce(options: CompareOptions): ModelsInForce | undefined {
  const models = options.strategies.includes('ADAPTIVE') ? modelsOf(options) : undefined;
  if (!models) return undefined;
  const { inForce, served } = loadModels(models, { registry: registryDir(DATA), mode: 'acts', flat: true });
  for (const model of served) model.close();
  return inForce;
}

/** What a comparison rests on: options, market and models; where its model's file lies is no part of it. */
function recordOfComparison(
  { model: _, hmm: __, ...options }: CompareOptions,
  models: ModelsInForce | undefined,
): Promise<RunRecord> {
  const { seed, seeds, regime, latency, fees = USUAL_FEES, tape } = options;
  const market = { regime, tape: tape?.flags };
  const made = { ...(tape ? {} : { regime, seed, seeds }), models: modelHashes(models) };
  return recordOf({ seed, config: { ...options, fees }, made, files: namedFiles({ market, fees, latency }) });
}

/**
 * With the best baseline among the schedules. An ADAPTIVE order tilts it where it can, unless it was told what to tilt, and is told what that baseline is told: so without a
 * tilt both are one schedule.
 */
function against(options: CompareOptions, best: StrategyName | undefined): CompareOptions {
  const { strategies, parameters } = options;
  const own = parameters.ADAPTIVE;
  const tilted = BASELINES.find(name => name === (own?.Baseline ?? best)) ?? baselineOf(undefined);
  return {
    ...options,
    strategies: best === undefined || strategies.includes(best) ? strategies : [best, ...strategies],
    parameters: { ...parameters, ADAPTIVE: { ...parameters[tilted], ...own, Baseline: tilted } },
  };
}

/** Results by schedule, in the order of the options, each by trial. */
const byStrategy = (options: CompareOptions, found: readonly TrialResult[]) =>
  new Map(
    options.strategies.map(strategy => [strategy, found.filter(r => r.strategy === strategy).flatMap(r => r.parents)] as const),
  );
