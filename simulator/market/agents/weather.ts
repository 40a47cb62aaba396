import type { Micros } from '../../../src/core/numbers';
import { type Draws, SECOND } from '../draws';
import type { Agent, Scene } from './agent';
import type { Climate } from './climate';
import { CHANGES, REGIMES, type RegimeName } from './regimes';

/** A regime that begins `after` seconds from the start. */
export interface ScriptStep {
  readonly after: number;
  readonly regime: RegimeName;
}

/** Which climate when: one for good, regimes by a script, or regimes that switch by themselves, beginning with one. */
export type Weather =
  | { readonly kind: 'steady'; readonly climate: Climate }
  | { readonly kind: 'script'; readonly steps: readonly ScriptStep[] }
  | { readonly kind: 'switching'; readonly first: RegimeName };

export const steady = (regime: RegimeName): Weather => ({ kind: 'steady', climate: REGIMES[regime] });

/** What a market begins in. A script without a step at 0 begins calm. */
export function firstClimate(weather: Weather): Climate {
  if (weather.kind === 'steady') return weather.climate;
  if (weather.kind === 'switching') return REGIMES[weather.first];
  return REGIMES[weather.steps.find(s => s.after === 0)?.regime ?? 'calm'];
}

/** Changes the climate: by its script, or as a Markov chain by seed. */
export class WeatherChange implements Agent {
  private current: RegimeName | undefined;
  private step = 0;
  /** When the script's turn is, seconds from the start. */
  private at = 0;

  constructor(private readonly weather: Weather) {}

  act(scene: Scene, draws: Draws): Micros {
    const { weather } = this;
    if (weather.kind === 'switching') return this.drift(scene, draws, weather.first);
    return weather.kind === 'script' ? this.follow(scene, weather.steps) : Number.POSITIVE_INFINITY;
  }

  private drift(scene: Scene, draws: Draws, first: RegimeName): Micros {
    const next = this.current === undefined ? [first] : CHANGES[this.current].next;
    this.current = next[draws.below(next.length)]!;
    scene.climate = REGIMES[this.current];
    return draws.wait(CHANGES[this.current].lasts * SECOND);
  }

  /** The first turn is at the start, whether or not a step is due there; each later one is when its step is. */
  private follow(scene: Scene, steps: readonly ScriptStep[]): Micros {
    const due = steps[this.step];
    if (due !== undefined && due.after === this.at) {
      scene.climate = REGIMES[due.regime];
      this.step++;
    }
    const next = steps[this.step];
    if (next === undefined) return Number.POSITIVE_INFINITY;
    const wait = (next.after - this.at) * SECOND;
    this.at = next.after;
    return wait;
  }
}
