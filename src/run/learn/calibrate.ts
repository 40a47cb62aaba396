import { existsSync, writeFileSync } from 'node:fs';
import type { ImpactModel } from '../../core/impact/model';
import { UTC } from '../../training/data/clusters';
import type { Metaorder } from '../../training/impact/metaorder';
import { ordersOf } from '../impact/from-journal';
import { readModel, writeModel } from '../impact/model-file';
import { type FillOdds, type FillRow, fillTable, foundOdds, TACTICS } from './calibrate-fills';
import { foundY } from './calibrate-impact';
import { latencyText, moveLatency, type OneWay, oneWayOf, tripClusters } from './calibrate-latency';
import type { LearnConfig } from './config';
import type { JournalRead } from './journal-read';
import { type Found, type Move, moved } from './move';
import type { Run } from './runs';
import { type Source, withTurns } from './sources';

/** What the simulator, the cost rule and the impact model are believed to be like. */
export interface Calibration {
  readonly impact: ImpactModel;
  readonly latency: OneWay;
  readonly fills: FillOdds;
}

/** What became of it, and files that hold it. */
export interface Calibrated {
  readonly moves: readonly Move[];
  readonly latency: OneWay;
  readonly latencyText: string;
  readonly fills: FillOdds;
  readonly fillTable: readonly FillRow[];
  readonly notes: readonly string[];
}

/** With less than this nothing moves: orders and days of impact, children and orders of fills, answers and stretches of five minutes of latency. */
const LEAST = {
  impact: { observations: 30, clusters: 5 },
  fills: { observations: 100, clusters: 10 },
  latency: { observations: 200, clusters: 5 },
} as const;

const NOTHING: Found = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, clusters: 0 };
const IMPACT = 'impact.json';

/** What held until now: what the last run that is done left, else what the config says. */
export function calibrationBefore(config: LearnConfig, last: Run | undefined): Calibration {
  const kept = last?.report<{ readonly calibrated: Calibrated }>();
  const file = last?.file(IMPACT);
  if (!kept || file === undefined || !existsSync(file)) return config;
  return { impact: readModel(file), latency: kept.calibrated.latency, fills: kept.calibrated.fills };
}

/** Moves what is believed towards what journals say, and writes it to the run's folder: `impact.json`, `fills.json`, `latency.txt`. */
export function calibrate(
  { config, before, run }: { readonly config: LearnConfig; readonly before: Calibration; readonly run: Run },
  sources: readonly Source[],
  reads: readonly JournalRead[],
): Calibrated {
  const { step, seed } = config;
  const rules = (of: keyof typeof LEAST) => ({ step, ...LEAST[of] });
  const { orders, notes } = ordersIn(sources, before.impact);
  const y = moved(
    { parameter: 'impact.y', unit: 'of sigma', before: before.impact.y },
    foundY(before.impact, orders, seed) ?? NOTHING,
    rules('impact'),
  );
  const [median, sigma] = moveLatency(
    before.latency,
    oneWayOf(tripClusters(reads.map(r => r.roundTrips)), seed),
    rules('latency'),
  ) as [Move, Move];
  const spells = reads.flatMap((read, n) => read.spells.map(s => ({ ...s, cluster: `${n}:${s.cluster}` })));
  const odds = TACTICS.map(tactic =>
    moved(
      { parameter: `fills.${tactic}`, unit: 'times the odds expected', before: before.fills[tactic] },
      foundOdds(spells, tactic, seed),
      rules('fills'),
    ),
  );
  const latency = { median: median.after, sigma: sigma.after };
  const fills = { join: odds[0]!.after, improve: odds[1]!.after };
  const calibrated: Calibrated = {
    moves: [y, median, sigma, ...odds],
    latency,
    latencyText: latencyText(latency, config.feed),
    fills,
    fillTable: fillTable(spells, seed),
    notes,
  };
  writeModel(run.file(IMPACT), impactAfter(before.impact, y, { run, synthetic: config.synthetic }));
  writeFileSync(run.file('latency.txt'), `${calibrated.latencyText}\n`);
  writeFileSync(
    run.file('fills.json'),
    `${JSON.stringify({ schema: 1, odds: fills, table: calibrated.fillTable }, undefined, 1)}\n`,
  );
  return calibrated;
}

/** The impact model that a run left. */
export const impactOfRun = (run: Run): ImpactModel => readModel(run.file(IMPACT));

/** The model as it was where Y did not move; else named after the run, without the figures of a fit that it no longer is. */
function impactAfter(
  model: ImpactModel,
  y: Move,
  { run, synthetic }: { readonly run: Run; readonly synthetic: boolean },
): ImpactModel {
  if (!y.moved) return model;
  const { fit: _fit, ...kept } = model;
  const base = model.name.replace(/-learned-\d{4}$/, '').slice(0, 26);
  return {
    ...kept,
    y: y.after,
    name: `${base}-learned-${run.name}`,
    source: `Y of ${model.name} moved by ${y.n} orders`,
    synthetic: model.synthetic || synthetic,
  };
}

function ordersIn(sources: readonly Source[], model: ImpactModel): { readonly orders: Metaorder[]; readonly notes: string[] } {
  const notes: string[] = [];
  const orders = sources.flatMap(source => {
    const found = withTurns(source, turns => ordersOf(turns(), model.daySeconds));
    const { limits, unknownMarket, unfilled, open } = found;
    if (limits + unknownMarket + unfilled + open > 0)
      notes.push(
        `${source.journal}: ${limits} orders passed through with a limit, ${unknownMarket} without adv, volatility or spread, ${unfilled} without a fill and ${open} still open say nothing of impact`,
      );
    // a day is one, whoever traded on it, and so is a market that was made up
    return found.orders.map(o => ({ ...o, cluster: source.market === UTC ? o.cluster : source.market }));
  });
  return { orders, notes };
}
