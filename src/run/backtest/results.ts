import type { PlanTerms } from '../../core/facts';
import { type MeasuredFill, shortfallOf } from '../../core/measures/shortfall';
import { firstFrom, midAt, slippageBps, volumeIn } from '../../core/measures/volume-weighted';
import type { Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import { isBuy, workingQty } from '../../core/order/parent';
import { STRATEGIES } from '../../core/strategies';
import { markOutsOf, type ParentMarkOuts } from './mark-outs';
import type { BacktestRun } from './run';
import { idsOf, orderedOf, type ParentTrail } from './trail';
import type { SymbolHistory, WitnessedFill } from './witness';

/** What came of a parent. Costs are basis points, above 0 is worse; null where there is nothing to measure. */
export interface ParentResult {
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly strategy: string;
  readonly orderQty: number;
  readonly cumQty: number;
  /** `done`, `part` (over with a rest left), `open` or `denied`. */
  readonly outcome: 'done' | 'part' | 'open' | 'denied';
  readonly text: string | null;
  /** Microseconds since the epoch: received, when its window begins and ends, and when it was over. */
  readonly received: Micros;
  readonly from: Micros;
  readonly to: Micros;
  readonly endedAt: Micros | null;
  /** Last valid mid when it was received. */
  readonly arrival: number | null;
  readonly avgPx: number | null;
  /** Implementation shortfall with fees and with the rest marked at the price of completing, of the ordered quantity. */
  readonly isBps: number | null;
  readonly feeBps: number | null;
  readonly restBps: number | null;
  /** Part of the rest that the book showed when it was marked, 0 to 1; null where nothing was left. */
  readonly restShown: number | null;
  /** Average price against the window's VWAP, with our own trades in it and without. */
  readonly vwapBps: number | null;
  readonly vwapOthersBps: number | null;
  /** Own part of all that traded in its window up to its end, 0 to 1. */
  readonly participation: number | null;
  /** Part of the order that was done, 0 to 1. */
  readonly completion: number;
  /** Part of what was done that added liquidity, 0 to 1. */
  readonly makerShare: number | null;
  /** How far the mid moved for us (above 0) or against us after its fills, a mean over fills: see core/impact/mark-outs.ts. Basis points. */
  readonly markOuts: ParentMarkOuts;
  /** Largest distance from the schedule's target at the end of a slot, as a part of the order; null without a schedule. */
  readonly offSchedule: number | null;
  /** The gateway's CumQty and what the venue says it filled are the same, and neither is above OrderQty. */
  readonly agrees: boolean;
  /** Quantity that may still trade at the venue. */
  readonly working: number;
  readonly orders: number;
  readonly replaces: number;
  readonly cancels: number;
}

/** The result of every parent of a run, in the order in which they came. */
export const resultsOf = (run: BacktestRun): ParentResult[] => run.trail.all.map(trail => resultOf(trail, run));

function resultOf(trail: ParentTrail, run: BacktestRun): ParentResult {
  const { spec, received, parent, plan, endedAt, orders, replaces, cancels } = trail;
  const { symbol, side, strategy } = spec.order;
  const fills = run.witness.fillsOf(idsOf(trail));
  const from = plan?.start ?? received;
  const to = plan?.end ?? endedAt ?? received;
  return {
    clOrdId: spec.clOrdId,
    symbol,
    side: isBuy(side) ? 'buy' : 'sell',
    strategy: parent?.strategy ?? nameOf(strategy),
    outcome: outcomeOf(trail),
    text: trail.denied ?? parent?.held ?? null,
    received,
    from,
    to,
    endedAt: endedAt ?? null,
    ...quantities(trail, fills),
    ...costs(trail, run.witness.of(symbol), fills),
    ...against(run.witness.of(symbol), isBuy(side), fills, { from, to, end: endedAt ?? to }),
    markOuts: markOutsOf(run.witness.of(symbol).quotes, isBuy(side), fills, run.endedAt),
    orders,
    replaces,
    cancels,
  };
}

/** How much was done, how, and whether all agree on it. */
function quantities(trail: ParentTrail, fills: readonly WitnessedFill[]) {
  const { parent, plan, targets } = trail;
  const orderQty = orderedOf(trail);
  const scale = parent ? 10 ** parent.instrument.qtyScale : 1;
  const told = sum(fills, f => f.qty);
  const cumQty = (parent?.state.cumQty ?? 0) / scale;
  const wanted = [...targets].map(([slot, target]) => [slot, target / scale] as const);
  return {
    orderQty,
    cumQty,
    completion: cumQty / orderQty,
    makerShare: known(sum(fills, f => (f.maker ? f.qty : 0)) / told),
    offSchedule: plan && wanted.length > 0 ? offSchedule(plan, wanted, fills) / orderQty : null,
    agrees: Math.abs(told - cumQty) < 1e-6 && cumQty <= orderQty,
    working: parent ? workingQty(parent) / scale : 0,
  };
}

/** What it cost against arrival; an order that was denied cost nothing that is known. */
function costs(trail: ParentTrail, history: SymbolHistory, fills: readonly WitnessedFill[]) {
  const { spec, received, rest, denied } = trail;
  const order = { buy: isBuy(spec.order.side), qty: orderedOf(trail), arrival: midAt(history.quotes, received) };
  const { bps, feeBps, restBps } = shortfallOf({ ...order, fills, ...(rest && { rest }) });
  const figure = (value: number): number | null => (denied === undefined ? known(value) : null);
  return {
    arrival: known(order.arrival),
    avgPx: known(averageOf(fills)),
    isBps: figure(bps),
    feeBps: figure(feeBps),
    restBps: figure(restBps),
    restShown: rest?.shown ?? null,
  };
}

const nameOf = (code: string | undefined): string => Object.values(STRATEGIES).find(s => s.code === code)?.name ?? 'DMA';

function outcomeOf({ parent, denied }: ParentTrail): ParentResult['outcome'] {
  if (denied !== undefined || !parent) return 'denied';
  if (isOpen(parent.state)) return 'open';
  return parent.state.cumQty >= parent.state.orderQty ? 'done' : 'part';
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
const sum = <T>(of: readonly T[], value: (item: T) => number): number => of.reduce((s, item) => s + value(item), 0);
const averageOf = (fills: readonly MeasuredFill[]): number => sum(fills, f => f.qty * f.px) / sum(fills, f => f.qty);

/** Against what traded: VWAP over the whole window, participation up to when the order was over. */
function against(
  { trades }: SymbolHistory,
  buy: boolean,
  fills: readonly MeasuredFill[],
  { from, to, end }: { from: Micros; to: Micros; end: Micros },
): Pick<ParentResult, 'vwapBps' | 'vwapOthersBps' | 'participation'> {
  const whole = volumeIn(trades, from, Math.max(to, from));
  const until = volumeIn(trades, from, Math.max(end, from));
  const avgPx = averageOf(fills);
  return {
    vwapBps: known(slippageBps(buy, avgPx, whole.vwap)),
    vwapOthersBps: known(slippageBps(buy, avgPx, whole.othersVwap)),
    participation: known(sum(fills, f => f.qty) / until.qty),
  };
}

/** The greatest distance of what was done from a slot's last target when the slot ended, in quantity. */
function offSchedule(
  plan: PlanTerms,
  targets: readonly (readonly [slot: number, target: number])[],
  fills: readonly WitnessedFill[],
): number {
  const times = fills.map(f => f.at);
  const sums = cumulated(fills);
  let worst = 0;
  for (const [slot, target] of targets) {
    const edge = plan.edges?.[slot + 1] ?? plan.start + ((slot + 1) * (plan.end - plan.start)) / plan.slots;
    worst = Math.max(worst, Math.abs(sums[firstFrom(times, edge + 1)]! - target));
  }
  return worst;
}

/** Quantity done before each fill, and after the last. */
function cumulated(fills: readonly WitnessedFill[]): number[] {
  const sums = [0];
  for (const fill of fills) sums.push(sums[sums.length - 1]! + fill.qty);
  return sums;
}
