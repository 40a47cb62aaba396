import type { Micros } from '../../src/core/numbers';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { FixVersion } from '../../src/fix/translate/dialect';
import type { OrderTerms, ReplaceTerms } from '../market/exchange-types';
import { BUY, SELL, type Side, type TimeInForce } from '../matching/types';
import { displayOf, lotsField, ticksField } from './fields';
import type { VenueInstrument } from './instrument';
import type { VenueOrder } from './order';
import { isRefusal, refusal, type TermsRefusal } from './refusal';
import { selfTradeOf } from './self-trade';

/** The terms of an order in whole ticks and lots. */
export interface Terms extends OrderTerms {
  readonly instrument: VenueInstrument;
}

/** Side (54): buy; sell, sell short, sell short exempt. */
export const SIDES: Readonly<Record<string, Side>> = { '1': BUY, '2': SELL, '5': SELL, '6': SELL };

/** TimeInForce (59). A simulator without phases has no end of day: a Day order then lasts as long as a GTC one. */
export const TIFS: Readonly<Record<string, TimeInForce>> = {
  '0': 'Day',
  '1': 'GTC',
  '2': 'AtOpen',
  '3': 'IOC',
  '4': 'FOK',
  '6': 'GTD',
  '7': 'AtClose',
};

/** What an OrdType (40) needs, and the time in force that it stands for by itself. */
interface Kind {
  readonly price: boolean;
  readonly stop: boolean;
  readonly tif?: TimeInForce;
}

/** OrdType (40): market, limit, stop, stop limit. */
const KINDS: Readonly<Record<string, Kind>> = {
  '1': { price: false, stop: false },
  '2': { price: true, stop: false },
  '3': { price: false, stop: true },
  '4': { price: true, stop: true },
};

/** FIX 4.2 has no TimeInForce (59) 7: market on close, limit on close. */
const KINDS_42: Readonly<Record<string, Kind>> = {
  ...KINDS,
  '5': { price: false, stop: false, tif: 'AtClose' },
  B: { price: true, stop: false, tif: 'AtClose' },
};

/** OrdTypes (40) that a version can send. */
export const kindsOf = (version: FixVersion): Readonly<Record<string, Kind>> => (version === 'FIX.4.2' ? KINDS_42 : KINDS);

const oneOf = (values: Readonly<Record<string, unknown>>): string => {
  const names = Object.keys(values);
  return `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
};

/** When and by whom a message is read. */
export interface Reading {
  readonly version: FixVersion;
  readonly at: Micros;
}

/** Reads a NewOrderSingle (D). */
export function orderTerms(
  view: MessageView,
  instruments: ReadonlyMap<string, VenueInstrument>,
  reading: Reading,
): Terms | TermsRefusal {
  const symbol = view.text(Tag.Symbol) ?? '';
  const instrument = instruments.get(symbol);
  if (!instrument) return refusal(1, `Symbol (55) '${symbol}' is not listed here`);
  const sideText = view.text(Tag.Side) ?? '';
  const side = SIDES[sideText];
  if (side === undefined) return refusal(11, `Side (54) '${sideText}' is not supported: ${oneOf(SIDES)}`);
  const duration = durationOf(view, reading);
  if (isRefusal(duration)) return duration;
  const size = sizeTerms(view, instrument, reading.version);
  if (isRefusal(size)) return size;
  const special = specialTerms(view, instrument);
  if (isRefusal(special)) return special;
  return { instrument, symbol, side, ...duration, ...size, ...special };
}

/** OrdType (40), TimeInForce (59), ExpireTime (126), ExpireDate (432). */
function durationOf(view: MessageView, { version, at }: Reading): Pick<OrderTerms, 'tif' | 'expireAt'> | TermsRefusal {
  const text = view.text(Tag.TimeInForce) ?? '0';
  const tif = kindsOf(version)[view.text(Tag.OrdType) ?? '']?.tif ?? TIFS[text];
  if (tif === undefined) return refusal(11, `TimeInForce (59) '${text}' is not supported: ${oneOf(TIFS)}`);
  const time = view.text(Tag.ExpireTime);
  const date = view.text(Tag.ExpireDate);
  if (tif !== 'GTD')
    return (time ?? date) === undefined
      ? { tif }
      : refusal(11, 'ExpireTime (126) and ExpireDate (432) go with TimeInForce (59) 6');
  const expireAt = time === undefined ? endOfDay(date) : view.utcMicros(Tag.ExpireTime);
  if (expireAt === undefined) return refusal(99, 'ExpireTime (126) or ExpireDate (432) is required with TimeInForce (59) 6');
  if (expireAt <= at) return refusal(99, `the order's end, ${time ?? date}, has passed`);
  return { tif, expireAt };
}

const DAY: Micros = 86_400_000_000;

/** The end (UTC) of a LocalMktDate `YYYYMMDD`; undefined where it is none. */
function endOfDay(date: string | undefined): Micros | undefined {
  if (date === undefined) return undefined;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const start = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(start) ? undefined : start * 1000 + DAY;
}

/** OrderQty (38), OrdType (40), Price (44) and StopPx (99) of an order or a replace. */
function sizeTerms(
  view: MessageView,
  instrument: VenueInstrument,
  version: FixVersion,
): Pick<OrderTerms, 'qty' | 'price' | 'stop'> | TermsRefusal {
  const ordType = view.text(Tag.OrdType) ?? '';
  const kinds = kindsOf(version);
  const kind = kinds[ordType];
  if (!kind) return refusal(11, `OrdType (40) '${ordType}' is not supported: ${oneOf(kinds)}`);
  const qty = lotsField(view, Tag.OrderQty, 'OrderQty (38)', instrument);
  if (qty === undefined) return refusal(13, 'OrderQty (38) is required');
  if (isRefusal(qty)) return qty;
  const price = ticksField(view, Tag.Price, 'Price (44)', instrument);
  if (isRefusal(price)) return price;
  const stop = ticksField(view, Tag.StopPx, 'StopPx (99)', instrument);
  if (isRefusal(stop)) return stop;
  const wrong = misplaced('Price (44)', kind.price, price, ordType) ?? misplaced('StopPx (99)', kind.stop, stop, ordType);
  return wrong ?? { qty, price, stop };
}

function misplaced(name: string, needed: boolean, value: number | undefined, ordType: string): TermsRefusal | undefined {
  if (needed === (value !== undefined)) return undefined;
  return refusal(99, `${name} ${needed ? 'is required' : 'must be absent'} with OrdType (40) ${ordType}`);
}

/** ExecInst (18), MinQty (110), how much is shown, and self-trade prevention. */
function specialTerms(
  view: MessageView,
  instrument: VenueInstrument,
): Pick<OrderTerms, 'display' | 'postOnly' | 'minQty' | 'selfTrade'> | TermsRefusal {
  const inst = view.text(Tag.ExecInst);
  if (inst !== undefined && inst !== POST_ONLY) return refusal(11, `ExecInst (18) '${inst}' is not supported: ${POST_ONLY}`);
  const minQty = lotsField(view, Tag.MinQty, 'MinQty (110)', instrument);
  if (isRefusal(minQty)) return minQty;
  const display = displayOf(view, instrument);
  if (isRefusal(display)) return display;
  const selfTrade = selfTradeOf(view);
  if (isRefusal(selfTrade)) return selfTrade;
  return { display, minQty, selfTrade, postOnly: inst === undefined ? undefined : true };
}

/** ExecInst (18): participate, don't initiate. */
const POST_ONLY = '6';

/** Fields that a replace may not change. What it leaves out stays. */
const KEPT: readonly [number, string][] = [
  [Tag.ExecInst, 'ExecInst (18)'],
  [Tag.MinQty, 'MinQty (110)'],
  [Tag.ExpireTime, 'ExpireTime (126)'],
  [Tag.ExpireDate, 'ExpireDate (432)'],
];

/** The terms that an OrderCancelReplaceRequest (G) asks for, or what in it may not change. */
export function newTerms(order: VenueOrder, view: MessageView, version: FixVersion): ReplaceTerms | TermsRefusal {
  const own: readonly [number, string, string][] = [
    [Tag.Symbol, 'Symbol (55)', order.instrument.symbol],
    [Tag.Side, 'Side (54)', order.side],
    [Tag.OrdType, 'OrdType (40)', order.ordType],
    [Tag.TimeInForce, 'TimeInForce (59)', order.timeInForce],
  ];
  const echoed = KEPT.map(([tag, name]) => [tag, name, order.echo?.get(tag) ?? 'none'] as const);
  for (const [tag, name, value] of [...own, ...echoed]) {
    const asked = view.text(tag) ?? value;
    if (asked !== value) return refusal(99, `${name} '${asked}' may not change from '${value}' in a replace`);
  }
  const size = sizeTerms(view, order.instrument, version);
  if (isRefusal(size)) return size;
  const display = displayOf(view, order.instrument);
  return isRefusal(display) ? display : { ...size, display };
}
