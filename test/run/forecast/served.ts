import type { ModelsInForce } from '../../../src/core/facts';
import { compile } from '../../../src/core/learned/evaluate';
import type { Forecast, NoForecast } from '../../../src/core/learned/forecaster';
import type { FeatureUse, LearnedModel, Member, Target } from '../../../src/core/learned/model';
import type { Served } from '../../../src/run/forecast/desk';

export const DRIFT: Target = { name: 'drift', horizon: 10 };

/** A feature as a model uses it, of any value and never missing. */
export const use = (name: string, over: Partial<FeatureUse> = {}): FeatureUse => ({
  name,
  units: 'bps',
  fill: 0,
  low: -1e9,
  high: 1e9,
  ...over,
});

/** A model that says `bias` + the sum of `weights` times its features, of one target. */
export function linear(
  name: string,
  weights: Readonly<Record<string, number>>,
  bias: number,
  target: Target = DRIFT,
): LearnedModel {
  const names = Object.keys(weights);
  const member: Member = {
    kind: 'linear',
    weights: Float32Array.from(Object.values(weights)),
    bias: Float32Array.of(bias),
    mean: new Float32Array(names.length),
    logistic: [false],
  };
  return { name, features: names.map(feature => use(feature)), targets: [target], members: [member], gate: [1] };
}

/** The same row asked of several, each with a weight of one in so many. */
export const together = (...models: readonly LearnedModel[]): LearnedModel => ({
  ...models[0]!,
  members: models.flatMap(m => m.members),
  gate: models.map(() => 1 / models.length),
});

type Answer = Forecast | NoForecast;
/** What becomes of an answer on its way. */
export type Way = (answer: Answer, tell: (answer: Answer) => void) => void;

/** A model that the evaluator answers for at once; `way` may change, keep or lose the answers. Its hash is its name. */
export function served(model: LearnedModel, way: Way = (answer, tell) => tell(answer)): Served {
  const evaluator = compile(model);
  const { name, features, targets, gate } = model;
  return {
    terms: { hash: name, name, features, targets, gate },
    learned: model,
    ask: (x, weights, done) => {
      evaluator.run(x, weights);
      const members = model.members.length > 1 ? Array.from(evaluator.members) : [];
      way({ y: Array.from(evaluator.y), members, took: 20, by: 'flat' }, done);
    },
    close: () => undefined,
  };
}

/** A predictor in force, and nothing beside it. */
export const inForce = (predictor: Served, over: Partial<ModelsInForce> = {}): ModelsInForce => ({
  predictor: predictor.terms,
  mode: 'acts',
  deadline: 2000,
  maxAge: 10_000_000,
  ...over,
});
