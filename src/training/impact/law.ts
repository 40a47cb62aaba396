import { averageImpact, type ImpactModel, meanFade, noiseOf } from '../../core/impact/model';
import type { Problem, Unknown } from './least-squares';
import { earlierOf, type Metaorder, timelineOf } from './metaorder';

/** Exponents of g that a fit may be asked for; without being asked they stay as the prior has them. */
export const SHAPES = ['participation', 'duration', 'depth', 'regime'] as const;
export type ShapeName = (typeof SHAPES)[number];

/** A parameter of the law: how it is searched for, and how it goes into the model. */
interface Parameter extends Unknown {
  /** True where its logarithm is what is searched for. */
  readonly log: boolean;
}

/** Of a logarithm: 1e-6 to 1,000. */
const LEAST_LOG = Math.log(1e-6);
const MOST_LOG = Math.log(1000);

/** The law's parameters for these orders, with what `prior` believes of them. Wide: a few dozen orders outweigh it. */
function parametersOf(prior: ImpactModel, shapes: readonly ShapeName[], regimes: readonly string[]): Parameter[] {
  const plain = (name: string, value: number, sd: number, [min, max]: readonly [number, number]): Parameter => ({
    name,
    prior: value,
    sd,
    min,
    max,
    log: false,
  });
  const log = (name: string, value: number, sd: number): Parameter => ({
    name,
    prior: Math.log(value),
    sd,
    min: LEAST_LOG,
    max: MOST_LOG,
    log: true,
  });
  const { shape } = prior;
  return [
    plain('spread', prior.spread, 1, [0, 5]),
    log('y', prior.y, 2),
    plain('delta', prior.delta, 0.3, [0.05, 1.5]),
    plain('transient', 1 - prior.permanent, 0.5, [0, 1]),
    log('decay', prior.decay, 1.5),
    ...(shapes.includes('participation') ? [plain('participation', shape.participation, 0.3, [0, 1])] : []),
    ...(shapes.includes('duration') ? [plain('duration', shape.duration, 0.3, [-1, 1])] : []),
    ...(shapes.includes('depth') ? [plain('depth', shape.depth, 0.3, [0, 1])] : []),
    ...(shapes.includes('regime') ? regimes.map(r => log(`regime ${r}`, shape.regimes[r] ?? 1, 0.5)) : []),
  ];
}

/** The law of impact as a least-squares problem. The model's residual and quantiles are not part of it. */
export interface Law extends Problem {
  /** The value that a searched number stands for. */
  readonly valueFrom: (parameter: number, searched: number) => number;
  /** The model that a vector of the search stands for: the prior with these parameters. */
  readonly modelOf: (at: readonly number[]) => ImpactModel;
}

export function lawOf(orders: readonly Metaorder[], prior: ImpactModel, shapes: readonly ShapeName[]): Law {
  const regimes = [...new Set(orders.flatMap(o => (o.query.regime === undefined ? [] : [o.query.regime])))].sort();
  const unknowns = parametersOf(prior, shapes, regimes);
  const predict = predictor(orders);
  const valueFrom = (parameter: number, searched: number): number => (unknowns[parameter]!.log ? Math.exp(searched) : searched);
  const named = (at: readonly number[], name: string): number | undefined => {
    const place = unknowns.findIndex(u => u.name === name);
    return place < 0 ? undefined : valueFrom(place, at[place]!);
  };
  const modelOf = (at: readonly number[]): ImpactModel => ({
    ...prior,
    spread: named(at, 'spread')!,
    y: named(at, 'y')!,
    delta: named(at, 'delta')!,
    permanent: 1 - named(at, 'transient')!,
    decay: named(at, 'decay')!,
    shape: {
      participation: named(at, 'participation') ?? prior.shape.participation,
      duration: named(at, 'duration') ?? prior.shape.duration,
      depth: named(at, 'depth') ?? prior.shape.depth,
      regimes: {
        ...prior.shape.regimes,
        ...Object.fromEntries(
          regimes.flatMap(r => (named(at, `regime ${r}`) === undefined ? [] : [[r, named(at, `regime ${r}`)!]])),
        ),
      },
    },
  });
  return {
    measured: Float64Array.from(orders, o => o.cost),
    noise: Float64Array.from(orders, o => noiseOf(prior, o.query)),
    unknowns,
    valueFrom,
    modelOf,
    predict: (at, out) => predict(modelOf(at), out),
  };
}

/** Says what the model says of each order: `impactOf` without its residual. */
function predictor(orders: readonly Metaorder[]): (model: ImpactModel, out: Float64Array) => void {
  const timeline = timelineOf(orders);
  const average = new Float64Array(orders.length);
  return (model, out) => {
    for (let i = 0; i < out.length; i++) average[i] = averageImpact(model, orders[i]!.query);
    earlierOf(orders, timeline, { model, average, out });
    for (let i = 0; i < out.length; i++) {
      const { spread, duration } = orders[i]!.query;
      out[i] = (model.spread * spread) / 2 + average[i]! + out[i]! * meanFade(model.decay, duration);
    }
  };
}
