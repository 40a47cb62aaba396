import type { Micros } from '../../../src/core/numbers';
import { type Draws, SECOND } from '../draws';
import { type Agent, type Scene, ticksOf } from './agent';
import { FLOOR } from './value';

/** No piece of news is more than this many times a usual one. */
const LARGEST = 5;

/** News: the value jumps, by a usual amount mostly, now and then by far more (a Pareto tail of index 3). The first is never at once. */
export class News implements Agent {
  private begun = false;

  act(scene: Scene, draws: Draws): Micros {
    const up = draws.below(2) === 0 ? 1 : -1;
    const times = Math.min(LARGEST, (1 - draws.uniform()) ** (-1 / 3));
    if (this.begun) scene.value = Math.max(FLOOR, scene.value + up * times * ticksOf(scene, scene.climate.newsSize));
    this.begun = true;
    return draws.wait(scene.climate.newsEvery * SECOND);
  }
}
