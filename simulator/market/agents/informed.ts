import type { Micros } from '../../../src/core/numbers';
import { BUY, SELL } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import { type Agent, believed, type Scene, take } from './agent';

/** How often (us) it looks. */
const EVERY = SECOND;
/** What it wants (ticks) beyond half a spread and beyond the quote it pays, for its trouble. */
const FEE = 0.5;

/**
 * Knows the value before the public does. Once that differs by more than half a usual spread it takes whatever is too cheap or too dear by
 * what it knows: makers pay for being slow. What else there is to gain from quotes it leaves alone.
 */
export class InformedTrader implements Agent {
  act(scene: Scene, draws: Draws, owner: number): Micros {
    const qty = Math.max(1, Math.floor((scene.unit * (5 + draws.below(16))) / 10));
    const wait = draws.wait(EVERY);
    const ahead = scene.value - scene.known;
    if (Math.abs(ahead) <= scene.climate.spread / 2 + FEE) return wait;
    const worth = believed(scene) + ahead;
    if (ahead > 0) take(scene, owner, { side: BUY, qty, limit: Math.floor(worth - FEE) });
    else take(scene, owner, { side: SELL, qty, limit: Math.ceil(worth + FEE) });
    return wait;
  }
}
