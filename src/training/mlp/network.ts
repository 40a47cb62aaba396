import type { Chance } from '../impact/chance';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { sqrt, tanh } = Math;

/** A layer while it learns: weights in rows of outputs, slopes of the loss in them, and Adam's running means. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly weightSlopes: Float64Array;
  readonly biasSlopes: Float64Array;
}

/** A network for one row at a time: what each layer gives, and how the loss moves with it. */
export class Network {
  readonly layers: readonly Layer[];
  /** What goes into each layer, and last what comes out of all. */
  readonly values: readonly Float64Array[];
  private readonly slopes: readonly Float64Array[];

  /** `widths`: of the row, of each hidden layer, of the output. Weights begin as Glorot and Bengio (AISTATS 2010) draw them for tanh. */
  constructor(widths: readonly number[], chance: Chance) {
    this.layers = widths.slice(1).map((outputs, n) => {
      const inputs = widths[n]!;
      const bound = Math.sqrt(6 / (inputs + outputs));
      return {
        inputs,
        outputs,
        weights: Float64Array.from({ length: inputs * outputs }, () => chance.between(-bound, bound)),
        bias: new Float64Array(outputs),
        weightSlopes: new Float64Array(inputs * outputs),
        biasSlopes: new Float64Array(outputs),
      };
    });
    this.values = widths.map(width => new Float64Array(width));
    this.slopes = widths.map(width => new Float64Array(width));
  }

  /** The outputs, before squashing, for the row in `values[0]`. */
  forward(): Float64Array {
    const last = this.layers.length - 1;
    this.layers.forEach(({ inputs, outputs, weights, bias }, n) => {
      const [from, to] = [this.values[n]!, this.values[n + 1]!];
      for (let k = 0; k < outputs; k++) {
        let sum = bias[k]!;
        for (let i = 0; i < inputs; i++) sum += weights[k * inputs + i]! * from[i]!;
        to[k] = n < last ? tanh(sum) : sum;
      }
    });
    return this.values[last + 1]!;
  }

  /** Adds to the slopes those of a row's loss, of which `outputSlopes` are the slopes in the outputs. */
  backward(outputSlopes: Float64Array): void {
    this.slopes[this.layers.length]!.set(outputSlopes);
    for (let n = this.layers.length - 1; n >= 0; n--) {
      const { inputs, outputs, weights, weightSlopes, biasSlopes } = this.layers[n]!;
      const [from, above, below] = [this.values[n]!, this.slopes[n + 1]!, this.slopes[n]!];
      below.fill(0);
      for (let k = 0; k < outputs; k++) {
        const slope = above[k]!;
        biasSlopes[k]! += slope;
        for (let i = 0; i < inputs; i++) {
          weightSlopes[k * inputs + i]! += slope * from[i]!;
          below[i]! += slope * weights[k * inputs + i]!;
        }
      }
      // layer 0 is the row itself; what others give has gone through tanh
      if (n > 0) for (let i = 0; i < inputs; i++) below[i]! *= 1 - from[i]! ** 2;
    }
  }
}

const FIRST = 0.9;
const SECOND = 0.999;
const TINY = 1e-8;

/** Adam (Kingma and Ba, ICLR 2015), with the ridge apart from the slopes' scale (Loshchilov and Hutter, ICLR 2019). */
export class Adam {
  private readonly means: readonly Float64Array[];
  private readonly squares: readonly Float64Array[];
  private steps = 0;

  constructor(
    private readonly layers: readonly Layer[],
    private readonly learningRate: number,
    private readonly l2: number,
  ) {
    this.means = layers.flatMap(l => [new Float64Array(l.weights.length), new Float64Array(l.bias.length)]);
    this.squares = this.means.map(m => new Float64Array(m.length));
  }

  /** Moves the weights by the slopes that were added up over `weight` of rows, and clears them. */
  step(weight: number): void {
    this.steps++;
    this.layers.forEach((layer, n) => {
      this.move(layer.weights, layer.weightSlopes, 2 * n, { weight, shrink: this.learningRate * this.l2 });
      this.move(layer.bias, layer.biasSlopes, 2 * n + 1, { weight, shrink: 0 });
    });
  }

  private move(
    values: Float64Array,
    slopes: Float64Array,
    at: number,
    { weight, shrink }: { weight: number; shrink: number },
  ): void {
    const [means, squares] = [this.means[at]!, this.squares[at]!];
    const first = 1 - FIRST ** this.steps;
    const second = 1 - SECOND ** this.steps;
    for (let i = 0; i < values.length; i++) {
      const slope = slopes[i]! / weight;
      means[i] = FIRST * means[i]! + (1 - FIRST) * slope;
      squares[i] = SECOND * squares[i]! + (1 - SECOND) * slope * slope;
      const step = (this.learningRate * (means[i]! / first)) / (sqrt(squares[i]! / second) + TINY);
      values[i] = values[i]! * (1 - shrink) - step;
      slopes[i] = 0;
    }
  }
}
