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

/** A climate of its own that begins `after` seconds from the start. */
export interface CourseStep {
  readonly after: number;
  readonly climate: Climate;
}

/** Which climate when: one for good, regimes by a script, climates by a course, or regimes that switch by themselves, beginning with one. */
export type Weather =
  | { readonly kind: 'steady'; readonly climate: Climate }
  | { readonly kind: 'script'; readonly steps: readonly ScriptStep[] }
  | { readonly kind: 'course'; readonly steps: readonly CourseStep[] }
  | { readonly kind: 'switching'; readonly first: RegimeName };

export const steady = (regime: RegimeName): Weather => ({ kind: 'steady', climate: REGIMES[regime] });

const climateOf = (step: ScriptStep | CourseStep): Climate => ('climate' in step ? step.climate : REGIMES[step.regime]);

/** What a market begins in. A script, or a course, without a step at 0 begins calm. */
export function firstClimate(weather: Weather): Climate {
  if (weather.kind === 'steady') return weather.climate;
  if (weather.kind === 'switching') return REGIMES[weather.first];
  const steps: readonly (ScriptStep | CourseStep)[] = weather.steps;
  const first = steps.find(s => s.after === 0);
  return first ? climateOf(first) : REGIMES.calm;
}

/** Changes the climate: by its script or course, or as a Markov chain by seed. */
export class WeatherChange implements Agent {
  private current: RegimeName | undefined;
  private step = 0;
  /** When the script's turn is, seconds from the start. */
  private at = 0;

  constructor(private readonly weather: Weather) {}

  act(scene: Scene, draws: Draws): Micros {
    const { weather } = this;
    if (weather.kind === 'switching') return this.drift(scene, draws, weather.first);
    return weather.kind === 'steady' ? Number.POSITIVE_INFINITY : this.follow(scene, weather.steps);
  }

  private drift(scene: Scene, draws: Draws, first: RegimeName): Micros {
    const next = this.current === undefined ? [first] : CHANGES[this.current].next;
    this.current = next[draws.below(next.length)]!;
    scene.climate = REGIMES[this.current];
    return draws.wait(CHANGES[this.current].lasts * SECOND);
  }

  /** The first turn is at the start, whether or not a step is due there; each later one is when its step is. */
  private follow(scene: Scene, steps: readonly (ScriptStep | CourseStep)[]): Micros {
    const due = steps[this.step];
    if (due !== undefined && due.after === this.at) {
      scene.climate = climateOf(due);
      this.step++;
    }
    const next = steps[this.step];
    if (next === undefined) return Number.POSITIVE_INFINITY;
    const wait = (next.after - this.at) * SECOND;
    this.at = next.after;
    return wait;
  }
}
