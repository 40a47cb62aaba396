import type { Ledger } from '../../ledger';
import type { Px, Qty } from '../../numbers';
import type { Parent } from '../../order/parent';
import { worstReference } from '../reference';
import { ownQty } from './apply-exposure';
import { type Money, moneyOf } from './money';

/** What an order would take up beyond what it has: quantity in units of its instrument, and value. */
export interface Take {
  readonly qty: Qty;
  /** undefined where it cannot be known: no price and no reference, or no rate for the currency. */
  readonly value: Money | undefined;
}

/** A child draws on what its parent took up. */
export const NOTHING_TAKEN: Take = { qty: 0, value: 0 };

/**
 * What the parent would take up with these terms: of a replace, what is more than now, for the larger of old and new stays reserved. Where its
 * children have more at venues than any terms leave (an overfill), that is valued by the terms, too, as it is where it is drawn.
 */
export function takeOf(parent: Parent, orderQty: Qty, price: Px | undefined, books: Ledger): Take {
  const { drawn, instrument } = parent;
  const open = Math.max(0, orderQty - drawn.done);
  const beyond = drawn.reserved > Math.max(open, ownQty(parent));
  const px = price ?? worstReference(parent, books) ?? drawn.mark.price;
  const qty = Math.max(0, open - drawn.openQty);
  const { factor } = drawn.mark;
  if (px === undefined || !factor) return { qty, value: undefined };
  const value = moneyOf(beyond ? drawn.reserved : open, px, instrument.qtyScale + instrument.priceScale, factor, 'up');
  return { qty, value: Math.max(0, value - drawn.openValue) };
}

/** True where an order can only make a level's position in its symbol smaller: it and all that is open on its side is within the position. */
export function reduces(parent: Parent, place: number, takes: Take): boolean {
  const { buy, holdings } = parent.drawn;
  const h = holdings[place]!;
  const more = h.units(takes.qty, parent.instrument.qtyScale);
  return buy ? h.openBuy + more <= -h.position : h.openSell + more <= h.position;
}
