import type { FactOf } from './facts';
import { Instruments, isRescaled } from './instruments';
import type { Ledger } from './ledger';
import { revalue } from './risk/exposure/apply-exposure';

/**
 * Other instruments: what works is judged and valued by them from here on. An order keeps the units that it came in; where those of its
 * symbol are others now, what was quoted in it is forgotten until it is quoted again.
 */
export function applyInstruments(books: Ledger, { instruments }: FactOf<'InstrumentsChanged'>): void {
  const before = books.instruments;
  books.instruments = new Instruments(instruments);
  for (const symbol of [...books.quotes.keys(), ...books.markets.keys(), ...books.seen.keys(), ...books.shown.keys()]) {
    const [was, is] = [before.get(symbol), books.instruments.get(symbol)];
    if (was && is && !isRescaled(was, is)) continue;
    books.quotes.delete(symbol);
    books.seen.delete(symbol);
    books.shown.delete(symbol);
    books.markets.get(symbol)?.forgetBand();
  }
  for (const parent of books.parents.values()) {
    const now = books.instruments.get(parent.instrument.symbol);
    if (now && !isRescaled(parent.instrument, now)) parent.instrument = now;
  }
  revalue(books);
}
