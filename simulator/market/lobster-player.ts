import { decimalsOf, formatDecimal, type Micros, parseDecimal } from '../../src/core/numbers';
import { BUY, opposite, type Side, type Ticks, type Trade } from '../matching/types';
import { BookCheck, type BookReport } from './book-check';
import { type BookFile, EVENT, type MessageFile } from './lobster-files';
import type { Floor, Market, TradingStatus } from './market';
import { TapeError } from './tape-error';
import { type TapeCounts, TapeHands } from './tape-hands';
import { TapeLedger } from './tape-ledger';

/** Decimals of LOBSTER's prices. */
const SCALE = 4;
const STATUS: Readonly<Record<number, TradingStatus>> = { [-1]: 'halted', 0: 'quoting', 1: 'trading' };

export interface PlayerOptions {
  readonly messages: MessageFile;
  /** The book after each message: seeds the book, and says what a level holds that the messages never showed. */
  readonly books?: BookFile | undefined;
  /** Smallest price step of the symbol, as decimal text. */
  readonly tickText: string;
  /** When the session begins to play. */
  readonly start: Micros;
  /** Tape time over playing time: 1 is real time, 60 plays an hour in a minute. */
  readonly speed?: number;
  /** Tape time to skip: earlier messages are all played at `start`. */
  readonly skip?: Micros;
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
  private readonly ledger = new TapeLedger();
  private readonly tick: number;
  private hands: TapeHands | undefined;
  private check: BookCheck | undefined;

  /** Throws a TapeError where the two files have different numbers of rows, an Error where tick or speed cannot be used. */
  constructor(private readonly options: PlayerOptions) {
    const { messages, books, tickText, speed } = options;
    const tick = parseDecimal(tickText, SCALE);
    if (typeof tick !== 'number' || tick <= 0 || decimalsOf(tickText) > SCALE)
      throw new Error(`tick '${tickText}' is not a step of 0.0001`);
    if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) throw new Error(`speed ${speed} is not a number above 0`);
    if (books && books.rows !== messages.rows)
      throw new TapeError(
        books.file,
        Math.min(books.rows, messages.rows) + 1,
        `has ${books.rows} rows, ${messages.file} has ${messages.rows}`,
      );
    this.tick = tick;
  }

  nextAt(): Micros | undefined {
    const { messages, start, speed = 1, skip = 0 } = this.options;
    if (this.next >= messages.rows) return undefined;
    const since = Math.floor((messages.time[this.next]! - messages.time[0]!) / 1000) - skip;
    return since <= 0 ? start : start + Math.floor(since / speed);
  }

  /** Plays one message. Throws a TapeError for a message that cannot be: a price off tick, an order added twice. */
  step(floor: Floor): void {
    const { messages, books } = this.options;
    const k = this.next++;
    this.hands ??= new TapeHands(floor.book, this.ledger, books !== undefined);
    const type = messages.type[k]!;
    const side = messages.side[k] as Side;
    if (type === EVENT.Halted) floor.status(STATUS[messages.price[k]!]!);
    else if (type === EVENT.HiddenExecuted || type === EVENT.Crossed) this.hidden(floor, k, side);
    else this.visible(floor, k, type);
    if (!books) return;
    this.check ??= new BookCheck(floor.book, this.hands, books, this.tick);
    this.check.row(k, type === EVENT.Added ? { side, price: messages.price[k]! } : undefined);
  }

  traded(trade: Trade): void {
    this.ledger.traded(trade);
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
    const limit = side === BUY ? Math.ceil(price / this.tick) : Math.floor(price / this.tick);
    const met = messages.type[k] === EVENT.Crossed ? 0 : this.hands!.executeHidden(side, limit, messages.size[k]!);
    if (met < messages.size[k]!) this.print(floor, k, messages.size[k]! - met);
  }

  private print(floor: Floor, k: number, qty: number): void {
    const { messages } = this.options;
    floor.print({ priceText: formatDecimal(messages.price[k]!, SCALE), qty, side: opposite(messages.side[k] as Side) });
  }

  private ticks(k: number): Ticks {
    const price = this.options.messages.price[k]!;
    if (price % this.tick !== 0)
      throw this.error(k, `price ${formatDecimal(price, SCALE)} is not a multiple of the tick ${this.options.tickText}`);
    return price / this.tick;
  }

  private error(k: number, reason: string): TapeError {
    return new TapeError(this.options.messages.file, k + 1, reason);
  }
}
