import type { Micros } from '../../../src/core/numbers';
import { type Draws, SECOND } from '../draws';
import { type Agent, type Scene, ticksOf } from './agent';

/** How often (us) the value moves, on average. */
const EVERY = SECOND / 4;
/** How long (s) the public takes to learn of a move. */
const LEARNING = 1;
/** How long (s) the value takes to come back to where its drift has brought it. */
const RETURNING = 3600;
/** Each of these waits (s) a component of the activity is drawn anew... */
const RENEWALS = [20, 120, 600, 3600] as const;
/** ... and is then this or 2 minus this. */
const QUIET = 0.3;
/** The value never falls below this many ticks. */
export const FLOOR = 3;

/**
 * What the symbol is worth: a random walk that is pulled back slowly, whose variance is a product of components that switch at
 * different speeds (Calvet and Fisher's Markov-switching multifractal, Journal of Financial Econometrics 2, 2004), so that it comes in clusters and has fat
 * tails. No trade moves it.
 */
export class ValueWalk implements Agent {
  private readonly variance = new Float64Array(RENEWALS.length).fill(1);
  private centre: number | undefined;
  private last: Micros | undefined;

  act(scene: Scene, draws: Draws): Micros {
    const seconds = this.last === undefined ? 0 : (scene.now - this.last) / SECOND;
    this.last = scene.now;
    const variance = this.renew(draws, seconds);
    const noise = draws.normal() * Math.sqrt(variance * seconds);
    this.centre = (this.centre ?? scene.home) + ticksOf(scene, (scene.climate.drift * seconds) / 60);
    const pull = (this.centre - scene.value) * Math.min(1, seconds / RETURNING);
    const drift = ticksOf(scene, (scene.climate.drift * seconds) / 60 + scene.climate.volatility * noise);
    scene.value = Math.max(FLOOR, scene.value + pull + drift);
    scene.known += (scene.value - scene.known) * (1 - Math.exp(-seconds / LEARNING));
    scene.activity = Math.sqrt(Math.min(4, Math.max(0.25, variance)));
    return draws.wait(EVERY);
  }

  private renew(draws: Draws, seconds: number): number {
    let product = 1;
    for (let k = 0; k < RENEWALS.length; k++) {
      const due = draws.uniform() < 1 - Math.exp(-seconds / RENEWALS[k]!);
      const drawn = draws.below(2) === 0 ? QUIET : 2 - QUIET;
      if (due) this.variance[k] = drawn;
      product *= this.variance[k]!;
    }
    return product;
  }
}
