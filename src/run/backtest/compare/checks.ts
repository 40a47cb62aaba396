import type { StrategyName } from '../../../core/facts';
import { STRATEGIES } from '../../../core/strategies';
import type { ParentResult } from '../results';

/** Something that a comparison must show, and whether it does. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
}

/** How far POV's part of the volume may be from its target, as a part of that; and how far VWAP may be from its curve, as a part of the order. */
const POV_OFF = 0.1;
const CURVE_OFF = 0.02;

/** Holds the results of a comparison against what schedules promise. `broken`: promises of any run that were not kept. */
export function checksOf(
  results: ReadonlyMap<StrategyName, readonly ParentResult[]>,
  broken: readonly string[],
  rate: number,
): Check[] {
  const checks: Check[] = [...results].flatMap(([strategy, parents]) => finished(strategy, parents));
  const pov = results.get('POV');
  if (pov) checks.push(povCheck(pov, rate));
  const vwap = results.get('VWAP');
  if (vwap) checks.push(curveCheck(vwap));
  const all = [...results.values()].flat();
  const oversold = all.filter(p => !p.agrees || p.cumQty > p.orderQty);
  checks.push({
    what: 'nothing is oversold, and gateway and venue agree on every fill',
    ok: oversold.length === 0,
    found: named(oversold),
  });
  checks.push({ what: 'nothing is left working at the venue', ok: broken.length === 0, found: broken[0] ?? 'nothing' });
  return checks;
}

/** A schedule that completes leaves nothing; the others end, and say what they left. */
function finished(strategy: StrategyName, parents: readonly ParentResult[]): Check[] {
  const must = STRATEGIES[strategy].completes;
  const over = must ? ['done'] : ['done', 'part'];
  const failed = parents.filter(p => !over.includes(p.outcome));
  const what = must ? `${strategy} strands no rest` : `${strategy} ends with its window`;
  return [{ what, ok: failed.length === 0, found: named(failed) }];
}

function povCheck(parents: readonly ParentResult[], rate: number): Check {
  const parts = parents.map(p => p.participation).filter(p => p !== null);
  const mean = parts.reduce((sum, p) => sum + p, 0) / parts.length;
  const near = parts.filter(p => Math.abs(p / rate - 1) <= POV_OFF).length;
  return {
    what: `POV is within ${100 * POV_OFF} % of its target on average`,
    ok: Math.abs(mean / rate - 1) <= POV_OFF,
    found: `${(100 * mean).toFixed(2)} % of the volume for ${(100 * rate).toFixed(2)} % asked; ${near} of ${parents.length} parents by themselves`,
  };
}

function curveCheck(parents: readonly ParentResult[]): Check {
  const worst = Math.max(...parents.map(p => p.offSchedule ?? 0));
  const off = parents.filter(p => (p.offSchedule ?? 0) > CURVE_OFF).length;
  return {
    what: `VWAP is within ${100 * CURVE_OFF} % of the order of its curve at the end of each slot`,
    ok: off === 0,
    found: `at most ${(100 * worst).toFixed(2)} % off; ${off} of ${parents.length} parents beyond`,
  };
}

/** How many, and the first by name. */
function named(failed: readonly ParentResult[]): string {
  const [first] = failed;
  if (!first) return 'none otherwise';
  const text = first.text === null ? '' : ` (${first.text})`;
  return `${failed.length} otherwise, first ${first.clOrdId}: ${first.outcome}, ${first.cumQty} of ${first.orderQty}${text}`;
}
