import { createHash } from 'node:crypto';
import { Books } from '../../core/books';
import type { EstimateInputs, Fact, FactOf } from '../../core/facts';
import { estimateInputs, isMissing } from '../../core/impact/inputs';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { MidPath } from '../../training/data/decisions';
import { type MarketRows, RowTaker } from '../../training/data/rows';
import type { Spell } from '../../training/fills/spell';
import type { OwnTrade } from '../../training/own/own-trade';
import { Takes } from '../impact/takes';
import { type RoundTrip, RoundTrips } from './round-trips';
import { Spells } from './spells';

/** What a journal has of one symbol. */
export interface SymbolRead {
  /** Units in a share or contract, and in one of the price's currency. */
  readonly quantum: number;
  readonly priceUnits: number;
  /** Fills of ours, in the order of time. */
  readonly own: readonly OwnTrade[];
  /** What decisions were shown: irregular, in the order of time. */
  readonly decisions: MarketRows;
  /** The mid by the quotes, in price; it is told whenever it changes. */
  readonly mids: MidPath;
}

/** What is learned of a journal. */
export interface JournalRead {
  readonly symbols: ReadonlyMap<string, SymbolRead>;
  readonly spells: readonly Spell[];
  /** From an order or replace that was released to the venue's answer. */
  readonly roundTrips: readonly RoundTrip[];
  readonly parents: number;
  readonly from: Micros;
  readonly to: Micros;
}

/** Reads the turns of a journal. `daySeconds`: trading seconds of a day, of the impact model. */
export function readJournal(turns: Iterable<RecordedTurn>, daySeconds: number): JournalRead {
  const reader = new Reader(daySeconds);
  for (const turn of turns) reader.turn(turn);
  return reader.read();
}

/** Turns that a journal is known by, whatever is added to it. */
const KNOWN_BY = 200;

/**
 * SHA-256 of the first turns of a journal, in hex; of 200 it is what the journal is known by wherever it stands, while it grows. Backtests of one market may share it: they have
 * seen the same.
 */
export function idOf(turns: Iterable<RecordedTurn>, first = KNOWN_BY): string {
  const hash = createHash('sha256');
  let n = 0;
  for (const turn of turns) {
    hash.update(JSON.stringify(turn));
    if (++n === first) break;
  }
  return hash.digest('hex');
}

/** What is gathered of one symbol. */
class Gathering {
  readonly own: OwnTrade[] = [];
  readonly rows = new RowTaker();
  readonly midAt: Micros[] = [];
  readonly mids: number[] = [];

  constructor(
    readonly quantum: number,
    readonly priceUnits: number,
  ) {}
}

class Reader {
  private readonly books = new Books();
  private readonly takes = new Takes(this.books);
  private readonly spells = new Spells(this.books);
  private readonly trips = new RoundTrips(this.books);
  private readonly symbols = new Map<string, Gathering>();
  /** What was known of an order's market when it was accepted. */
  private readonly inputs = new Map<string, EstimateInputs>();
  private readonly starts: Micros[] = [];
  private parents = 0;
  private from = Number.NaN;
  private to = Number.NaN;

  constructor(private readonly daySeconds: number) {}

  turn({ seq, at, facts }: RecordedTurn): void {
    if (Number.isNaN(this.from)) this.from = at;
    this.to = at;
    for (const fact of facts) {
      // what had traded before is read before the fill is booked
      if (fact.type === 'ChildOrderFilled') this.filled(fact, at);
      this.spells.before(fact, at);
      this.books.apply(fact, seq, at);
      this.takes.note(fact, at);
      this.spells.note(fact, at);
      this.trips.note(fact, at);
      this.note(fact, at);
    }
  }

  read(): JournalRead {
    const starts = Float64Array.from(this.starts);
    const symbols = [...this.symbols].map(([symbol, { quantum, priceUnits, own, rows, midAt, mids }]) => {
      const path = { at: Float64Array.from(midAt), mid: Float64Array.from(mids), starts };
      return [symbol, { quantum, priceUnits, own, decisions: rows.rows(), mids: path }] as const;
    });
    const { parents, from, to } = this;
    return {
      symbols: new Map(symbols),
      spells: this.spells.close(to),
      roundTrips: this.trips.found,
      parents,
      from,
      to,
    };
  }

  private note(fact: Fact, at: Micros): void {
    if (fact.type === 'Started') this.starts.push(at);
    if (fact.type === 'ParentOrderAccepted') this.accepted(fact.parentId, at);
    else if (fact.type === 'QuoteReceived') this.quoted(fact.symbol, at);
    else if (fact.type === 'SecurityStatusReceived' || fact.type === 'MarketDataStale' || fact.type === 'Started') this.broke(at);
    else if (fact.type === 'MarketSeen') this.seen(fact);
  }

  private accepted(parentId: string, at: Micros): void {
    this.parents++;
    const { books, daySeconds } = this;
    const { instrument, state } = books.parents.get(parentId)!;
    const inputs = estimateInputs(instrument, { qty: state.orderQty, duration: 0 }, { books, at, daySeconds });
    if (!isMissing(inputs)) this.inputs.set(parentId, inputs);
  }

  private quoted(symbol: string, at: Micros): void {
    const quote = this.books.quotes.get(symbol);
    if (!quote) return;
    const { midAt, mids, priceUnits } = this.of(symbol);
    const mid = ((quote.bid ?? Number.NaN) + (quote.ask ?? Number.NaN)) / 2 / priceUnits;
    if (mid === mids.at(-1)) return;
    midAt.push(at);
    mids.push(mid);
  }

  /** After a stop, a halt or silence nothing is read across: until the next quote the mid is not known. */
  private broke(at: Micros): void {
    for (const { midAt, mids } of this.symbols.values()) {
      midAt.push(at);
      mids.push(Number.NaN);
    }
  }

  private seen({ symbol, asOf }: FactOf<'MarketSeen'>): void {
    const seen = this.books.seen.get(symbol);
    if (!seen) return;
    const { rows, priceUnits } = this.of(symbol);
    const [bid, ask] = [seen.bids[0]?.px ?? Number.NaN, seen.asks[0]?.px ?? Number.NaN];
    rows.add(asOf, (bid + ask) / 2 / priceUnits, Float64Array.from(seen.features));
  }

  private filled({ childId, lastQty, lastPx }: FactOf<'ChildOrderFilled'>, at: Micros): void {
    const { parentId, instrument, side, state } = this.books.parentOf(this.books.children.get(childId)!);
    const inputs = this.inputs.get(parentId);
    this.of(instrument.symbol).own.push({
      at,
      price: lastPx,
      qty: lastQty,
      buy: isBuy(side),
      took: this.takes.took(childId, at),
      order: inputs && { inputs, before: state.cumQty },
    });
  }

  private of(symbol: string): Gathering {
    let found = this.symbols.get(symbol);
    if (!found) {
      const { priceScale, qtyScale } = this.books.instruments.get(symbol)!;
      this.symbols.set(symbol, (found = new Gathering(10 ** qtyScale, 10 ** priceScale)));
    }
    return found;
  }
}
