import { killText } from '../control/kills';
import { type Denial, type DenialCode, denial } from '../denials';
import type { FactOf, StrategyName } from '../facts';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros, type Px, parseDecimal, type Qty } from '../numbers';
import { type Parent, replaceableChild } from '../order/parent';
import { windowOf } from '../schedule/window';
import { listed, oneOf, SIDES, STRATEGY_CODES, type Strategy, strategyOf } from '../strategies';
import { ageTrouble, expiryTrouble, nameTrouble, parameterTrouble } from './extras';

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

/** Checks everything about an order that needs no limit: fields, instrument, window, venue. Returns its terms or why not. A replace (of `parent`) keeps the planned end of its window unless it names one. */
export function validate(request: Request, books: Ledger, at: Micros, parent?: Parent): Terms | Denial {
  const instrument = books.instruments.get(request.symbol);
  if (!instrument) return denial('UnknownSymbol', `Symbol (55) '${request.symbol}' is not configured`);
  if (!oneOf(SIDES, request.side))
    return denial('UnsupportedSide', `Side (54) '${request.side}' is not supported: ${listed(SIDES)}`);
  const strategy = strategyOf(request.strategy);
  if (!strategy)
    return denial('UnknownStrategy', `TargetStrategy (847) '${request.strategy}' is not known: ${STRATEGY_CODES} or none`);
  const qty = quantity(request.orderQty, instrument);
  if (typeof qty !== 'number') return qty;
  const { name, ordTypes, tifs } = strategy;
  if (!oneOf(ordTypes, request.ordType))
    return denial('UnsupportedOrdType', `OrdType (40) '${request.ordType}' is not supported for ${name}: ${listed(ordTypes)}`);
  const price = limitPrice(request, instrument);
  if (typeof price === 'object') return price;
  const timeInForce = request.timeInForce ?? '0';
  if (!oneOf(tifs, timeInForce))
    return denial('UnsupportedTimeInForce', `TimeInForce (59) '${timeInForce}' is not supported for ${name}: ${listed(tifs)}`);
  const trouble =
    ageTrouble(request, books, at) ??
    (parent ? undefined : nameTrouble(request, books)) ??
    parameterTrouble(request, strategy) ??
    (strategy.windowed ? windowTrouble(request, at, parent?.plan?.end) : expiryTrouble(request, at)) ??
    venueTrouble(request, strategy, books, parent);
  return trouble ?? { instrument, strategy: name, orderQty: qty, ordType: request.ordType, price, timeInForce };
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

/** Why an order that waited may not go on: its window or time is over, or no venue takes it. */
export function standsNoMore({ received }: Parent, books: Ledger, at: Micros): Denial | undefined {
  const strategy = strategyOf(received.strategy)!;
  return (
    (strategy.windowed ? windowTrouble(received, at) : expiryTrouble(received, at)) ??
    venueTrouble(received, strategy, books, undefined)
  );
}

/**
 * A replace goes to the venue where its order works; a new order to the first that takes one. A scheduled order waits for a venue by
 * itself; one that works already is only planned anew.
 */
function venueTrouble(request: Request, strategy: Strategy, books: Ledger, parent: Parent | undefined): Denial | undefined {
  if (parent?.plan) return undefined;
  const working = parent && replaceableChild(parent)?.venue;
  const venue = working === undefined ? books.readyVenue() : books.sessions.get(working)?.settled ? working : undefined;
  if (venue === undefined && strategy.windowed && books.venues.length > 0) return undefined;
  const kill = venue === undefined ? books.venues.map(v => books.kills.onVenue(v)).find(k => k !== undefined) : undefined;
  if (kill) return denial('KillSwitch', killText(kill));
  if (venue === undefined) return denial('VenueDown', 'no venue is connected');
  // a scheduled order's own fields go no further than here
  const tag = strategy.windowed ? undefined : request.unknownTo?.[venue];
  return tag === undefined
    ? undefined
    : denial('FieldUnknownToVenue', `tag ${tag} is not in the dictionary of venue ${venue}, or not with this value`);
}
