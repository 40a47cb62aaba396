import { formatDecimal, type Micros } from '../../../src/core/numbers';
import { opposite, type Side, type Trade } from '../../matching/types';
import type { ImpactModel } from '../../models/impact/propagator';
import { type QueueModel, riskAverse } from '../../models/queue/queue-model';
import type { Floor, Market } from '../market';
import { LevelHands } from './level-hands';
import { type LevelTape, ROW } from './level-tape';
import { checkSpeed, dueAt, type PlayTime } from './play-time';
import { Prints } from './prints';
import { TapeShift } from './tape-shift';

export interface LevelPlayerOptions extends PlayTime {
  readonly tape: LevelTape;
  /** Where lots that left a level without a trade had stood; `riskAverse` where it is not given. */
  readonly queue?: QueueModel | undefined;
  /** What orders from outside do to the tape's prices; nothing where it is not given. */
  readonly impact?: ImpactModel | undefined;
}

/**
 * Plays market data by price: book snapshots, quotes and trades, or bars. How orders from outside meet it: they take what is shown, which is then
 * gone until the tape shows more; they rest behind what is shown and come forward as the tape trades, and as the queue model says when
 * it shrinks; they are filled by trades that reach them and by levels that the tape puts up at their price or through it.
 */
export class LevelPlayer implements Market {
  private next = 0;
  private hands: LevelHands | undefined;
  private prints: Prints | undefined;
  private readonly shift: TapeShift;

  /** Throws where the speed cannot be used. */
  constructor(private readonly options: LevelPlayerOptions) {
    checkSpeed(options);
    this.shift = new TapeShift(options.impact);
  }

  get pinned(): boolean {
    return this.options.tape.pinned;
  }

  nextAt(): Micros | undefined {
    const { tape } = this.options;
    return this.next < tape.rows ? dueAt(this.options, tape.at[this.next]! - tape.at[0]!) : undefined;
  }

  step(floor: Floor): void {
    const { tape, queue = riskAverse } = this.options;
    const due = this.nextAt()!;
    const k = this.next++;
    this.hands ??= new LevelHands(floor.book, queue);
    this.prints ??= new Prints(this.hands, tape.prints);
    this.shift.move(this.hands, due);
    const [from, to] = [tape.from[k]!, tape.from[k + 1]!];
    const { cells } = tape;
    if (tape.kind[k] === ROW.Levels) this.hands.view(cells, [from + 1, from + 1 + cells[from]! * 2, to], tape.at[k]!);
    else this.trade(floor, k, from);
  }

  traded(trade: Trade, at: Micros): void {
    this.prints?.traded(trade);
    this.shift.traded(trade, at);
  }

  /** Rows played, and lots of tape trades that went to orders from outside. */
  report(): { played: number; diverted: number } {
    return { played: this.next, diverted: this.prints?.diverted ?? 0 };
  }

  private trade(floor: Floor, k: number, from: number): void {
    const { tape } = this.options;
    const [side, price, qty] = [tape.cells[from] as Side, tape.cells[from + 1]!, tape.cells[from + 2]!];
    const met = tape.kind[k] === ROW.Trade ? this.prints!.trade(side, price, qty, tape.at[k]!) : 0;
    if (met === qty) return;
    const fine = (tape.kind[k] === ROW.Trade ? price * tape.tick : price) + this.hands!.shift * tape.tick;
    floor.print({ priceText: formatDecimal(fine, tape.scale), qty: qty - met, side: opposite(side) });
  }
}
