import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Refusal } from '../market/exchange-types';
import { BUY, type Lots, SELL, type Side, type Ticks, type TimeInForce } from '../matching/types';
import type { VenueInstrument } from './instrument';

/** OrdRejReason (103): unknown symbol, exchange closed, duplicate, unsupported characteristic, incorrect quantity, other. */
export type OrdRejReason = 1 | 2 | 6 | 11 | 13 | 99;

/** Why an order or its new terms cannot be taken; the text names the field and its value. */
export interface TermsRefusal {
  readonly reason: OrdRejReason;
  readonly text: string;
}

/** The terms of an order in whole ticks and lots. */
export interface Terms {
  readonly instrument: VenueInstrument;
  readonly side: Side;
  readonly qty: Lots;
  /** Undefined: a market order. */
  readonly price: Ticks | undefined;
  readonly tif: TimeInForce;
}

/** Side (54): buy; sell, sell short, sell short exempt. */
const SIDES: Readonly<Record<string, Side>> = { '1': BUY, '2': SELL, '5': SELL, '6': SELL };

/** TimeInForce (59). A simulator has no end of day: Good Till Cancel lasts as long as Day. */
const TIFS: Readonly<Record<string, TimeInForce>> = { '0': 'Day', '1': 'Day', '3': 'IOC', '4': 'FOK' };

/** What the exchange's refusals are in OrdRejReason (103). */
export const REJ_REASONS: Readonly<Record<Refusal, OrdRejReason>> = {
  UnknownSymbol: 1,
  UnknownOrder: 99,
  BadQuantity: 13,
  OffTick: 99,
  BadPrice: 99,
  BelowCumQty: 13,
  Halted: 2,
};

const refusal = (reason: OrdRejReason, text: string): TermsRefusal => ({ reason, text });

/** Reads a NewOrderSingle (D). */
export function orderTerms(view: MessageView, instruments: ReadonlyMap<string, VenueInstrument>): Terms | TermsRefusal {
  const symbol = view.text(Tag.Symbol) ?? '';
  const instrument = instruments.get(symbol);
  if (!instrument) return refusal(1, `Symbol (55) '${symbol}' is not listed here`);
  const sideText = view.text(Tag.Side) ?? '';
  const side = SIDES[sideText];
  if (side === undefined) return refusal(11, `Side (54) '${sideText}' is not supported: 1, 2, 5 or 6`);
  const tifText = view.text(Tag.TimeInForce) ?? '0';
  const tif = TIFS[tifText];
  if (tif === undefined) return refusal(11, `TimeInForce (59) '${tifText}' is not supported: 0, 1, 3 or 4`);
  const size = sizeTerms(view, instrument);
  return 'reason' in size ? size : { instrument, side, tif, ...size };
}

/** OrderQty (38), OrdType (40) and Price (44) of an order or a replace. */
export function sizeTerms(
  view: MessageView,
  instrument: VenueInstrument,
): { qty: Lots; price: Ticks | undefined } | TermsRefusal {
  const ordType = view.text(Tag.OrdType) ?? '';
  if (ordType !== '1' && ordType !== '2') return refusal(11, `OrdType (40) '${ordType}' is not supported: 1 or 2`);
  const qtyText = view.text(Tag.OrderQty);
  if (qtyText === undefined) return refusal(13, 'OrderQty (38) is required');
  const qty = instrument.lots.parse(qtyText);
  if (qty === 'OffStep')
    return refusal(13, `OrderQty (38) '${qtyText}' is not a multiple of the lot ${instrument.listing.lotText}`);
  if (qty === 'NotANumber' || qty <= 0) return refusal(13, `OrderQty (38) '${qtyText}' is not a quantity above zero`);
  const price = priceTerm(view, ordType, instrument);
  return typeof price === 'object' ? price : { qty, price };
}

function priceTerm(view: MessageView, ordType: string, instrument: VenueInstrument): Ticks | undefined | TermsRefusal {
  const text = view.text(Tag.Price);
  if (ordType === '1') return text === undefined ? undefined : refusal(99, 'Price (44) must be absent on a market order (40=1)');
  if (text === undefined) return refusal(99, 'Price (44) is required for a limit order (40=2)');
  const price = instrument.ticks.parse(text);
  if (price === 'OffStep')
    return refusal(99, `Price (44) '${text}' is off tick: not a multiple of ${instrument.listing.tickText}`);
  return price === 'NotANumber' || price <= 0 ? refusal(99, `Price (44) '${text}' is not a price above zero`) : price;
}
