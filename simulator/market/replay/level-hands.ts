import type { Micros } from '../../../src/core/numbers';
import type { OrderBook } from '../../matching/book';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../../matching/types';
import type { QueueModel } from '../../models/queue/queue-model';
import { TAPE, tapeId } from '../tape-ledger';
import { Level } from './level';
import { leaveQueue } from './level-queue';

const isBetter = (side: Side, a: Ticks, b: Ticks): boolean => (side === BUY ? a > b : a < b);

/**
 * Keeps a tape's price levels in a book in which orders from outside take part too. The invariant behind every rule: at a price the book
 * holds the lots that the tape shows there less those that orders from outside took, which come back only as the tape shows more. So
 * the tape never reacts, and no lot of it is used twice. Prices are the tape's; the book's lie `shift` ticks above them.
 */
export class LevelHands {
  private readonly sides = [new Map<Ticks, Level>(), new Map<Ticks, Level>()] as const;
  private row = 0;
  private ids = 0;
  /** Ticks that the book's prices lie above the tape's. */
  shift = 0;

  constructor(
    readonly book: OrderBook,
    private readonly queue: QueueModel,
  ) {}

  /**
   * The tape shows these levels: cells[from..mid) bids, cells[mid..to) asks, each price, lots, price, lots, best first. A level in view that is
   * not named is gone; one out of view is forgotten, unless an order from outside waits in it: then it stays as it was last seen.
   */
  view(cells: Float64Array, [from, mid, to]: readonly [number, number, number], at: Micros): void {
    this.row++;
    // What is gone goes first on both sides, so that nothing of the tape meets itself.
    this.takeAway(BUY, cells, [from, mid], at);
    this.takeAway(SELL, cells, [mid, to], at);
    this.putUp(BUY, cells, [from, mid]);
    this.putUp(SELL, cells, [mid, to]);
  }

  level(side: Side, price: Ticks): Level | undefined {
    return this.sides[side].get(price);
  }

  /** Lots of the tape in the book at a level. */
  lots(level: Level): Lots {
    let sum = 0;
    for (const id of level.blocks) sum += this.book.leaves(id);
    return sum;
  }

  /** Whether lots of the tape stand at a better price. */
  standsBefore(side: Side, price: Ticks): boolean {
    for (const level of this.sides[side].values()) if (isBetter(side, level.price, price) && this.lots(level) > 0) return true;
    return false;
  }

  /** Levels at better prices are proven to be gone. */
  clearBefore(side: Side, price: Ticks, at: Micros): void {
    for (const level of this.sides[side].values()) if (isBetter(side, level.price, price)) this.lower(level, 0, at);
  }

  /** Takes tape lots away from one end of a level's queue. */
  drop(level: Level, lots: Lots, end: 'front' | 'back'): void {
    const { blocks } = level;
    let left = lots;
    for (let i = 0; i < blocks.length && left > 0; i++) {
      const id = blocks[end === 'front' ? i : blocks.length - 1 - i]!;
      const part = Math.min(left, this.book.leaves(id));
      if (part > 0) this.book.reduce(id, part);
      left -= part;
    }
  }

  /** Puts lots at the back of a level's queue. */
  append(level: Level, lots: Lots): void {
    const { book } = this;
    const price = level.price + this.shift;
    if (lots <= 0 || price < 1) return;
    level.blocks = level.blocks.filter(id => book.leaves(id) > 0);
    const last = level.blocks.at(-1);
    if (last !== undefined && this.isLast(level.side, price, last)) {
      book.replace(last, book.leaves(last) + lots, price);
      return;
    }
    const id = tapeId(++this.ids);
    level.blocks.push(id);
    book.enter({ id, owner: TAPE, side: level.side, qty: lots, price, tif: 'Day' });
  }

  /** All of the tape moves to prices that lie `shift` ticks above its own; orders from outside stay where they are. */
  moveTo(shift: Ticks): void {
    if (shift === this.shift) return;
    const held: [Level, Lots][] = [];
    for (const levels of this.sides) for (const level of levels.values()) held.push([level, this.lots(level)]);
    for (const [level, lots] of held) this.drop(level, lots, 'back');
    this.shift = shift;
    for (const [level, lots] of held) this.append(level, lots);
  }

  private takeAway(side: Side, cells: Float64Array, [from, to]: readonly [number, number], at: Micros): void {
    const levels = this.sides[side];
    for (let i = from; i < to; i += 2) {
      const level = levels.get(cells[i]!);
      if (!level) continue;
      level.row = this.row;
      this.lower(level, cells[i + 1]!, at);
    }
    const worst = to > from ? cells[to - 2]! : undefined;
    for (const level of levels.values()) {
      if (level.row === this.row) continue;
      const inView = worst === undefined || isBetter(side, level.price, worst);
      if (inView) this.lower(level, 0, at);
      else if ((level.shown > 0 || level.returned > 0) && !this.hasOthers(level)) this.hide(level);
      if (level.isSpent(at)) levels.delete(level.price);
    }
  }

  private putUp(side: Side, cells: Float64Array, [from, to]: readonly [number, number]): void {
    for (let i = from; i < to; i += 2) {
      const price = cells[i]!;
      let level = this.sides[side].get(price);
      if (!level) this.sides[side].set(price, (level = new Level(side, price)));
      level.row = this.row;
      const rise = cells[i + 1]! - level.shown;
      level.shown += Math.max(0, rise);
      this.append(level, rise);
    }
  }

  /** Shows `total` lots at a level, no more than before. */
  private lower(level: Level, total: Lots, at: Micros): void {
    const fall = level.shown - total;
    if (fall <= 0) return;
    const lots = this.lots(level);
    const executed = Math.min(level.returned, fall);
    const back = Math.min(executed, lots);
    level.returned -= executed;
    // What prints have told already is no news that a late print could be about.
    level.fell(fall - executed, at);
    this.drop(level, back, 'back');
    const gone = Math.min(fall, lots) - back;
    // where nobody else waits the model is not asked
    if (this.hasOthers(level)) leaveQueue(this.book, level, gone, { price: level.price + this.shift, model: this.queue });
    else this.drop(level, gone, 'front');
    level.shown = total;
  }

  /** Out of view: only what was taken there is remembered. */
  private hide(level: Level): void {
    const lots = this.lots(level);
    this.drop(level, lots, 'back');
    level.shown -= lots;
    level.returned = 0;
  }

  private hasOthers(level: Level): boolean {
    return this.book.hasOthers(level.side, level.price + this.shift, TAPE);
  }

  private isLast(side: Side, price: Ticks, id: number): boolean {
    return this.book.back(side, price) === id;
  }
}
