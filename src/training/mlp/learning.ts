import type { DenseLayer, MlpMember } from '../../core/learned/model';
import type { Normaliser } from '../../core/measures/normaliser';
import { Chance } from '../impact/chance';
import { standardOf } from '../linear/standard';
import { Adam, type Layer, Network } from './network';
import type { MlpOptions } from './options';
import { type MlpRows, type NetRows, netRows, type Outputs, outputsOf } from './rows';

const { abs, exp, log1p, max } = Math;
const { isNaN: unknown } = Number;

/** A network, the rows it learns from, and how they are standardised. */
export class Learning {
  private readonly normaliser: Normaliser;
  private readonly outputs: Outputs;
  private readonly rows: NetRows;
  private readonly network: Network;
  private readonly adam: Adam;
  private readonly chance: Chance;
  /** Slopes of a row's loss in the outputs. */
  private readonly slopes: Float64Array;

  constructor(
    rows: MlpRows,
    private readonly options: MlpOptions,
  ) {
    const { columns, ys, weight } = rows;
    this.normaliser = standardOf({ columns, y: ys[0]!, ...(weight && { weight }) }).normaliser;
    this.outputs = outputsOf(rows, options.logistic);
    this.rows = this.rowsOf(rows);
    this.chance = new Chance('mlp', options.seed);
    this.network = new Network([columns.length, ...options.hidden, ys.length], this.chance);
    this.adam = new Adam(this.network.layers, options.learningRate, options.l2);
    this.slopes = new Float64Array(ys.length);
  }

  /** Other rows of the same columns and outputs, on the scale of those learned from. */
  rowsOf(rows: MlpRows): NetRows {
    return netRows(rows, this.normaliser, this.outputs);
  }

  /** Goes through all rows once, in an order by chance, a step a batch. */
  epoch(): void {
    const { count, weight } = this.rows;
    const order = Int32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(this.chance.between(0, i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    let heavy = 0;
    for (let n = 0; n < count; n++) {
      this.lossOf(this.rows, order[n]!);
      this.network.backward(this.slopes);
      heavy += weight[order[n]!]!;
      if ((n + 1) % this.options.batch !== 0 && n + 1 < count) continue;
      this.adam.step(heavy);
      heavy = 0;
    }
  }

  /** The mean loss an output that is known, by weight. */
  loss(rows = this.rows): number {
    let [sum, whole] = [0, 0];
    for (let row = 0; row < rows.count; row++) {
      sum += this.lossOf(rows, row);
      for (let k = 0; k < this.slopes.length; k++)
        if (!unknown(rows.y[row * this.slopes.length + k]!)) whole += rows.weight[row]!;
    }
    return sum / whole;
  }

  /** What was learned so far, in the columns' and outputs' own units. */
  member(): MlpMember {
    const { layers } = this.network;
    return {
      kind: 'mlp',
      mean: Float32Array.from(this.normaliser.mean),
      scale: Float32Array.from(this.normaliser.scale, s => s || 1),
      layers: layers.map((layer, n) => this.dense(layer, n === 0, n === layers.length - 1)),
      logistic: [...this.options.logistic],
    };
  }

  /** A row's loss by its weight: half squares, or negative log likelihood. Its slopes are left in `slopes`; what is not known has none. */
  private lossOf({ x, y, weight }: NetRows, row: number): number {
    const width = this.network.values[0]!.length;
    this.network.values[0]!.set(x.subarray(row * width, (row + 1) * width));
    const out = this.network.forward();
    let loss = 0;
    for (let k = 0; k < out.length; k++) {
      const truth = y[row * out.length + k]!;
      const s = out[k]!;
      this.slopes[k] = 0;
      if (unknown(truth)) continue;
      const logistic = this.options.logistic[k]!;
      this.slopes[k] = weight[row]! * ((logistic ? 1 / (1 + exp(-s)) : s) - truth);
      loss += logistic ? max(s, 0) + log1p(exp(-abs(s))) - truth * s : (s - truth) ** 2 / 2;
    }
    return weight[row]! * loss;
  }

  /** A column that did not move in training says nothing, and must not where it moves later; the last layer speaks in the outputs' units. */
  private dense({ inputs, weights, bias }: Layer, first: boolean, last: boolean): DenseLayer {
    const scaleOf = (k: number): number => (last ? this.outputs.scale[k]! : 1);
    const still = (i: number): boolean => first && this.normaliser.scale[i] === 0;
    return {
      weights: Float32Array.from(weights, (w, at) => (still(at % inputs) ? 0 : w * scaleOf(Math.floor(at / inputs)))),
      bias: Float32Array.from(bias, (b, k) => (last ? b * scaleOf(k) + this.outputs.mean[k]! : b)),
    };
  }
}
