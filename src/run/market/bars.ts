import type { Books } from '../../core/books';
import type { FactOf, Input } from '../../core/facts';
import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Instrument } from '../../core/instruments';
import type { Micros, Px, Qty } from '../../core/numbers';
import { drawKey } from '../../core/schedule/curves/draws';
import type { FeatureRow } from '../../market-data/features/sampler';
import type { MarketFeed, MarketTap } from './feed';
import type { Levels } from './levels';

/** Behind so many bars of silence they are not told one by one: the next one begins anew. */
const MOST_SILENT = 20;
/** A book that comes after so long (us) begins anew. */
const SILENCE: Micros = 600_000_000;

export interface BarParts {
  readonly books: Books;
  readonly feed: () => MarketFeed;
  readonly post: (input: Input, at: Micros) => void;
}

/** Where the bar that `at` lies in begins: bars of a symbol follow one another without a hole, those of different symbols do not all end at one moment. */
export const barStart = (symbol: string, at: Micros, length: Micros): Micros => {
  const offset = drawKey(symbol, 0) % length;
  return Math.floor((at - offset) / length) * length + offset;
};

/** A bar under way. Mid and spread are of now, what is summed is since its start. */
class Bar {
  mid = Number.NaN;
  /** Mid at the latest return. */
  from = Number.NaN;
  squares = 0;
  volume = 0;
  spread = Number.NaN;
  private spreadSum = 0;
  private spreadTime = 0;
  private spreadAt: Micros;
  /** When a book came last. */
  private heard = Number.NaN;

  constructor(
    readonly instrument: Instrument,
    readonly start: Micros,
  ) {
    this.spreadAt = start;
  }

  /** The book is another one from `at` on: bps of mid; NaN where it says nothing. */
  book(at: Micros, bid: Px | undefined, ask: Px | undefined): void {
    this.hold(at);
    const told = bid !== undefined && ask !== undefined && ask >= bid && bid + ask > 0;
    this.mid = told ? (bid + ask) / 2 : Number.NaN;
    this.spread = told ? (1e4 * (ask - bid)) / this.mid : Number.NaN;
    if (!told) return;
    // what moved while nothing came (a night, an outage) is no return of this bar
    if (at - this.heard > SILENCE) this.from = Number.NaN;
    this.heard = at;
    if (!Number.isNaN(this.from)) this.squares += (1e4 * Math.log(this.mid / this.from)) ** 2;
    this.from = this.mid;
  }

  /** The spread of now has stood until `at`. */
  hold(at: Micros): void {
    const passed = at - this.spreadAt;
    if (passed <= 0) return;
    this.spreadAt = at;
    if (Number.isNaN(this.spread)) return;
    this.spreadSum += this.spread * passed;
    this.spreadTime += passed;
  }

  get meanSpread(): number {
    return this.spreadTime > 0 ? this.spreadSum / this.spreadTime : Number.NaN;
  }

  /** The next bar begins with the book as it is. */
  next(start: Micros): Bar {
    const bar = new Bar(this.instrument, start);
    bar.mid = this.mid;
    bar.from = this.from;
    bar.spread = this.spread;
    bar.heard = this.heard;
    return bar;
  }
}

/**
 * Bars of the symbols that market data tells of, each on a grid of its own, posted as `BarClosed` once they are over; nothing while no model is in force. A bar is closed before what comes after
 * its end is read (`due`), so that nothing of that is in it.
 */
export class Bars implements MarketTap {
  private readonly bars = new Map<string, Bar>();
  private end: Micros = Number.POSITIVE_INFINITY;
  private readonly row: FeatureRow = { at: 0, asOf: 0, mid: 0, vector: new Float64Array(SYMBOL_FEATURES.length) };

  constructor(private readonly parts: BarParts) {}

  /** Posts the bars that are over by `at`; to be called before anything that was received at `at` is read. */
  due(at: Micros): void {
    if (at < this.end) return;
    const { length } = this;
    if (length === undefined) return this.bars.clear();
    this.end = Number.POSITIVE_INFINITY;
    for (const [symbol, first] of this.bars) {
      const now = barStart(symbol, at, length);
      let bar = first;
      if (now - bar.start > MOST_SILENT * length) bar = bar.next(now);
      for (; bar.start + length <= now; bar = bar.next(bar.start + length)) this.close(bar, length, at);
      this.bars.set(symbol, bar);
      this.end = Math.min(this.end, bar.start + length);
    }
  }

  book(instrument: Instrument, at: Micros, bids: Levels, asks: Levels): void {
    this.of(instrument, at)?.book(at, bids.best, asks.best);
  }

  trade(instrument: Instrument, at: Micros, _px: Px, qty: Qty): void {
    const bar = this.of(instrument, at);
    if (bar) bar.volume += qty / 10 ** instrument.qtyScale;
  }

  /** No return is taken across a halt. */
  status(symbol: string, _at: Micros, _trading: boolean): void {
    const bar = this.bars.get(symbol);
    if (bar) bar.from = Number.NaN;
  }

  news(): void {
    // the features of its end know of it
  }

  /** What is under way when the gateway stops is no bar; what was learned so far is told. */
  stop(at: Micros): void {
    if (this.parts.books.learning.active) this.parts.post({ type: 'SnapshotAsked' }, at);
  }

  /** Length of a bar; undefined while no model is in force. */
  private get length(): Micros | undefined {
    const { active, terms } = this.parts.books.learning;
    return active ? terms.bar : undefined;
  }

  private of(instrument: Instrument, at: Micros): Bar | undefined {
    if (!this.parts.books.learning.active) return undefined;
    const { symbol } = instrument;
    let bar = this.bars.get(symbol);
    if (bar && bar.instrument === instrument) return bar;
    const { length } = this;
    if (length === undefined) return undefined;
    const start = barStart(symbol, at, length);
    this.bars.set(symbol, (bar = new Bar(instrument, start)));
    this.end = Math.min(this.end, start + length);
    return bar;
  }

  private close(bar: Bar, length: Micros, at: Micros): void {
    const { symbol } = bar.instrument;
    const end = bar.start + length;
    bar.hold(end);
    const { row } = this;
    if (!this.parts.feed().row(symbol, end, row)) return;
    const fact: FactOf<'BarClosed'> = {
      type: 'BarClosed',
      symbol,
      start: bar.start,
      end,
      ...(row.asOf > 0 && { asOf: row.asOf }),
      mid: Number.isNaN(row.mid) ? null : row.mid,
      features: Array.from(row.vector, value => (Number.isFinite(value) ? value + 0 : null)),
      logs: logsOf(bar, length / 1e6),
    };
    this.parts.post(fact, at);
  }
}

/** A return so small (bps) that it stands for none: logs need one. */
const NO_RETURN = 0.25;

/** ln of realised volatility (bps per root second), of the mean spread (bps) and of what traded a second; a bar without a trade says nothing of volume, for in a short one that is nothing rare. */
function logsOf({ squares, meanSpread, volume }: Bar, seconds: number): FactOf<'BarClosed'>['logs'] {
  const known = meanSpread > 0;
  return [
    known ? round(Math.log((squares + NO_RETURN ** 2) / seconds) / 2) : null,
    known ? round(Math.log(meanSpread)) : null,
    volume > 0 ? round(Math.log(volume / seconds)) : null,
  ];
}

/** The last digits of a logarithm are not the same on every machine. */
const round = (x: number): number => Math.round(x * 1e6) / 1e6;
