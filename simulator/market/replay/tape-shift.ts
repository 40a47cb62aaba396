import type { Micros } from '../../../src/core/numbers';
import { BUY, type Ticks, type Trade } from '../../matching/types';
import type { ImpactModel } from '../../models/impact/propagator';
import { TAPE } from '../tape-ledger';

/** What puts a tape's orders into a book, a number of ticks above the tape's own prices. */
interface Movable {
  moveTo(shift: Ticks): void;
}

/** Moves a tape's prices as orders from outside take from it. Orders of theirs that rest move nothing: somebody's would have been filled. */
export class TapeShift {
  private active = false;

  constructor(private readonly impact: ImpactModel | undefined) {}

  /** A match in the book. */
  traded(trade: Trade, at: Micros): void {
    if (!this.impact || trade.makerOwner !== TAPE || trade.takerOwner === TAPE) return;
    this.active = true;
    this.impact.traded(trade.side === BUY ? trade.qty : -trade.qty, at);
  }

  /** Before the tape's next row, due at `at`. */
  move(hands: Movable, at: Micros): void {
    if (this.active) hands.moveTo(Math.round(this.impact!.shift(at)));
  }
}
