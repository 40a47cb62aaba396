import type { Fact, FactOf, ModelsInForce } from '../../../src/core/facts';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { ModelTerms } from '../../../src/core/learned/forecaster';
import { LEARNING } from '../../../src/core/learning/terms';
import { Rig, type RigOptions, SECOND, T0 } from '../rig';
import { normals } from './normals';

export const BAR = 5 * SECOND;
/** The first bar that a market here closes. */
const FIRST = Math.ceil(T0 / BAR) * BAR;

/** A predictor of drift over 5 s by the imbalance, of two members. */
export const predictor = (hash: string): ModelTerms => ({
  hash,
  name: `model ${hash}`,
  features: [
    { name: 'imbalance1', units: '-1 to 1', fill: null, low: -8, high: 8 },
    { name: 'timeLeft', units: '0 to 1', fill: 0.5, low: 0, high: 1 },
  ],
  targets: [
    { name: 'volume', horizon: 5 },
    { name: 'drift', horizon: 5 },
  ],
  gate: [0.5, 0.5],
  reference: {
    imbalance1: {
      edges: [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816],
      shares: new Array(10).fill(0.1),
    },
  },
});

export const HMM = {
  start: [0.9, 0.05, 0.05],
  transition: [
    [0.99, 0.005, 0.005],
    [0.02, 0.96, 0.02],
    [0.02, 0.02, 0.96],
  ],
  mean: [
    [0, 0, 0],
    [1, 0.7, 0.3],
    [2, 1.5, 1],
  ],
  variance: [
    [0.3, 0.05, 0.5],
    [0.3, 0.05, 0.4],
    [0.2, 0.05, 0.3],
  ],
  floor: -12,
};

export const models = (hash: string, over: Partial<ModelsInForce> = {}): ModelsInForce => ({
  predictor: predictor(hash),
  hmm: HMM,
  mode: 'acts',
  deadline: 2_000,
  maxAge: 5 * SECOND,
  learning: { ...LEARNING, bar: BAR },
  ...over,
});

/** What the market and the model do in a bar. */
export interface Scene {
  /** Added to the imbalance as it is seen. */
  readonly shift?: number;
  /** The forecasts of both members: so many times the truth. */
  readonly says?: readonly [number, number];
  /** Mean of the logs that the filter sees. */
  readonly stress?: number;
  readonly mid?: null;
}

/** A line that is told of a market a bar at a time, and a model that answers at once. */
export class LearningStage {
  readonly rig: Rig;
  private readonly normal = normals(7);
  private mid = 100;
  private imbalance = 0;
  private bars = 0;

  constructor(options: RigOptions = {}) {
    this.rig = new Rig({ ...options, started: { models: models('aaa'), ...options.started } });
  }

  /** Plays so many bars; mid goes half a spread with the imbalance before it, and as far by chance. */
  bar(count: number, { shift = 0, says = [1, 0], stress = 0, mid }: Scene = {}): this {
    const { normal, rig } = this;
    for (let i = 0; i < count; i++) {
      this.mid *= Math.exp((0.5 * 2 * this.imbalance + 2 * normal()) / 1e4);
      this.imbalance = normal();
      const end = FIRST + this.bars++ * BAR;
      rig.at = end + 1_000;
      const logs = [stress * 2 + 0.3 * normal(), stress * 1.5 + 0.1 * normal(), stress + 0.5 * normal()] as const;
      rig.post({
        type: 'BarClosed',
        symbol: 'ACME',
        start: end - BAR,
        end,
        mid: mid === null ? null : this.mid,
        features: this.features(shift),
        logs,
      });
      this.answer(says);
    }
    return this;
  }

  /** Facts of a type since the start, without what names no decision. */
  told<T extends Fact['type']>(type: T): FactOf<T>[] {
    return this.rig.facts(type);
  }

  private features(shift: number): (number | null)[] {
    const known: Record<string, number> = { imbalance1: this.imbalance + shift, spreadBps: 2, volatility60: 2 / Math.sqrt(5) };
    return SYMBOL_FEATURES.map(({ name }) => known[name] ?? null);
  }

  private answer([first, second]: readonly [number, number]): void {
    const asked = this.rig.turns.at(-1)!.facts.find((f): f is FactOf<'ForecastAsked'> => f.type === 'ForecastAsked');
    if (!asked) return;
    const { ask, model, gate } = asked;
    const [one, two] = [first * this.imbalance, second * this.imbalance];
    const drift = gate[0]! * one + gate[1]! * two;
    this.rig.post({ type: 'ForecastReceived', ask, model, y: [0, drift], members: [0, one, 0, two], took: 10, by: 'flat' });
  }
}
