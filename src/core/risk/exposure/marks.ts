import type { Instrument } from '../../instruments';
import type { Exact } from '../../numbers';
import { Mark } from './mark';

interface Sources {
  readonly quotes: ReadonlyMap<string, NonNullable<Mark['quote']>>;
  readonly markets: ReadonlyMap<string, NonNullable<Mark['market']>>;
  readonly levels: { readonly rates: { factor(instrument: Instrument): Exact | undefined } };
  readonly instruments: { get(symbol: string): Instrument | undefined };
}

/** The mark of every symbol that an order or a position was in. */
export class Marks {
  private readonly known = new Map<string, Mark>();

  /** The mark of a symbol, made where there was none. */
  of(instrument: Instrument, books: Sources): Mark {
    const { symbol } = instrument;
    let mark = this.known.get(symbol);
    if (!mark) {
      this.known.set(symbol, (mark = new Mark(instrument)));
      mark.market = books.markets.get(symbol);
      mark.renew(instrument, books.levels.rates.factor(instrument), books.quotes.get(symbol));
    }
    return mark;
  }

  /** The mark of a symbol that an order or a position was in. */
  get(symbol: string): Mark | undefined {
    return this.known.get(symbol);
  }

  /** A quote came in. */
  quoted(symbol: string, books: Sources): void {
    this.known.get(symbol)?.quoted(books.quotes.get(symbol));
  }

  /** Instruments, rates or quotes are others than before. */
  renew(books: Sources): void {
    for (const [symbol, mark] of this.known) {
      const instrument = books.instruments.get(symbol) ?? mark.instrument;
      mark.renew(instrument, books.levels.rates.factor(instrument), books.quotes.get(symbol));
    }
  }
}
