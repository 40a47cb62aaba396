import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Child } from '../order/child';
import { isBuy } from '../order/parent';
import type { SessionId } from '../ports';
import { type BookLevel, levelsOf } from '../seen-market';
import type { Shown, Take, VenueBook } from './venue-book';

/** Market data of a venue tells of what traded there by so much later (us) at most. */
const LAG: Micros = 250_000;
/** An order of ours is done with what it was sent to take after so long (us), whatever market data says. */
const OVER: Micros = 5_000_000;

/** Keeps what was seen last; a symbol that is not configured is left out. */
export function applyShown(ledger: Ledger, fact: FactOf<'VenuesSeen'>, at: Micros): void {
  const instrument = ledger.instruments.get(fact.symbol);
  if (!instrument) return;
  const books = fact.shown.map(({ venue, asOf, bids, asks }) => ({
    venue,
    asOf,
    bids: levelsOf(bids, instrument),
    asks: levelsOf(asks, instrument),
  }));
  const before = ledger.shown.get(fact.symbol)?.takes ?? [];
  ledger.shown.set(fact.symbol, { books, takes: before.filter(take => counts(take, books, at)) });
}

/** A child went to a venue, or got other terms there: what it can take is shown to nobody else. */
export function noteTake(
  ledger: Ledger,
  child: Child,
  terms: { readonly qty: Qty; readonly price: Px | undefined },
  at: Micros,
): void {
  const { instrument, side } = ledger.parentOf(child);
  const shown = ledger.shown.get(instrument.symbol);
  if (!shown || terms.qty <= 0) return;
  const buy = isBuy(side);
  const venue = child.venue!;
  if (within(farOf(shown, venue, buy), buy, terms.price).length === 0) return;
  const take = { venue, buy, price: terms.price, qty: terms.qty, at };
  ledger.shown.set(instrument.symbol, { ...shown, takes: [...shown.takes.filter(t => counts(t, shown.books, at)), take] });
}

/** A take counts until the venue's market data is newer than it by what that may lag, and no longer than `OVER`. */
function counts({ venue, at }: Take, books: readonly VenueBook[], now: Micros): boolean {
  const seen = books.find(b => b.venue === venue);
  return seen !== undefined && seen.asOf < at + LAG && now < at + OVER;
}

/** What a venue shows within a limit on the side that an order would take, best first, less what our own orders there may take of it. */
export function available(shown: Shown, venue: SessionId, buy: boolean, limit: Px | undefined, at: Micros): BookLevel[] {
  const levels = within(farOf(shown, venue, buy), buy, limit).map(({ px, qty }) => ({ px, qty }));
  for (const take of shown.takes) {
    if (take.venue !== venue || take.buy !== buy || !counts(take, shown.books, at)) continue;
    let rest = take.qty;
    for (const level of levels) {
      if (!reaches(buy, level.px, take.price)) break;
      const taken = Math.min(rest, level.qty);
      level.qty -= taken;
      rest -= taken;
    }
  }
  return levels.filter(level => level.qty > 0);
}

/** What stands at a venue before an order that would rest there at a price: everything at that price or a better one. */
export function ahead(shown: Shown, venue: SessionId, buy: boolean, price: Px): Qty | undefined {
  const book = shown.books.find(b => b.venue === venue);
  if (!book) return undefined;
  let sum = 0;
  for (const { px, qty } of buy ? book.bids : book.asks) if (buy ? px >= price : px <= price) sum += qty;
  return sum;
}

function farOf(shown: Shown, venue: SessionId, buy: boolean): readonly BookLevel[] {
  const book = shown.books.find(b => b.venue === venue);
  return (buy ? book?.asks : book?.bids) ?? [];
}

const reaches = (buy: boolean, px: Px, limit: Px | undefined): boolean =>
  limit === undefined || (buy ? px <= limit : px >= limit);
const within = (levels: readonly BookLevel[], buy: boolean, limit: Px | undefined): readonly BookLevel[] =>
  levels.filter(({ px }) => reaches(buy, px, limit));
