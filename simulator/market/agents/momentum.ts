import type { Micros } from '../../../src/core/numbers';
import { BUY, opposite, SELL, type Side } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import { type Agent, away, midOf, type Scene, take } from './agent';

/** How often (us) it looks, and how long (s) its slow average of the price is. */
const EVERY = 3 * SECOND;
const MEMORY = 30;
/** It follows once the price is this many basis points from that average. */
const TRIGGER_BPS = 4;
const SLIPPAGE = 3;

/** Follows the price: buys once it is well above its own average of the last half minute, sells once it is well below. */
export class MomentumTrader implements Agent {
  private average: number | undefined;
  private last: Micros = 0;

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const follows = draws.uniform() < scene.climate.herding;
    const qty = Math.max(1, Math.floor((scene.unit * (5 + draws.below(11))) / 10));
    const wait = draws.wait(EVERY);
    const mid = midOf(scene.book);
    if (mid === undefined) return wait;
    const seconds = (scene.now - this.last) / SECOND;
    this.last = scene.now;
    this.average = this.average === undefined ? mid : mid + (this.average - mid) * Math.exp(-seconds / MEMORY);
    const moved = mid - this.average;
    if (!follows || Math.abs(moved) * 10_000 < TRIGGER_BPS * mid) return wait;
    const side: Side = moved > 0 ? BUY : SELL;
    const touch = scene.book.best(opposite(side));
    if (touch !== undefined) take(scene, owner, { side, qty, limit: away(side, touch, -SLIPPAGE) });
    return wait;
  }
}
