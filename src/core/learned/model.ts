/**
 * A trained model as data: what its ONNX file holds as a graph, in the shape that the evaluator here reads. Every weight and threshold is a float32
 * (kept in a number), so that the evaluator and the runtime take the same branches. Floats throughout: a forecast is never part of an order.
 */
export interface LearnedModel {
  readonly name: string;
  /** The columns of its input, in order. */
  readonly features: readonly FeatureUse[];
  /** The columns of its output, in order: K of them. */
  readonly targets: readonly Target[];
  /** One or more, each with K outputs; what the model says is their sum by the gate's weights. */
  readonly members: readonly Member[];
  /** A weight for each member, summing to 1, where the asker has none of its own. */
  readonly gate: readonly number[];
}

/** A feature as a model uses it. */
export interface FeatureUse {
  /** A name of MODEL_FEATURES (core/features/names.ts), or one of a market of its own. */
  readonly name: string;
  readonly units: string;
  /** What stands in where it is not known; null: without it the model is not asked. */
  readonly fill: number | null;
  /** The range it was trained in; further out the model is not asked. */
  readonly low: number;
  readonly high: number;
}

/**
 * What a model says. `drift`: change of mid over the horizon, bps, above 0 where it rises. `volume`, `volatility`: natural log of what comes within the horizon
 * over what is expected (volume) or was measured (volatility). `fill`: probability that an order which joins the touch now is filled within
 * the horizon. `tilt`: natural log of the quantity to do now over the baseline's, for the order's own side.
 */
export type TargetName = 'drift' | 'volume' | 'volatility' | 'fill' | 'tilt';
export interface Target {
  readonly name: TargetName;
  /** Seconds. */
  readonly horizon: number;
}

export type Member = LinearMember | TreesMember | MlpMember;

/** y = W x + b; `weights` is K rows of F. `logistic`: the outputs for which 1 / (1 + exp(-y)) is meant. */
export interface LinearMember {
  readonly kind: 'linear';
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** Means of the columns in training (F): no part of the sum, but what attributions count from. Zeros where they are not known. */
  readonly mean: Float32Array;
  readonly logistic: readonly boolean[];
}

/** Gradient-boosted trees, an ensemble an output. */
export interface TreesMember {
  readonly kind: 'trees';
  readonly outputs: readonly Trees[];
}

/**
 * Trees in columns; a node's children come after it. A node is split (`feature` >= 0: x[feature] <= threshold goes to `left`, else, and NaN, to `right`) or a leaf (`feature` -1, `value`).
 * The sum of the leaves reached, in the order of the trees, and then `base` is the output; `logistic`: 1 / (1 + exp(-sum)).
 */
export interface Trees {
  readonly base: number;
  readonly logistic: boolean;
  /** The node that each tree begins at. */
  readonly roots: Int32Array;
  readonly feature: Int16Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Of a leaf: what it adds. Of a split: the mean of what is added below it, weighted by the rows that came by in training. */
  readonly value: Float32Array;
  /** Rows that came by in training: attributions weigh by them. */
  readonly cover: Float32Array;
}

/** A small network: x is standardised, (x - mean) / scale, each hidden layer is tanh(W x + b), the last is linear (or logistic by output). */
export interface MlpMember {
  readonly kind: 'mlp';
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  readonly layers: readonly DenseLayer[];
  readonly logistic: readonly boolean[];
}

/** `weights`: rows of outputs, columns of inputs. */
export interface DenseLayer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}
