import { type Denial, denial } from '../denials';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy } from '../order/parent';

/** What a price is referred to: an order, or a parent. */
interface Priced {
  readonly instrument: Instrument;
  readonly side: string;
}

/** What a reference price may be taken from: the best bid and offer, the last trade, the prior close. */
export type Reference = 'quote' | 'last' | 'close';

/**
 * The reference price of an order, in price units: the far touch of the best bid and offer, then the near touch, the last trade, the prior
 * close; or only the one that is asked for. undefined where nothing is known: a check that needs it denies.
 */
export function referencePrice(order: Priced, books: Ledger, only?: Reference): Px | undefined {
  const { instrument, side } = order;
  const q = books.quotes.get(instrument.symbol);
  if (only === 'close') return instrument.priorClose;
  if (only === 'last') return q?.last;
  const far = isBuy(side) ? q?.ask : q?.bid;
  const near = isBuy(side) ? q?.bid : q?.ask;
  const touch = far ?? near;
  return only === 'quote' ? touch : (touch ?? q?.last ?? instrument.priorClose);
}

/** The price at which a market order counts: the reference, for a sale too the dearer side of the market, for it may trade there. */
export function worstReference(order: Pick<Priced, 'instrument'>, books: Ledger): Px | undefined {
  const q = books.quotes.get(order.instrument.symbol);
  return q?.ask ?? q?.bid ?? q?.last ?? order.instrument.priorClose;
}

/** The denial where a check needs a reference and there is none. */
export const noReference = ({ symbol }: Instrument, then: string, only?: Reference): Denial =>
  denial('NoReferencePrice', `no ${only === undefined ? 'quote, last trade or prior close' : NAMES[only]} of ${symbol}: ${then}`);

const NAMES: Readonly<Record<Reference, string>> = { quote: 'quote', last: 'last trade', close: 'prior close' };
