import { OrderBook } from '../../../simulator/matching/book';
import { BUY, type NewOrder, SELL, type Side, type SpecialTerms, type TimeInForce } from '../../../simulator/matching/types';
import { type Command, Recorder, run } from './script';

type Entry = NewOrder & { readonly verb: 'enter' };

/** What an order may have beside id, quantity and price; its owner is ten times its id. */
export interface More extends SpecialTerms {
  readonly tif?: TimeInForce;
}

const order = (id: number, side: Side, qty: number, price: number | undefined, more: TimeInForce | More): Entry => {
  const { tif = 'Day', ...special } = typeof more === 'string' ? { tif: more } : more;
  const terms = Object.keys(special).length > 0 ? { special } : {};
  return { verb: 'enter', id, owner: id * 10, side, qty, price, tif, ...terms };
};
export const buy = (id: number, qty: number, price?: number, more: TimeInForce | More = {}) => order(id, BUY, qty, price, more);
export const sell = (id: number, qty: number, price?: number, more: TimeInForce | More = {}) => order(id, SELL, qty, price, more);
export const cancel = (id: number): Command => ({ verb: 'cancel', id });
export const replace = (id: number, leaves: number, price?: number, changed?: { stop?: number; display?: number }): Command => ({
  verb: 'replace',
  id,
  leaves,
  price,
  changed,
});
export const collect: Command = { verb: 'collect' };
export const auction = (kind: 'open' | 'close' | 'reopen', reference: number): Command => ({ verb: 'auction', kind, reference });
export const bands = (lower: number, upper: number): Command => ({ verb: 'bands', lower, upper });

/** Events of the commands after the first `skip` lines, and what the book shows in the end, best first. */
export function story(commands: readonly Command[], skip = 0): string[] {
  const recorder = new Recorder();
  const book = new OrderBook(recorder);
  run(book, recorder.lines, commands);
  const left = (side: Side): string =>
    book
      .depth(side, 9)
      .map(l => `${l.qty}@${l.price}x${l.orders}`)
      .join(' ');
  return [...recorder.lines.slice(skip), `bids ${left(BUY)}`, `asks ${left(SELL)}`];
}
