import { join } from 'node:path';
import type { Scenario } from '../../../simulator/market/scenarios/scenario';
import { runJobs } from '../threads/pool';
import { CONTROLS } from './controls';
import type { StressResult } from './play';
import type { StressRun, StressTerms } from './setting';

/** What a run is for: its cost beside the baseline's, hard bounds on the order, or a risk control under a tight limit. */
export type Purpose =
  | { readonly kind: 'cost' }
  | { readonly kind: 'bounds' }
  | { readonly kind: 'control'; readonly code: string };

/** A run with what came of it. */
export interface Stressed {
  readonly purpose: Purpose;
  readonly run: StressRun;
  readonly result: StressResult;
}

export interface StressPlan {
  readonly scenarios: readonly Scenario[];
  readonly terms: StressTerms;
  readonly first: number;
  readonly seeds: number;
}

/** Seeds on which orders have a limit price and a cap, and on which a control must trip. */
const BOUNDED = 4;
const CONTROLLED = 3;
/** Half a per cent from where every market begins (100), and a tenth of the volume. */
const LIMIT = { buy: '100.50', sell: '99.50' } as const;
export const CAP = 0.1;

const COST = { kind: 'cost' } as const;
const BOUNDS = { kind: 'bounds' } as const;

type Planned = Omit<Stressed, 'result'>;

/** Every run of a plan, scenario by scenario; the two of a seed stand side by side, model first. */
function planned({ scenarios, terms, first, seeds }: StressPlan): Planned[] {
  return scenarios.flatMap(scenario => {
    const runs = (most: number): StressRun[] =>
      Array.from({ length: Math.min(seeds, most) }, (_, n) => {
        const seed = first + n;
        return { terms, scenario, seed, side: sideOf(scenario, seed), by: 'model' };
      });
    return [
      ...runs(seeds).flatMap(run => [
        { purpose: COST, run },
        { purpose: COST, run: { ...run, by: 'baseline' as const } },
      ]),
      ...runs(BOUNDED).map(run => ({ purpose: BOUNDS, run: { ...run, bounds: { price: LIMIT[run.side], rate: String(CAP) } } })),
      ...(scenario.trips ?? []).flatMap(code => runs(CONTROLLED).map(run => controlled(run, code))),
    ];
  });
}

function controlled(run: StressRun, code: string): Planned {
  const { limits, side } = CONTROLS[code]!;
  const whose = side === 'same' ? run.side : OTHER[run.side];
  return { purpose: { kind: 'control', code }, run: { ...run, limits: limits(run.terms.qty), side: whose } };
}

const OTHER = { buy: 'sell', sell: 'buy' } as const;
const sideOf = ({ side }: Scenario, seed: number): 'buy' | 'sell' => (side !== 'both' ? side : seed % 2 === 0 ? 'buy' : 'sell');

/** Runs a plan in so many threads; what comes of it does not depend on how many. Rejects with a UsageError where model, fees or latency cannot be used. */
export async function runAll(plan: StressPlan, threads: number, told: (done: number, of: number) => void): Promise<Stressed[]> {
  const runs = planned(plan);
  const results = await runJobs<StressRun, StressResult>(
    join(__dirname, 'job'),
    runs.map(r => r.run),
    { threads, told, named: n => `scenario ${runs[n]!.run.scenario.name}, seed ${runs[n]!.run.seed}` },
  );
  return runs.map((each, n) => ({ ...each, result: results[n]! }));
}
