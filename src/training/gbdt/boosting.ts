import type { Trees } from '../../core/learned/model';
import { Chance } from '../impact/chance';
import type { TrainingSet } from '../training-set';
import { type Bins, binned, encoded } from './bins';
import { addTree, treesOf, type ValuedTree, valuedTree } from './ensemble';
import { type GrownNode, grow } from './grow';
import { type Derivatives, Histograms } from './histogram';
import { newtonValues, quantileValues } from './leaves';
import { type Loss, lossOf } from './losses';
import type { GbdtOptions } from './options';

/** A part of the gain that would explain everything this small is rounding. */
const NO_GAIN = 1e-12;
const { fround } = Math;

/** Rows, and the sum that the trees so far give each. */
interface Scored {
  readonly bins: Bins;
  readonly sums: Float64Array;
  readonly loss: Loss;
}

/** Trees that are added one after another, and what the rows are given by them so far. */
export class Boosting {
  private readonly grown: ValuedTree[] = [];
  private readonly base: number;
  private readonly learned: Scored;
  private readonly held: Scored | undefined;
  private readonly derivatives: Derivatives;
  private readonly histograms: Histograms;
  private readonly chance: Chance;
  private readonly weight: ArrayLike<number> | undefined;

  constructor(
    private readonly set: TrainingSet,
    private readonly options: GbdtOptions,
    held?: TrainingSet,
  ) {
    const bins = binned(set.columns, options.bins);
    const { weight, loss } = lossOver(set, options);
    this.weight = weight;
    this.base = fround(loss.start());
    this.learned = { bins, loss, sums: new Float64Array(set.y.length).fill(this.base) };
    if (held) {
      const sums = new Float64Array(held.y.length).fill(this.base);
      this.held = { bins: encoded(held.columns, bins.cuts), loss: lossOver(held, options).loss, sums };
    }
    const rows = set.y.length;
    this.derivatives = { first: new Float64Array(rows), second: new Float64Array(loss.even ? 0 : rows), even: loss.even };
    this.histograms = new Histograms(bins, loss.even);
    this.chance = new Chance('gbdt', options.seed);
  }

  /** Grows a tree more. False: nothing gains, and none was added. */
  add(): boolean {
    const { bins, loss, sums } = this.learned;
    const { subsample = 1, columnsPart = 1, leaves, minLeaf, l2, monotone, learningRate } = this.options;
    loss.derive(sums, this.derivatives.first, this.derivatives.second);
    const order = this.drawn(sums.length, subsample);
    const columns = this.drawn(bins.codes.length, columnsPart);
    const rules = { minLeaf, l2, leastGain: this.leastGain(), ...(monotone && { monotone }) };
    const { derivatives, histograms } = this;
    const nodes = grow({ bins, histograms, derivatives, order, columns, rules, leaves });
    if (nodes.length === 1) return false;
    const tree = valuedTree(nodes, this.valuesOf(nodes, order), learningRate);
    for (const scored of [this.learned, this.held]) if (scored) addTree(tree, scored.bins, scored.sums);
    this.grown.push(tree);
    return true;
  }

  /** The loss a row of what there is so far: on the rows learned from, and on those held out. */
  losses(): { readonly learned: number; readonly held?: number } {
    const learned = this.learned.loss.mean(this.learned.sums);
    return this.held ? { learned, held: this.held.loss.mean(this.held.sums) } : { learned };
  }

  /** The first so many trees; none: one leaf that adds nothing. */
  trees(kept: number): Trees {
    const { bins, sums } = this.learned;
    const whole = { first: 0, second: sums.length, rows: sums.length };
    const nothing = {
      column: -1,
      bin: 0,
      left: 0,
      right: 0,
      begin: 0,
      end: sums.length,
      sums: whole,
      bounds: { low: 0, high: 0 },
    };
    const trees = kept > 0 ? this.grown.slice(0, kept) : [{ nodes: [nothing], values: new Float32Array(1) }];
    return treesOf(trees, bins, this.base, this.options.loss === 'logistic');
  }

  /** Places 0 to `count` - 1, or a part of them by chance, in order. */
  private drawn(count: number, part: number): Int32Array {
    const wanted = Math.max(1, Math.round(part * count));
    const places = new Int32Array(wanted);
    let taken = 0;
    for (let i = 0; taken < wanted; i++) {
      const all = wanted - taken === count - i;
      if (all || this.chance.happens((wanted - taken) / (count - i))) places[taken++] = i;
    }
    return places;
  }

  private leastGain(): number {
    const { first, second, even } = this.derivatives;
    let squares = 0;
    let curvature = 0;
    for (let i = 0; i < first.length; i++) {
      squares += first[i]! * first[i]!;
      curvature += even ? 1 : second[i]!;
    }
    return (NO_GAIN * squares * first.length) / curvature;
  }

  private valuesOf(nodes: readonly GrownNode[], order: Int32Array): Float64Array {
    const { loss, sums } = this.learned;
    const { l2, quantile, monotone } = this.options;
    if (!loss.renews) return newtonValues(nodes, l2);
    const left = sums.map((sum, row) => this.set.y[row]! - sum);
    return quantileValues(nodes, { order, left, ...(this.weight && { weight: this.weight }) }, quantile!, monotone);
  }
}

/** The loss over the rows of a set, and their weights relative to the mean. */
function lossOver({ y, weight }: TrainingSet, { loss, quantile }: GbdtOptions): { weight?: Float64Array; loss: Loss } {
  if (!weight) return { loss: lossOf(loss, { y }, quantile ?? 0) };
  let whole = 0;
  for (const w of weight) whole += w;
  const relative = Float64Array.from(weight, w => (w * weight.length) / whole);
  return { weight: relative, loss: lossOf(loss, { y, weight: relative }, quantile ?? 0) };
}
