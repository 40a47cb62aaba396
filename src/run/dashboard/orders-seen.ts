import { parentOfAsk } from '../../core/adaptive/orders';
import type { Books } from '../../core/books';
import type { Fact, FactOf } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import type { MarketFeed } from '../market/feed';
import { arrivalOf } from './arrival';
import { DayTotals } from './day-totals';
import { ModelsSeen } from './models-seen';
import { cameOrder, deniedOrder, type SeenOrder } from './seen-order';
import { type SliceNote, SliceNotes } from './slice-notes';
import { slippageOf } from './slippage';

/**
 * Orders that are over and still remembered: of more, those that ended first are forgotten here, and stay in the journal. Open ones all are. As many that our
 * checks denied are remembered beside them: an OMS that is denied all day drives out nothing that traded.
 */
const MOST_OVER = 10_000;
/** Orders that are forgotten at once: a tenth of a millisecond of the line's time. */
const OVER_A_BATCH = 50;
/** Orders that are named as touched; of more it is only known that it may be any. */
const MOST_TOUCHED = 10_000;

/**
 * Notes off the facts what the dashboard shows of orders: live, and in the fold at a start, so that a restart shows the same; but for the market's averages
 * (VWAP, TWAP), which no fact has: not every trade is journaled, and nothing of the time between two starts. They are known of orders that came since the
 * start. Reading it is for spare time; noting takes a few steps a fact.
 */
export class OrdersSeen {
  /** In the order in which they came. */
  readonly all = new Map<string, SeenOrder>();
  private touched = new Set<string>();
  private allTouched = false;
  /** Those that are over, in the order in which they ended; denied ones apart. */
  private readonly gone = new Set<string>();
  private readonly denied = new Set<string>();
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
      else if (fact.type === 'ParentOrderDenied') this.deny(fact, facts[0], at, books);
      else if (fact.type === 'ParentReported' && fact.event === 'Duplicate')
        this.refuse(fact.execId, facts[0], fact.text, at, books);
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
    const since = { received: at, arrival: arrivalOf(books, symbol, at), beforeStart: !market, began: market?.sums(symbol, at) };
    this.all.set(id, cameOrder({ id, session, clOrdId, account, symbol, strategy }, since));
    this.day.orders++;
    this.version++;
    this.touch(id);
  }

  /** Our checks denied an order: one that came, at once or after it was held; or at intake, where it never was one. */
  private deny(fact: FactOf<'ParentOrderDenied'>, input: Fact | undefined, at: Micros, books: Books): void {
    const order = this.all.get(fact.parentId);
    if (!order) return this.refuse(fact.parentId, input, fact.text, at, books);
    this.day.denied++;
    order.denied = true;
    this.reported(fact.parentId, at, books, undefined, fact.text);
  }

  /** An order was denied at intake: nobody else remembers what it asked for. `id`: of the answer. */
  private refuse(id: string, input: Fact | undefined, text: string | undefined, at: Micros, books: Books): void {
    if (input?.type !== 'ParentOrderReceived') return;
    this.day.orders++;
    this.day.denied++;
    const since = { received: at, arrival: arrivalOf(books, input.symbol, at) };
    this.all.set(id, deniedOrder(id, input, text ?? '', since));
    this.version++;
    this.touch(id);
    this.isGone(this.denied, id);
  }

  private note(fact: Fact, turn: { seq: number; at: Micros }, books: Books, market: MarketFeed | undefined): void {
    switch (fact.type) {
      case 'ParentReported':
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
      this.isGone(order.denied ? this.denied : this.gone, order.id);
      return;
    }
    this.gone.delete(order.id);
    if (order.counted) this.day.reopened(order.counted);
    order.counted = undefined;
  }

  /** Remembers that it is over, and lets those go that ended first, a batch at a time. */
  private isGone(gone: Set<string>, id: string): void {
    gone.add(id);
    if (gone.size <= MOST_OVER) return;
    let some = OVER_A_BATCH;
    for (const old of gone) {
      if (some-- === 0) return;
      this.notes.drop(this.all.get(old)!);
      gone.delete(old);
      this.all.delete(old);
    }
  }
}
