import type { FactOf, SeenLevel } from '../../core/facts';
import type { LevelsOfSide } from '../../core/features/levels';
import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Instrument } from '../../core/instruments';
import { formatDecimal, type Micros, type Px, type Qty } from '../../core/numbers';
import type { ExpectedSessions } from '../../market-data/features/expected-sessions';
import { SymbolFeatures } from '../../market-data/features/symbol-features';
import { Levels, merge } from './levels';
import { MarketSums } from './sums';

/** What one market data session shows of a symbol. */
export class Source {
  readonly bids = new Levels();
  readonly asks = new Levels();
  /** When its latest update was received. */
  asOf: Micros = 0;

  constructor(readonly id: string) {}
}

/** Scratch: filled and read at once. */
const vector = new Float64Array(SYMBOL_FEATURES.length);

/**
 * A symbol as market data tells of it: the book of each session, all of them together, last price, volume and features. Numbers are in units of
 * the instrument. Updates are stamped by receive time; two messages never have one stamp, so that a recording has them in their order.
 */
export class SymbolFeed {
  readonly bids = new Levels();
  readonly asks = new Levels();
  readonly features: SymbolFeatures;
  readonly sources: Source[] = [];
  /** What its averages are made of. */
  readonly sums = new MarketSums();
  /** When the latest update was received; 0 before the first. */
  asOf: Micros = 0;
  last: Px | undefined;
  /** The volume that was seen to trade since the feed began. */
  volume: Qty = 0;
  /** Counts what changed here: whoever has seen a number knows all up to it. */
  changes = 0;
  private message = -1;

  /** `expected` knows what a day is expected to trade. */
  constructor(
    readonly instrument: Instrument,
    private readonly expected?: ExpectedSessions | undefined,
  ) {
    this.features = new SymbolFeatures(instrument);
  }

  /** The stamp of what message number `message`, received at `at`, says. */
  stamp(at: Micros, message: number): Micros {
    if (message !== this.message) this.asOf = at > this.asOf ? at : this.asOf + 1;
    this.message = message;
    this.changes++;
    this.expected?.tell(this.features, this.asOf);
    return this.asOf;
  }

  /** The book of a session as it now is, received at `at`. */
  book(source: Source, at: Micros, bids: LevelsOfSide, asks: LevelsOfSide): void {
    source.asOf = at;
    source.bids.take(bids);
    source.asks.take(asks);
    this.together(at);
  }

  /** A session is gone: what it showed counts no more where another one shows something. */
  without(id: string, at: Micros): void {
    const i = this.sources.findIndex(s => s.id === id);
    if (i < 0 || this.sources.length === 1) return;
    this.sources.splice(i, 1);
    this.together(at);
  }

  traded(at: Micros, px: Px, qty: Qty, aggressor: number): void {
    this.last = px;
    this.volume += qty;
    this.sums.traded(px, qty);
    this.features.trade(at, px, qty, aggressor);
  }

  /** What a session shows, made where it showed nothing before. */
  source(id: string): Source {
    let source = this.sources.find(s => s.id === id);
    if (!source) this.sources.push((source = new Source(id)));
    return source;
  }

  /** All there is to know, for a decision at `at`. */
  seen(at: Micros): FactOf<'MarketSeen'> {
    this.features.read(at, vector);
    const features = Array.from(vector, value => (Number.isFinite(value) ? value + 0 : null));
    const { instrument, asOf } = this;
    return {
      type: 'MarketSeen',
      symbol: instrument.symbol,
      asOf,
      bids: levelTexts(this.bids, instrument),
      asks: levelTexts(this.asks, instrument),
      features,
    };
  }

  private together(at: Micros): void {
    const { sources, bids, asks } = this;
    if (sources.length === 1) {
      bids.take(sources[0]!.bids);
      asks.take(sources[0]!.asks);
    } else {
      merge(
        sources.map(s => s.bids),
        -1,
        bids,
      );
      merge(
        sources.map(s => s.asks),
        1,
        asks,
      );
    }
    this.features.book(at, bids, asks);
    this.sums.quoted(at, this.features.mid2 / 2);
  }
}

/** Levels as decimal text. */
export function levelTexts({ px, qty, count }: Levels, { priceScale, qtyScale }: Instrument): SeenLevel[] {
  const texts: SeenLevel[] = [];
  for (let i = 0; i < count; i++) texts.push([formatDecimal(px[i]!, priceScale), formatDecimal(qty[i]!, qtyScale)]);
  return texts;
}
