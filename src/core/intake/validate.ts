import { type Denial, type DenialCode, denial } from '../denials';
import type { FactOf, StrategyName } from '../facts';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros, type Px, parseDecimal, type Qty } from '../numbers';
import type { Parent } from '../order/parent';
import { venueTrouble } from '../routing/trouble';
import { type Planned, planOf } from '../schedule/planning';
import { listed, oneOf, SIDES, STRATEGY_CODES, strategyOf } from '../strategies';
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
    (parent ? undefined : nameTrouble(request, name, books)) ??
    parameterTrouble(request, strategy) ??
    (strategy.windowed
      ? planTrouble({ strategy, instrument, request, orderQty: qty, price }, books, at, parent)
      : expiryTrouble(request, at)) ??
    venueTrouble(request, strategy.windowed, books, parent);
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

type Asks = Pick<Planned, 'strategy' | 'instrument' | 'request' | 'orderQty' | 'price'>;

/** Why there is no plan for a scheduled order; it is made again once the order is accepted, from the same books. */
function planTrouble(asks: Asks, books: Ledger, at: Micros, parent: Parent | undefined): Denial | undefined {
  const base = Math.min(parent?.state.cumQty ?? 0, asks.orderQty);
  const { side } = asks.request;
  const plan = planOf({ ...asks, side, parentId: parent?.parentId ?? '', base, before: parent?.plan }, books, at);
  return 'code' in plan ? plan : undefined;
}

/** Why an order that waited may not go on: its window or time is over, or no venue takes it. */
export function standsNoMore(parent: Parent, books: Ledger, at: Micros): Denial | undefined {
  const { received, instrument, state } = parent;
  const strategy = strategyOf(received.strategy)!;
  const { orderQty, price } = state;
  return (
    (strategy.windowed
      ? planTrouble({ strategy, instrument, request: received, orderQty, price }, books, at, undefined)
      : expiryTrouble(received, at)) ?? venueTrouble(received, strategy.windowed, books, undefined)
  );
}
