import { parentOfAsk } from '../../core/adaptive/orders';
import type { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import type { MarketFeed } from '../market/feed';
import type { SumsAt } from '../market/sums';
import { arrivalOf } from './arrival';
import { type Counted, DayTotals } from './day-totals';
import { ModelsSeen } from './models-seen';
import { type Noted, type SliceNote, SliceNotes } from './slice-notes';
import { slippageOf } from './slippage';

/** Orders that are over and still remembered: of more, those that ended first are forgotten here, and stay in the journal. Open ones all are. */
const MOST_OVER = 10_000;
/** Orders that are forgotten at once. */
const OVER_A_BATCH = 1_000;
/** Orders that are named as touched; of more it is only known that it may be any. */
const MOST_TOUCHED = 10_000;

/** What is remembered of an order beside what the books have. */
export interface SeenOrder extends Noted {
  readonly id: string;
  readonly session: string;
  readonly clOrdId: string;
  readonly account: string;
  readonly symbol: string;
  readonly strategy: string;
  readonly received: Micros;
  /** Middle of the market when it came, as a number; undefined where it was not known. */
  readonly arrival: number | undefined;
  /** What the market's averages were made of when it came and when it was over; undefined where that was not seen. */
  readonly began: SumsAt | undefined;
  ended: SumsAt | undefined;
  over: boolean;
  /** What it added to the day's totals; undefined while it is open. */
  counted: Counted | undefined;
  /** Why it ended, or does not go on. */
  text: string;
}

/**
 * Notes off the facts what the dashboard shows of orders: live, and in the fold at a start, so that a restart shows the same; but for the market's
 * averages (VWAP, TWAP), which no fact has: they are known of orders that came since the start. Reading it is for spare time; noting takes a few steps a
 * fact.
 */
export class OrdersSeen {
  /** In the order in which they came. */
  readonly all = new Map<string, SeenOrder>();
  private touched = new Set<string>();
  private allTouched = false;
  /** Those that are over, in the order in which they ended. */
  private readonly gone = new Set<string>();
  private readonly notes = new SliceNotes();
  readonly day = new DayTotals();
  readonly models = new ModelsSeen();
  /** Counts orders that came and orders that ended: a list of them is the same while this is. */
  version = 0;

  /** A turn closed, now or (in the fold at a start) long ago; `market` is known only now. */
  turned({ facts, seq, at }: RecordedTurn, books: Books, market: MarketFeed | undefined): void {
    this.day.turn(books.dayEnds);
    for (const fact of facts) {
      this.models.note(fact, at);
      if ('childId' in fact) this.ofChild(fact, books);
      else if (fact.type === 'ParentOrderProposed') this.came(fact, at, books, market);
      else this.note(fact, { seq, at }, books, market);
    }
  }

  /** Orders that something happened to since this was asked last; undefined: so many that it may be any. */
  takeTouched(): ReadonlySet<string> | undefined {
    const { touched, allTouched } = this;
    this.touched = new Set();
    this.allTouched = false;
    return allTouched ? undefined : touched;
  }

  /** While nobody looks there is no need to know more than that it was many. */
  private touch(id: string): void {
    if (this.allTouched) return;
    this.touched.add(id);
    if (this.touched.size <= MOST_TOUCHED) return;
    this.touched.clear();
    this.allTouched = true;
  }

  private came(fact: FactOf<'ParentOrderProposed'>, at: Micros, books: Books, market: MarketFeed | undefined): void {
    const { parentId: id, session, clOrdId, symbol, strategy } = fact;
    const account = books.parents.get(id)?.received.account ?? '';
    this.all.set(id, {
      ...{
        id,
        session,
        clOrdId,
        account,
        symbol,
        strategy,
        received: at,
        ended: undefined,
        over: false,
        counted: undefined,
        notes: [],
        left: 0,
        text: '',
      },
      arrival: arrivalOf(books, symbol, at),
      began: market?.sums(symbol, at),
    });
    this.day.orders++;
    this.version++;
    this.touch(id);
  }

  private note(fact: Fact, turn: { seq: number; at: Micros }, books: Books, market: MarketFeed | undefined): void {
    switch (fact.type) {
      case 'ParentReported':
        return this.reported(fact.parentId, turn.at, books, market, fact.text);
      case 'ParentOrderDenied':
        this.day.denied++;
        if (!this.all.has(fact.parentId)) this.day.orders++;
        return this.reported(fact.parentId, turn.at, books, market, fact.text);
      case 'ParentEnding':
        return this.says(fact.parentId, fact.reason);
      case 'ParentOrderHeld':
        return this.says(fact.parentId, fact.text);
      case 'SliceScheduled':
      case 'SliceWeighed':
      case 'SliceSkipped':
      case 'TiltDecided':
        return this.explains(fact.parentId, { ...turn, fact });
      case 'ForecastAsked':
        return this.explains(fact.about, { ...turn, fact });
      case 'ForecastReceived':
      case 'ForecastFailed':
        return this.explains(parentOfAsk(fact.ask), { ...turn, fact });
      default:
        if ('parentId' in fact && typeof fact.parentId === 'string') this.touch(fact.parentId);
    }
  }

  private ofChild(fact: Extract<Fact, { childId: string }>, books: Books): void {
    if (fact.type === 'ChildOrderReleased') this.day.sent++;
    else if (fact.type === 'ChildOrderRejected') this.day.rejected++;
    const child = books.children.get(fact.childId);
    if (child) this.touch(child.parentId);
  }

  private says(id: string, text: string): void {
    const order = this.all.get(id);
    if (order) order.text = text;
    this.touch(id);
  }

  private explains(id: string, note: SliceNote): void {
    const order = this.all.get(id);
    if (!order) return;
    this.notes.add(order, note);
    this.touch(id);
  }

  private reported(id: string, at: Micros, books: Books, market: MarketFeed | undefined, text: string | undefined): void {
    this.touch(id);
    const order = this.all.get(id);
    if (!order) return;
    if (text !== undefined && text !== '') order.text = text;
    const parent = books.parents.get(id);
    const over = parent !== undefined && !isOpen(parent.state);
    if (over !== order.over) this.turnedOver(order, over, at, market);
    if (over && parent.accepted) order.counted = this.day.ended(parent, slippageOf(parent, order, order.ended), order.counted);
  }

  /** It is over now, or (a bust, a restatement) open again. */
  private turnedOver(order: SeenOrder, over: boolean, at: Micros, market: MarketFeed | undefined): void {
    order.over = over;
    this.version++;
    order.ended = over ? market?.sums(order.symbol, at) : undefined;
    this.notes.moved(order);
    if (over) {
      this.gone.add(order.id);
      if (this.gone.size > MOST_OVER) this.forget();
      return;
    }
    this.gone.delete(order.id);
    if (order.counted) this.day.reopened(order.counted);
    order.counted = undefined;
  }

  /** Lets those go that ended first, a batch at a time. */
  private forget(): void {
    let some = OVER_A_BATCH;
    for (const id of this.gone) {
      if (some-- === 0) return;
      this.notes.drop(this.all.get(id)!);
      this.gone.delete(id);
      this.all.delete(id);
    }
  }
}
