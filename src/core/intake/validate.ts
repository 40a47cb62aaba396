import { type Denial, type DenialCode, denial } from '../denials';
import type { FactOf, StrategyName } from '../facts';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros, type Px, parseDecimal, type Qty } from '../numbers';
import { openChild, type Parent } from '../order/parent';
import { windowOf } from '../schedule/window';

/** A parent order as numbers, once everything about it was found in order. */
export interface Terms {
  readonly instrument: Instrument;
  readonly strategy: StrategyName;
  readonly orderQty: Qty;
  readonly ordType: string;
  readonly price: Px | undefined;
  readonly timeInForce: string;
}

type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

/** TargetStrategy (847) -> strategy. 1001 is ours; without 847 an order is passed through. */
const STRATEGIES: ReadonlyMap<string, StrategyName> = new Map([['1001', 'TWAP']]);

/** What each strategy takes: OrdType (40) and TimeInForce (59). */
const ALLOWED: Readonly<Record<StrategyName, { ordTypes: string; tifs: string }>> = {
  DMA: { ordTypes: '12', tifs: '0123467' },
  TWAP: { ordTypes: '12', tifs: '06' },
};

const SIDES = '1256';

/** Whether a code of one letter is among those allowed. */
const oneOf = (letters: string, code: string): boolean => code.length === 1 && letters.includes(code);

/** Checks everything about an order that needs no limit: fields, instrument, window, venue. Returns its terms or why not. A replace (of `parent`) keeps the planned end of its window unless it names one. */
export function validate(request: Request, books: Ledger, at: Micros, parent?: Parent): Terms | Denial {
  const instrument = books.instruments.get(request.symbol);
  if (!instrument) return denial('UnknownSymbol', `Symbol (55) '${request.symbol}' is not configured`);
  if (!oneOf(SIDES, request.side)) return denial('UnsupportedSide', `Side (54) '${request.side}' is not supported: 1, 2, 5 or 6`);
  const strategy = request.strategy === undefined ? 'DMA' : STRATEGIES.get(request.strategy);
  if (!strategy) return denial('UnknownStrategy', `TargetStrategy (847) '${request.strategy}' is not known: 1001 (TWAP) or none`);
  const qty = quantity(request.orderQty, instrument);
  if (typeof qty !== 'number') return qty;
  const allowed = ALLOWED[strategy];
  if (!oneOf(allowed.ordTypes, request.ordType))
    return denial('UnsupportedOrdType', `OrdType (40) '${request.ordType}' is not supported for ${strategy}: 1 or 2`);
  const price = limitPrice(request, instrument);
  if (typeof price === 'object') return price;
  const timeInForce = request.timeInForce ?? '0';
  if (!oneOf(allowed.tifs, timeInForce))
    return denial('UnsupportedTimeInForce', `TimeInForce (59) '${timeInForce}' is not supported for ${strategy}`);
  const trouble =
    (strategy === 'TWAP' ? windowTrouble(request, at, parent?.plan?.end) : undefined) ?? venueTrouble(request, books, parent);
  return trouble ?? { instrument, strategy, orderQty: qty, ordType: request.ordType, price, timeInForce };
}

function quantity(text: string, instrument: Instrument): Qty | Denial {
  const value = parseDecimal(text, instrument.qtyScale);
  const bad = (why: string): Denial => denial('BadQuantity', `OrderQty (38) '${text}' ${why}`);
  if (value === 'NotANumber') return bad('is not a number');
  if (value === 'TooLarge') return bad('is too large');
  if (value !== 'TooFine' && value <= 0) return bad('must be above zero');
  if (value === 'TooFine' || value % instrument.lot !== 0) return bad(`is not a multiple of the lot ${lotText(instrument)}`);
  return value;
}

function limitPrice(request: Request, instrument: Instrument): Px | undefined | Denial {
  if (request.price === undefined)
    return request.ordType === '2' ? denial('BadPrice', 'Price (44) is required for a limit order (40=2)') : undefined;
  const bad = (why: string, code: DenialCode = 'BadPrice'): Denial => denial(code, `Price (44) '${request.price}' ${why}`);
  if (request.ordType === '1') return bad('must be absent on a market order (40=1)');
  const value = parseDecimal(request.price, instrument.priceScale);
  if (value === 'NotANumber') return bad('is not a number');
  if (value === 'TooLarge') return bad('is too large');
  if (value !== 'TooFine' && value <= 0) return bad('must be above zero');
  if (value === 'TooFine' || value % instrument.tick !== 0)
    return bad(`is off tick: not a multiple of ${formatDecimal(instrument.tick, instrument.priceScale)}`);
  return value;
}

const lotText = (i: Instrument): string => formatDecimal(i.lot, i.qtyScale);

function windowTrouble(request: Request, at: Micros, plannedEnd?: Micros): Denial | undefined {
  const window = windowOf(request, at, plannedEnd);
  if ('code' in window) return window;
  return window.end <= at ? denial('WindowExpired', 'ExpireTime (126) has passed: the window is over') : undefined;
}

/**
 * A replace goes to the venue where its order works; a new order to the first that takes one. A scheduled order that works already is only
 * planned anew: its children wait for the venue by themselves.
 */
function venueTrouble(request: Request, books: Ledger, parent: Parent | undefined): Denial | undefined {
  if (parent?.plan) return undefined;
  const working = parent && openChild(parent)?.venue;
  const venue = working === undefined ? books.readyVenue() : books.sessions.get(working)?.settled ? working : undefined;
  if (venue === undefined) return denial('VenueDown', 'no venue is connected');
  const tag = request.unknownTo?.[venue];
  return tag === undefined ? undefined : denial('FieldUnknownToVenue', `tag ${tag} is not in the dictionary of venue ${venue}`);
}
