import { formatDecimal } from '../numbers';
import type { Exposure } from './exposure/exposure';
import type { Holding } from './exposure/holding';
import { MONEY_SCALE, type Money, moneyText } from './exposure/money';
import { type Bound, type Limits, NO_LIMITS } from './limits';

/** How much of a limit is used: both in the units of the gauge. */
export interface Gauge<Of> {
  /** Its key under the level, as in the limits file. */
  readonly limit: string;
  /** What may be used; undefined where it is off. */
  readonly most: (limits: Limits, of: Of) => number | undefined;
  readonly used: (of: Of) => number;
  readonly text: (n: number, of: Of) => string;
}

const money = (limit: keyof Limits & string, used: (e: Exposure) => Money): Gauge<Exposure> => ({
  limit,
  most: limits => (limits[limit] as Bound | undefined)?.units[MONEY_SCALE],
  used,
  text: moneyText,
});

/** Loss of the day, above zero. */
const loss = (e: Exposure): Money => Math.max(0, -e.pnl);

const lossGauge = (step: 'reducing' | 'halted'): Gauge<Exposure> => ({
  limit: `dailyLoss.${step}`,
  most: limits => limits.dailyLoss?.[step]?.units[MONEY_SCALE],
  used: loss,
  text: moneyText,
});

/** Every limit of a level that is used up by many orders together. */
export const GAUGES: readonly Gauge<Exposure>[] = [
  { limit: 'maxOpenOrders', most: limits => limits.maxOpenOrders, used: e => e.openOrders, text: String },
  money('maxGross', e => e.gross),
  money('maxNet', e => Math.max(e.longest, -e.shortest)),
  money('maxOpenValue', e => e.openValue),
  money('credit', e => e.openValue + e.day.committed),
  lossGauge('reducing'),
  lossGauge('halted'),
  {
    limit: 'maxDayQty',
    most: (limits, e) => limits.maxDayQty?.units[e.day.qtyScale],
    used: e => e.day.qty,
    text: (n, e) => formatDecimal(n, e.day.qtyScale),
  },
  money('maxDayNotional', e => e.day.value),
];

/** What is told first is reached with so many per cent. */
export const FIRST_MARK = 70;

const belowMark = (used: number, most: number): boolean => used * 100 < most * FIRST_MARK || used <= 0;
const moneyBelow = (used: Money, limit: Bound | undefined): boolean =>
  limit === undefined || belowMark(used, limit.units[MONEY_SCALE]!);

/** True where no gauge of a level stands at its first mark: the same as asking each of GAUGES, in straight code, for it is asked of every order. */
export function isQuiet(limits: Limits, e: Exposure): boolean {
  if (limits === NO_LIMITS) return true;
  const { maxOpenOrders, maxDayQty, dailyLoss } = limits;
  return (
    (maxOpenOrders === undefined || belowMark(e.openOrders, maxOpenOrders)) &&
    moneyBelow(e.gross, limits.maxGross) &&
    moneyBelow(Math.max(e.longest, -e.shortest), limits.maxNet) &&
    moneyBelow(e.openValue, limits.maxOpenValue) &&
    moneyBelow(e.openValue + e.day.committed, limits.credit) &&
    moneyBelow(e.day.value, limits.maxDayNotional) &&
    (maxDayQty === undefined || belowMark(e.day.qty, maxDayQty.units[e.day.qtyScale]!)) &&
    (dailyLoss === undefined || (moneyBelow(-e.pnl, dailyLoss.reducing) && moneyBelow(-e.pnl, dailyLoss.halted)))
  );
}

/** Long or short with all that is open on the worse side, in the holding's units. */
const worstOf = (h: Holding): number => Math.max(h.position + h.openBuy, h.openSell - h.position);

/** The same for POSITION. */
export const isPositionQuiet = ({ maxPosition }: Limits, h: Holding): boolean =>
  maxPosition === undefined || belowMark(worstOf(h), maxPosition.units[h.qtyScale]!);

/** The one limit of a level that is counted a symbol: long or short, all open orders on the worse side included. */
export const POSITION: Gauge<Holding> = {
  limit: 'maxPosition',
  most: (limits, h) => limits.maxPosition?.units[h.qtyScale],
  used: worstOf,
  text: (n, h) => formatDecimal(n, h.qtyScale),
};

/** How much is used of a limit, as decimal text; of one that is counted a symbol, where most of it is. */
export interface Use {
  readonly limit: string;
  readonly used: string;
  readonly most: string;
  readonly symbol?: string;
}

/** What is used of every limit of a level that is set and that many orders use up together; nothing of one that is not used at all. */
export function utilisation(limits: Limits, exposure: Exposure): Use[] {
  const uses = GAUGES.flatMap(gauge => useOf(gauge, limits, exposure) ?? []);
  if (limits.maxPosition === undefined) return uses;
  let largest: Holding | undefined;
  const part = (h: Holding): number => POSITION.used(h) / POSITION.most(limits, h)!;
  for (const h of exposure.all()) if (!largest || part(h) > part(largest)) largest = h;
  const use = largest && useOf(POSITION, limits, largest);
  return use ? [...uses, { ...use, symbol: largest!.mark.instrument.symbol }] : uses;
}

function useOf<Of>(gauge: Gauge<Of>, limits: Limits, of: Of): Use | undefined {
  const most = gauge.most(limits, of);
  const used = gauge.used(of);
  if (most === undefined || used === 0) return undefined;
  return { limit: gauge.limit, used: gauge.text(used, of), most: gauge.text(most, of) };
}
