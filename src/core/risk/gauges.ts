import { formatDecimal, type Micros, type Qty } from '../numbers';
import type { Exposure } from './exposure/exposure';
import type { Holding } from './exposure/holding';
import { MONEY_SCALE, type Money, moneyText } from './exposure/money';
import type { Rolling } from './exposure/rolling';
import { type Bound, type Limits, NO_LIMITS } from './limits';
import type { Market } from './market';
import { INTERVAL, windowOf } from './windows';

/** How much of a limit is used: both in the units of the gauge. */
export interface Gauge<Of> {
  /** Its key under the level, as in the limits file. */
  readonly limit: string;
  /** What may be used; undefined where it is off. */
  readonly most: (limits: Limits, of: Of, at: Micros) => number | undefined;
  readonly used: (of: Of, limits: Limits, at: Micros) => number;
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

/** Of a rate, at most the limit is told: what comes above it is denied, and told to whoever sent it. */
const rate = (
  limit: string,
  most: (limits: Limits) => number | undefined,
  used: (e: Exposure, limits: Limits, at: Micros) => number,
): Gauge<Exposure> => ({
  limit,
  most,
  used: (e, limits, at) => Math.min(used(e, limits, at), most(limits) ?? 0),
  text: String,
});

const window = (limits: Limits): Micros => windowOf(limits.messageRate!);
const throttled = (limits: Limits): Micros => limits.throttle!.seconds ?? Number.POSITIVE_INFINITY;

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
  rate(
    'messageRate.orders',
    limits => limits.messageRate?.orders,
    (e, limits, at) => e.orders.within(at, window(limits)),
  ),
  rate(
    'messageRate.cancels',
    limits => limits.messageRate?.cancels,
    (e, limits, at) => e.cancels.within(at, window(limits)),
  ),
  rate(
    'throttle.executions',
    limits => limits.throttle?.executions,
    (e, limits, at) => e.applied.within(at, throttled(limits)),
  ),
  {
    limit: 'orderToTrade.ratio',
    most: messagesAllowed,
    used: (e, limits) => Math.min(e.day.messages, messagesAllowed(limits, e) ?? 0),
    text: String,
  },
];

/** Orders and requests that the fills of the day, and the first `from`, allow. */
function messagesAllowed({ orderToTrade: limit }: Limits, { day }: Exposure): number | undefined {
  if (limit?.ratio === undefined) return undefined;
  return Math.max(limit.ratio * Math.max(day.fills, 1), (limit.from ?? 0) - 1);
}

/** What is told first is reached with so many per cent. */
export const FIRST_MARK = 70;

const belowMark = (used: number, most: number): boolean => used * 100 < most * FIRST_MARK || used <= 0;
const moneyBelow = (used: Money, limit: Bound | undefined): boolean =>
  limit === undefined || belowMark(used, limit.units[MONEY_SCALE]!);

/** Whether fewer than the first mark's part of `most` events fell into a window. */
const rateBelow = (events: Rolling, most: number | undefined, at: Micros, span: Micros): boolean =>
  most === undefined || most === 0 || !events.above(Math.ceil((most * FIRST_MARK) / 100) - 1, at, span);

function ratesAreQuiet(limits: Limits, e: Exposure, at: Micros): boolean {
  const { messageRate, throttle, orderToTrade } = limits;
  if (messageRate !== undefined) {
    const span = windowOf(messageRate);
    if (!rateBelow(e.orders, messageRate.orders, at, span) || !rateBelow(e.cancels, messageRate.cancels, at, span)) return false;
  }
  if (throttle !== undefined && !rateBelow(e.applied, throttle.executions, at, throttled(limits))) return false;
  const most = orderToTrade === undefined ? undefined : messagesAllowed(limits, e);
  return !most || belowMark(e.day.messages, most);
}

/** True where no gauge of a level stands at its first mark: the same as asking each of GAUGES, in straight code, for it is asked of every order. */
export function isQuiet(limits: Limits, e: Exposure, at: Micros): boolean {
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
    (dailyLoss === undefined || (moneyBelow(-e.pnl, dailyLoss.reducing) && moneyBelow(-e.pnl, dailyLoss.halted))) &&
    ratesAreQuiet(limits, e, at)
  );
}

/** A symbol at a level: what it holds there, and what is known of the market in it. */
export interface InSymbol {
  readonly holding: Holding;
  readonly market: Market | undefined;
}

/** Long or short with all that is open on the worse side, in the holding's units. */
const worstOf = (h: Holding): number => Math.max(h.position + h.openBuy, h.openSell - h.position);

/** Traded and open in a symbol, against what a part of a volume allows; told at most as the whole of it, for more is denied. */
const partGauge = (
  limit: string,
  volumes: (limits: Limits, market: Market, at: Micros) => Part | undefined,
): Gauge<InSymbol> => ({
  limit,
  most: (limits, { market }, at) => {
    const part = market && volumes(limits, market, at);
    return part && allowedOf(part);
  },
  used: ({ market }, limits, at) => {
    const part = market && volumes(limits, market, at);
    return part ? Math.min(part.ours, allowedOf(part)) : 0;
  },
  text: (n, { market }) => formatDecimal(n, market?.scale ?? 0),
});

interface Part {
  readonly seen: Qty;
  readonly ours: Qty;
  /** Hundredths of a per cent. */
  readonly bps: number;
}
const allowedOf = ({ seen, bps }: Part): Qty => Math.floor((seen / 10_000) * bps);

function dayPart({ participation: cap }: Limits, { seen, own, working }: Market): Part | undefined {
  return cap?.dayPercent === undefined ? undefined : { seen, ours: own + working, bps: cap.dayPercent };
}

function intervalPart({ participation: cap }: Limits, market: Market, at: Micros): Part | undefined {
  if (cap?.intervalPercent === undefined) return undefined;
  const { seen, own } = market.within(cap.interval ?? INTERVAL, at);
  return { seen, ours: own + market.working, bps: cap.intervalPercent };
}

/** The limits of a level that are counted a symbol. Positions: long or short, all open orders on the worse side included. */
export const SYMBOL_GAUGES: readonly Gauge<InSymbol>[] = [
  {
    limit: 'maxPosition',
    most: (limits, { holding }) => limits.maxPosition?.units[holding.qtyScale],
    used: ({ holding }) => worstOf(holding),
    text: (n, { holding }) => formatDecimal(n, holding.qtyScale),
  },
  partGauge('participation.dayPercent', dayPart),
  partGauge('participation.intervalPercent', intervalPart),
];

const partIsQuiet = (part: Part | undefined): boolean => part === undefined || belowMark(part.ours, allowedOf(part));

/** The same as `isQuiet`, for SYMBOL_GAUGES. */
export function isSymbolQuiet(limits: Limits, h: Holding, market: Market | undefined, at: Micros): boolean {
  const { maxPosition, participation } = limits;
  if (maxPosition !== undefined && !belowMark(worstOf(h), maxPosition.units[h.qtyScale]!)) return false;
  if (participation === undefined || market === undefined) return true;
  return partIsQuiet(dayPart(limits, market)) && partIsQuiet(intervalPart(limits, market, at));
}

/** How much is used of a limit, as decimal text; of one that is counted a symbol, where most of it is. */
export interface Use {
  readonly limit: string;
  readonly used: string;
  readonly most: string;
  readonly symbol?: string;
}

/** Everything that is used of limits is used at a time, in markets. */
interface Seen {
  readonly at: Micros;
  readonly markets: ReadonlyMap<string, Market>;
}

/** What is used of every limit of a level that is set and that many orders use up together; nothing of one that is not used at all. */
export function utilisation(limits: Limits, exposure: Exposure, { at, markets }: Seen): Use[] {
  const uses = GAUGES.flatMap(gauge => useOf(gauge, limits, exposure, at) ?? []);
  const places = [...exposure.all()].map(holding => ({ holding, market: markets.get(holding.mark.instrument.symbol) }));
  return [...uses, ...SYMBOL_GAUGES.flatMap(gauge => mostUsed(gauge, limits, places, at) ?? [])];
}

/** Where most of a limit is used that is counted a symbol. */
function mostUsed(gauge: Gauge<InSymbol>, limits: Limits, places: readonly InSymbol[], at: Micros): Use | undefined {
  let most: { readonly part: number; readonly use: Use } | undefined;
  for (const place of places) {
    const use = useOf(gauge, limits, place, at);
    if (!use) continue;
    const part = gauge.used(place, limits, at) / gauge.most(limits, place, at)!;
    if (!most || part > most.part) most = { part, use: { ...use, symbol: place.holding.mark.instrument.symbol } };
  }
  return most?.use;
}

function useOf<Of>(gauge: Gauge<Of>, limits: Limits, of: Of, at: Micros): Use | undefined {
  const most = gauge.most(limits, of, at);
  if (most === undefined) return undefined;
  const used = gauge.used(of, limits, at);
  return used === 0 ? undefined : { limit: gauge.limit, used: gauge.text(used, of), most: gauge.text(most, of) };
}
