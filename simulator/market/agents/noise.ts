import type { Micros } from '../../../src/core/numbers';
import { BUY, type Lots, opposite, SELL, type Side } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import { type Agent, away, believed, type Scene, take } from './agent';
import { Splitting } from './splitting';

/** How far past the best price (ticks) it will pay. */
const SLIPPAGE = 3;

/** Trades for no reason: mostly takes the best price, in one piece or several, else joins or betters its own side for a while. */
export class NoiseTrader implements Agent {
  private readonly splitting = new Splitting();
  private resting = 0;

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const { book, climate } = scene;
    const leaves = draws.below(2) === 0;
    const takes = draws.below(10) < 6 || this.splitting.underWay;
    const side = this.splitting.side(draws.uniform() < climate.buyers ? BUY : SELL);
    const qty = Math.max(1, Math.floor((scene.unit * (1 + draws.below(20))) / 10));
    const better = draws.below(3) - 1;
    const wait = this.splitting.wait(scene, draws, { side, pause: climate.noiseEvery * SECOND });
    if (leaves && this.resting !== 0) {
      book.cancel(this.resting);
      this.resting = 0;
    }
    const touch = book.best(opposite(side));
    if (takes && touch !== undefined) take(scene, owner, { side, qty, limit: away(side, touch, -SLIPPAGE) });
    else if (this.resting === 0 || book.leaves(this.resting) === 0) this.resting = join(scene, { side, qty, owner, better });
    return wait;
  }
}

/** Rests near its own side's best price, `better` ticks inside of it where that does not cross; returns the order's id. */
function join(scene: Scene, order: { side: Side; qty: Lots; owner: number; better: number }): number {
  const { book } = scene;
  const { side, qty, owner } = order;
  const own = book.best(side) ?? away(side, Math.round(believed(scene)), 2);
  const other = book.best(opposite(side));
  const wanted = away(side, own, -order.better);
  const crosses = other !== undefined && (side === BUY ? wanted >= other : wanted <= other);
  const price = crosses ? own : wanted;
  if (price < 1) return 0;
  const id = scene.newId();
  book.enter({ id, owner, side, qty, price, tif: 'Day' });
  return id;
}
