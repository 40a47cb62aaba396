import type { Scenario } from '../../../simulator/market/scenarios/scenario';
import { type Clusters, type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Gate, ReportTable } from '../../validation/report';
import { cvar, cvarDifference } from '../../validation/stats/tail';
import { intervalText } from '../backtest/compare/table';
import type { StressConfig } from './config';
import type { Stressed } from './runs';

/** Costs of a scenario, a seed each, of seeds whose costs are known on both sides: implementation shortfall in bps. */
interface Costs {
  readonly scenario: Scenario;
  readonly model: Clusters;
  readonly baseline: Clusters;
  /** Seeds of which one of them is not known. */
  readonly unknown: number;
  readonly margin: number;
  /** No slot of its orders was decided by a forecast, though no guard has to hold any: what the model does there nobody saw. */
  readonly idle: boolean;
}

/** Part of an order that a tilt may move: the band of an adaptive order that names none (src/core/schedule/adaptive.ts). */
const BAND = 0.1;
/** Below so many seeds the worst twentieth is less than two of them. */
export const FEWEST = 40;

/** Costs by scenario, in the order of the runs. */
export function costsOf(all: readonly Stressed[], margin: StressConfig['margin']): Costs[] {
  const own = all.filter(of => of.purpose.kind === 'cost');
  const scenarios = [...new Set(own.map(of => of.run.scenario))];
  return scenarios.map(scenario => {
    const of = (by: 'model' | 'baseline'): number[][] =>
      own.filter(s => s.run.scenario === scenario && s.run.by === by).map(s => [s.result.parent.isBps ?? Number.NaN]);
    const sides = [of('model'), of('baseline')] as const;
    const both = sides[0].map((_, n) => sides.every(side => !Number.isNaN(side[n]![0])));
    const [model, baseline] = sides.map(side => side.filter((_, n) => both[n])) as [number[][], number[][]];
    const unknown = both.filter(is => !is).length;
    const idle = scenario.guard === undefined && !own.some(s => s.run.scenario === scenario && hasDecided(s));
    return { scenario, model, baseline, unknown, margin: Math.max(margin.bps, margin.ofReach * BAND * scenario.reach), idle };
  });
}

const hasDecided = ({ run, result: { audit } }: Stressed): boolean =>
  run.by === 'model' && audit.decided.forecast + audit.decided.last > 0;

/** The worst twentieth of costs must not be worse than the baseline's by the margin or more. `seed`: of the bootstrap. */
export function costGate({ scenario, model, baseline, unknown, margin, idle }: Costs, seed: number): Gate {
  const { mean, low, high, clusters } = cvarDifference(model, baseline, seed);
  const enough = clusters >= FEWEST && unknown === 0 && !idle;
  const verdict = low > margin ? 'fail' : high < margin && enough ? 'pass' : 'inconclusive';
  const figures = `${number(mean)} bps [${number(low)}, ${number(high)}], margin ${number(margin)} bps`;
  const why = {
    pass: `the interval ends ${number(margin - high)} bps below the margin: ${figures}`,
    fail: `the interval begins ${number(low - margin)} bps above the margin: ${figures}`,
    inconclusive:
      unknown > 0
        ? `the cost of ${unknown} orders is not known: ${figures}`
        : clusters < FEWEST && !(high >= margin)
          ? `${clusters} seeds: it takes ${FEWEST} for a tail of two; ${figures}`
          : idle && !(high >= margin)
            ? `the model decided no slot: what it would do there is not known; ${figures}`
            : `the interval reaches ${number(high - margin)} bps beyond the margin, with ${clusters} seeds: ${figures}`,
  }[verdict];
  return {
    id: `stress.${scenario.name}.cvar`,
    what: `CVaR95 of cost by the model less that of its baseline (bps): ${scenario.about}`,
    value: known(mean),
    low: known(low),
    high: known(high),
    must: 'at most',
    bound: margin,
    clusters,
    verdict,
    why,
  };
}

const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : 'unknown');
const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Costs of every scenario beside each other. */
export function costTable(all: readonly Costs[], gates: readonly Gate[], seed: number): ReportTable {
  return {
    title: 'Costs (bps, above 0 is worse): mean, worst twentieth, and the difference of the two',
    head: [
      'scenario',
      'prices',
      'seeds',
      'model',
      'baseline',
      'mean difference',
      'model CVaR95',
      'baseline CVaR95',
      'difference',
      'margin',
      'verdict',
    ],
    rows: all.map(({ scenario, model, baseline, margin }, n) => {
      const gate = gates[n]!;
      const differences = model.map((c, i) => [c[0]! - baseline[i]![0]!]);
      const means = [model, baseline].map(costs => number(meanInterval(costs, seed).mean));
      const tails = [model, baseline].map(costs => number(cvar(costs.flat())));
      const tail = { mean: gate.value ?? Number.NaN, low: gate.low ?? Number.NaN, high: gate.high ?? Number.NaN };
      return [
        scenario.name,
        scenario.source,
        model.length,
        ...means,
        intervalText(meanInterval(differences, seed), 2),
        ...tails,
        intervalText({ ...tail, by: 'bootstrap' } as Interval, 2),
        number(margin),
        gate.verdict,
      ];
    }),
  };
}
