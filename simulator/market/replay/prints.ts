import type { Micros } from '../../../src/core/numbers';
import { type Lots, opposite, type Side, type Ticks, type Trade } from '../../matching/types';
import { AGGRESSOR, TAPE } from '../tape-ledger';
import type { Level } from './level';
import type { LevelHands } from './level-hands';
import type { PrintRule } from './level-tape';

/** Plays a tape's trades into the book that `LevelHands` keeps; `PrintRule` says what they do there. */
export class Prints {
  private matched: Lots = 0;
  /** Lots of tape trades that went to orders from outside. */
  diverted: Lots = 0;

  constructor(
    private readonly hands: LevelHands,
    private readonly rule: PrintRule,
  ) {}

  /**
   * An incoming order of `qty` lots traded with orders that rested on `side` at `price`. Orders from outside that stand before the tape's
   * are filled first. Returns the lots that traded in the book; the others met orders that the tape did not show.
   */
  trade(side: Side, price: Ticks, qty: Lots, at: Micros): Lots {
    const { hands } = this;
    const level = hands.level(side, price);
    const left = qty - (this.rule === 'advance' ? (level?.seen(qty, at) ?? 0) : 0);
    if (left === 0) return 0;
    if (this.rule === 'consume') hands.clearBefore(side, price, at);
    else if (hands.standsBefore(side, price)) return 0;
    const before = level ? hands.lots(level) : 0;
    this.matched = 0;
    hands.book.enter({ id: AGGRESSOR, owner: TAPE, side: opposite(side), qty: left, price: price + hands.shift, tif: 'IOC' });
    const took = level ? before - hands.lots(level) : 0;
    const diverted = this.matched - took;
    this.diverted += diverted;
    if (level) this.settle(level, { left, took, diverted });
    return this.matched;
  }

  /** Told of each match in the book. */
  traded(trade: Trade): void {
    if (trade.takerId === AGGRESSOR) this.matched += trade.qty;
  }

  private settle(level: Level, { left, took, diverted }: { left: Lots; took: Lots; diverted: Lots }): void {
    const { hands } = this;
    if (this.rule === 'advance') {
      level.returned += took;
      hands.append(level, took);
      return;
    }
    // The tape had its own lots executed where ours were filled instead.
    level.shown = Math.max(0, level.shown - left);
    const lots = hands.lots(level);
    const stay = Math.min(lots - Math.min(lots, diverted), level.shown);
    hands.drop(level, lots - stay, 'front');
  }
}
