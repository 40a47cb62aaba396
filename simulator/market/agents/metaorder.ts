import type { Micros } from '../../../src/core/numbers';
import { BUY, opposite, SELL, type Side } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import { type Agent, away, type Scene, take } from './agent';
import { Splitting } from './splitting';

/** Index of the Pareto law of a metaorder's number of slices; signs then remember as lag ** (1 - INDEX). */
const INDEX = 1.5;
/** The most slices of one metaorder. */
const LONGEST = 1000;
/** How far past the best price (ticks) a slice will pay. */
const SLIPPAGE = 2;

/**
 * Somebody else's large orders, one after another, each worked in slices like a TWAP. Their lengths have a heavy tail, which gives the
 * signs of trades their long memory (Lillo, Mike and Farmer, Physical Review E 71, 2005). A slice that finds nothing is lost.
 */
export class MetaorderTrader implements Agent {
  private readonly splitting = new Splitting();
  private side: Side = BUY;
  private slices = 0;

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const { book, climate } = scene;
    const buys = draws.uniform() < climate.buyers;
    const length = Math.min(LONGEST, Math.floor((1 - draws.uniform()) ** (-1 / INDEX)));
    const qty = Math.max(1, Math.floor((scene.unit * (5 + draws.below(11))) / 10));
    if (!this.splitting.underWay) {
      if (this.slices === 0) {
        this.side = buys ? BUY : SELL;
        this.slices = length;
      }
      this.slices--;
    }
    const wait = this.splitting.wait(scene, draws, { side: this.side, pause: climate.sliceEvery * SECOND });
    const touch = book.best(opposite(this.side));
    if (touch !== undefined) take(scene, owner, { side: this.side, qty, limit: away(this.side, touch, -SLIPPAGE) });
    return wait;
  }
}
