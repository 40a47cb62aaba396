import type { Floor, Market } from '../simulator/market/market';
import type { Micros } from '../src/core/numbers';
import { mixOf, OperationMaker, type Operations, play, RESTING } from './operations';
import type { Row } from './rows';

/** A market that plays operations as fast as it is let. */
export class OperationMarket implements Market {
  readonly pinned = false;
  private readonly maker = new OperationMaker();
  private ops: Operations = this.maker.make(RESTING);
  private played = 0;
  private allowed = RESTING;

  /** Makes operations for later, behind those that were all played. */
  prepare(count: number): void {
    if (this.played < this.ops.kind.length) throw new Error('there are operations that were not played');
    this.ops = this.maker.make(count);
    this.played = this.allowed = 0;
  }

  /** Lets so many more be played, at once. */
  allow(count: number): void {
    this.allowed = Math.min(this.allowed + count, this.ops.kind.length);
  }

  nextAt(): Micros | undefined {
    return this.played < this.allowed ? 0 : undefined;
  }

  step(floor: Floor): void {
    play(floor.book, this.ops, this.played, this.allowed, -1);
    this.played = this.allowed;
  }

  traded(): void {}

  /** What the operations of the last stretch were. */
  mix(): Row[] {
    return Object.entries(mixOf(this.ops, 0)).map(([name, value]) => ({ name: `mix, ${name}`, value, unit: '%' }));
  }
}
