import type { Listing } from '../../../simulator/market/instruments';
import type { ListingRules } from '../../../simulator/market/listed';
import type { Market, TradingStatus } from '../../../simulator/market/market';
import type { FeeSchedule } from '../../../simulator/models/fees/fees';
import type { Latencies } from '../../../simulator/models/latency/latency';
import type { Books } from '../../core/books';
import type { DataError } from '../../core/data-error';
import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Journal } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import type { Turn } from '../../core/turn';
import type { FeatureRow } from '../../market-data/features/sampler';
import { Agenda, RANK } from './agenda';
import { GatewayInProcess, type Knowledge } from './gateway-in-process';
import { JumpingClock } from './jumping-clock';
import type { ParentChange, ParentSpec } from './parents';
import { Trail } from './trail';
import { VenueLink } from './venue-link';
import { type Stretches, VENUE } from './wire';
import { Witness } from './witness';

/** A symbol of the market, and who trades in it. */
export interface TradedSymbol {
  readonly listing: Listing;
  readonly market: Market;
  readonly rules?: ListingRules | undefined;
  /** Changes of status, by time since the start. */
  readonly day?: readonly { readonly after: Micros; readonly to: TradingStatus }[] | undefined;
}

/** How what is known of a symbol is read: `every` us since the start; the row is the same object each time. `posteriors`: of the regime filter. */
export interface SampleParts {
  readonly symbol: string;
  readonly every: Micros;
  readonly take: (row: FeatureRow, posteriors: readonly number[] | undefined) => void;
}

export interface BacktestParts {
  /** When it begins, microseconds since the epoch. */
  readonly start: Micros;
  /** It ends after so long at the latest (us). */
  readonly length: Micros;
  /** How long it goes on once the last parent is over (us): what follows a fill is measured too. */
  readonly tail: Micros;
  readonly knows: Knowledge;
  readonly market: readonly TradedSymbol[];
  readonly parents: readonly ParentSpec[];
  readonly latencies: Latencies;
  readonly fees: FeeSchedule | undefined;
  readonly publishEvery: Micros;
  /** Market data does not flow in these, rising, since the start (us): what was told in one arrives at its end. */
  readonly feedGaps?: Stretches | undefined;
  readonly journal: Journal;
  /** A replayed file is wrong somewhere: that event is left out. */
  readonly marketFailed?: (error: DataError) => void;
  /** Reads what the gateway knows of a symbol on an even grid, without a decision: all that it had received by then. */
  readonly sample?: SampleParts | undefined;
  /** Told now and then how far it is: simulated time since the start (us). */
  readonly progress?: (since: Micros) => void;
  /** Told each turn once it is committed. */
  readonly watch?: ((turn: Turn, books: Books) => void) | undefined;
}

/** What a run leaves behind for measures. */
export interface BacktestRun {
  readonly books: Books;
  readonly witness: Witness;
  readonly trail: Trail;
  /** When it was over, microseconds since the epoch. */
  readonly endedAt: Micros;
  /** Simulated time that passed (us), turns of the line, and events of market, lines and timers. */
  readonly simulated: Micros;
  readonly turns: number;
  readonly events: number;
  /** Orders that work at the venue at the end. */
  readonly leftWorking: number;
  /** Resolves once a recording of what the gateway received (`marketData.record`) is complete. */
  readonly recorded: Promise<void>;
}

/** Events between two tellings of progress. */
const TELL_EVERY = 20_000;

/**
 * Runs parent orders against a market in process: the earliest of market, messages, client orders and timers goes first, ties by `RANK` and then in
 * the order in which they came up. The same parts give the same journal, byte for byte. Throws what a stage of the line throws.
 */
export function runBacktest(parts: BacktestParts): BacktestRun {
  const backtest = new Backtest(parts);
  backtest.begin();
  while (backtest.step());
  return backtest.finish();
}

/** A backtest that somebody else moves on: `begin`, then `step` while there is one, then `finish`. */
export class Backtest {
  private readonly agenda = new Agenda();
  private readonly clock: JumpingClock;
  private readonly witness = new Witness();
  private readonly link: VenueLink;
  private readonly gateway: GatewayInProcess;
  private readonly trail: Trail;
  private waiting: number;
  private turns = 0;
  private events = 0;
  private end: Micros;

  constructor(private readonly parts: BacktestParts) {
    const { start, length, journal, knows, latencies, fees, publishEvery, feedGaps, marketFailed = () => undefined } = parts;
    const { agenda, witness } = this;
    this.clock = new JumpingClock(agenda, start);
    this.end = start + length;
    this.waiting = parts.parents.length;
    this.link = new VenueLink({
      agenda,
      witness,
      latencies,
      fees,
      publishEvery,
      feedGaps: feedGaps?.map(([from, to]) => [start + from, start + to]),
      marketFailed,
      epoch: `X${Math.floor(start / 1_000_000).toString(36)}`,
      deliver: (session, view) => this.gateway.message(session, view),
    });
    this.trail = new Trail(this.link.venue, fees);
    this.gateway = new GatewayInProcess({
      clock: this.clock,
      journal,
      knows,
      send: (session, bytes) => this.link.send(session, bytes, this.clock.now()),
      turned: (turn, books) => this.turned(turn, books),
    });
  }

  /** Sets the stage: nothing has happened yet. */
  begin(): void {
    const { start, parents } = this.parts;
    this.list();
    this.link.advance(start);
    this.gateway.start();
    for (const spec of parents) this.agenda.add(start + spec.after, RANK.order, at => this.order(spec, at));
    for (const spec of parents)
      for (const change of spec.changes ?? []) this.agenda.add(start + change.after, RANK.order, () => this.change(spec, change));
    if (this.parts.sample) this.sampleFrom(start, this.parts.sample);
  }

  /** What it came to by now. */
  finish(): BacktestRun {
    const { start } = this.parts;
    const { books } = this.gateway;
    const endedAt = this.clock.now();
    this.trail.close(books, endedAt);
    const leftWorking = this.link.venue.exchange.ordersOf(VENUE).length;
    const { witness, trail, turns, events } = this;
    const recorded = this.gateway.stop();
    return { books, witness, trail, turns, events, leftWorking, endedAt, simulated: endedAt - start, recorded };
  }

  /** Each sample is the last thing of its moment. */
  private sampleFrom(at: Micros, sample: SampleParts): void {
    const row: FeatureRow = { at, asOf: at, mid: Number.NaN, vector: new Float64Array(SYMBOL_FEATURES.length) };
    const look = (now: Micros): void => {
      const regime = this.gateway.books.learning.regimeOf(sample.symbol, now);
      if (this.gateway.row(sample.symbol, now, row))
        sample.take(row, regime?.state === 'unknown' ? undefined : regime?.posteriors);
      this.agenda.add(now + sample.every, RANK.sample, look);
    };
    this.agenda.add(at, RANK.sample, look);
  }

  private list(): void {
    const { market, start } = this.parts;
    for (const { listing, market: who, rules, day } of market) {
      this.link.venue.list(listing, who, rules);
      if (day)
        this.link.venue.exchange.schedule(
          listing.symbol,
          day.map(({ after, to }) => ({ at: start + after, to })),
        );
    }
  }

  now(): Micros {
    return this.clock.now();
  }

  /** When something is due next, microseconds since the epoch; where nothing is, its end. */
  dueAt(): Micros {
    return Math.min(this.link.nextAt() ?? this.end, this.agenda.nextAt() ?? this.end, this.end);
  }

  /** Runs what is due next; false once it is over. */
  step(): boolean {
    const { agenda, clock, link, parts } = this;
    const market = link.nextAt() ?? Number.POSITIVE_INFINITY;
    const due = agenda.nextAt() ?? Number.POSITIVE_INFINITY;
    const at = Math.min(market, due);
    if (at > this.end) {
      clock.jump(this.end);
      return false;
    }
    clock.jump(at);
    if (market <= due) link.advance(at);
    else agenda.step();
    if (++this.events % TELL_EVERY === 0) parts.progress?.(at - parts.start);
    return true;
  }

  private order(spec: ParentSpec, at: Micros): void {
    this.link.venue.look(at);
    this.waiting--;
    this.trail.came(spec, at);
    this.gateway.order(spec);
    this.endWhenDone(at);
  }

  /** An OMS names the ClOrdID that is in force: one that another gateway refused is not in force there, and may be here. */
  private change(spec: ParentSpec, change: ParentChange): void {
    const parent = this.trail.parentOf(spec.clOrdId);
    const named = change.origClOrdId;
    const holds = !parent || parent.clOrdId === named || parent.state.pending.some(p => p.clOrdId === named);
    this.gateway.change(spec, change, holds ? named : parent.clOrdId);
  }

  private turned(turn: Turn, books: Books): void {
    this.turns++;
    this.trail.turned(turn, books);
    this.parts.watch?.(turn, books);
    for (const fact of turn.facts) if (fact.type === 'ParentReported') this.endWhenDone(turn.at);
  }

  /** Once every parent is over, only the tail is left. */
  private endWhenDone(at: Micros): void {
    if (this.waiting > 0) return;
    for (const parent of this.gateway.books.working) if (isOpen(parent.state)) return;
    this.end = Math.min(this.end, at + this.parts.tail);
  }
}
