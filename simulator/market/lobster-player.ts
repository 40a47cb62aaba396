import { DataError } from '../../src/core/data-error';
import { decimalsOf, formatDecimal, type Micros, parseDecimal } from '../../src/core/numbers';
import { BUY, opposite, type Side, type Ticks, type Trade } from '../matching/types';
import type { ImpactModel } from '../models/impact/propagator';
import { BookCheck, type BookReport } from './book-check';
import { type BookFile, EVENT, type MessageFile } from './lobster-files';
import type { Floor, Market, TradingStatus } from './market';
import { checkSpeed, dueAt, type PlayTime } from './replay/play-time';
import { TapeShift } from './replay/tape-shift';
import { type TapeCounts, TapeHands } from './tape-hands';
import { TapeLedger } from './tape-ledger';

/** Decimals of LOBSTER's prices. */
const SCALE = 4;
const STATUS: Readonly<Record<number, TradingStatus>> = { [-1]: 'halted', 0: 'quoting', 1: 'trading' };

export interface PlayerOptions extends PlayTime {
  readonly messages: MessageFile;
  /** The book after each message: seeds the book, and says what a level holds that the messages never showed. */
  readonly books?: BookFile | undefined;
  /** Of which only the first row is used: the book after the first message. Instead of `books`. */
  readonly seed?: BookFile | undefined;
  /** Smallest price step of the symbol, as decimal text. */
  readonly tickText: string;
  /** What orders from outside do to the tape's prices; nothing where it is not given. */
  readonly impact?: ImpactModel | undefined;
}

/** How far a player has come and what it met. */
export interface PlayerReport extends Readonly<TapeCounts> {
  readonly played: number;
  /** Comparison with the book file, where there is one. */
  readonly books: BookReport | undefined;
}

/**
 * Plays the order flow of a LOBSTER message file into a book; `TapeHands` says how it meets orders from outside. Lots are shares (lot 1).
 * By type of message: 1 adds, 2 and 3 remove, 4 is an incoming order against the one named, 5 is a print outside of the visible book
 * (orders from outside at its price or better are filled first), 6 (a cross) is a print only, 7 changes the trading status.
 */
export class LobsterPlayer implements Market {
  private next = 0;
  readonly pinned = false;
  private readonly ledger = new TapeLedger();
  private readonly shift: TapeShift;
  private readonly tick: number;
  private hands: TapeHands | undefined;
  private check: BookCheck | undefined;

  /** Throws a DataError where the two files have different numbers of rows, an Error where tick or speed cannot be used. */
  constructor(private readonly options: PlayerOptions) {
    const { messages, books, tickText } = options;
    const tick = parseDecimal(tickText, SCALE);
    if (typeof tick !== 'number' || tick <= 0 || decimalsOf(tickText) > SCALE)
      throw new Error(`tick '${tickText}' is not a step of 0.0001`);
    checkSpeed(options);
    this.shift = new TapeShift(options.impact);
    if (books && books.rows !== messages.rows)
      throw new DataError(
        books.file,
        Math.min(books.rows, messages.rows) + 1,
        `has ${books.rows} rows, ${messages.file} has ${messages.rows}`,
      );
    this.tick = tick;
  }

  nextAt(): Micros | undefined {
    const { messages } = this.options;
    if (this.next >= messages.rows) return undefined;
    return dueAt(this.options, Math.floor((messages.time[this.next]! - messages.time[0]!) / 1000));
  }

  /** Plays one message. Throws a DataError for a message that cannot be: a price off tick, an order added twice. */
  step(floor: Floor): void {
    const { messages, books, seed } = this.options;
    const due = this.nextAt()!;
    const k = this.next++;
    this.hands ??= new TapeHands(floor.book, this.ledger, books !== undefined);
    this.shift.move(this.hands, due);
    const type = messages.type[k]!;
    const side = messages.side[k] as Side;
    if (type === EVENT.Halted) floor.status(STATUS[messages.price[k]!]!);
    else if (type === EVENT.HiddenExecuted || type === EVENT.Crossed) this.hidden(floor, k, side);
    else this.visible(floor, k, type);
    if (k === 0 && seed) new BookCheck(floor.book, this.hands, seed, this.tick).row(0, this.added(0));
    if (!books) return;
    this.check ??= new BookCheck(floor.book, this.hands, books, this.tick);
    this.check.row(k, this.added(k));
  }

  traded(trade: Trade, at: Micros): void {
    this.ledger.traded(trade);
    this.shift.traded(trade, at);
  }

  report(): PlayerReport {
    const none: TapeCounts = { unknownOrders: 0, stale: 0, settled: 0, diverted: 0 };
    return { ...(this.hands?.counts ?? none), played: this.next, books: this.check?.report() };
  }

  private visible(floor: Floor, k: number, type: number): void {
    const { messages } = this.options;
    const side = messages.side[k] as Side;
    const order = { side, price: this.ticks(k), orderId: messages.id[k]!, qty: messages.size[k]! };
    if (type === EVENT.Added) {
      if (!this.hands!.add(order)) throw this.error(k, `order ${order.orderId} is added twice`);
    } else if (type === EVENT.Executed) {
      const settled = this.hands!.counts.settled;
      const unseen = order.qty - this.hands!.execute(order) - (this.hands!.counts.settled - settled);
      if (unseen > 0) this.print(floor, k, unseen);
    } else this.hands!.remove(order);
  }

  private hidden(floor: Floor, k: number, side: Side): void {
    const { messages } = this.options;
    const price = messages.price[k]!;
    const limit = (side === BUY ? Math.ceil(price / this.tick) : Math.floor(price / this.tick)) + this.hands!.shift;
    const met = messages.type[k] === EVENT.Crossed ? 0 : this.hands!.executeHidden(side, limit, messages.size[k]!);
    if (met < messages.size[k]!) this.print(floor, k, messages.size[k]! - met);
  }

  /** Where message k put a new order, in US dollars x 10,000. */
  private added(k: number): { side: Side; price: number } | undefined {
    const { type, side, price } = this.options.messages;
    return type[k] === EVENT.Added ? { side: side[k] as Side, price: price[k]! } : undefined;
  }

  private print(floor: Floor, k: number, qty: number): void {
    const { messages } = this.options;
    const price = messages.price[k]! + this.hands!.shift * this.tick;
    floor.print({ priceText: formatDecimal(price, SCALE), qty, side: opposite(messages.side[k] as Side) });
  }

  /** A message's price in the book's ticks. */
  private ticks(k: number): Ticks {
    const price = this.options.messages.price[k]!;
    if (price % this.tick !== 0)
      throw this.error(k, `price ${formatDecimal(price, SCALE)} is not a multiple of the tick ${this.options.tickText}`);
    return price / this.tick + this.hands!.shift;
  }

  private error(k: number, reason: string): DataError {
    return new DataError(this.options.messages.file, k + 1, reason);
  }
}
