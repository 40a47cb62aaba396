import type { Micros } from '../../../src/core/numbers';
import type { Side } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import type { Scene } from './agent';

/** Mean time (us) between two children of one order. */
const BETWEEN = SECOND / 4;

/**
 * Orders come in pieces: after each the trader goes on with another on the same side soon after, with the climate's chance. That is
 * most of why the sign of a trade tells the next one's.
 */
export class Splitting {
  private going: Side | undefined;

  /** The side of this decision: that of the order which is under way, else the one drawn. */
  side(drawn: Side): Side {
    return this.going ?? drawn;
  }

  get underWay(): boolean {
    return this.going !== undefined;
  }

  /** Whether another piece follows, and so how long to wait: `pause` (us) on average after the last. Two draws. */
  wait(scene: Scene, draws: Draws, now: { side: Side; pause: number }): Micros {
    this.going = draws.uniform() < scene.climate.splitting ? now.side : undefined;
    return draws.wait(this.going === undefined ? now.pause / scene.activity : BETWEEN);
  }
}
