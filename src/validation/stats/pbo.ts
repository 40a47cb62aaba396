import { Halves, halvesOf } from './halves';

/** Most blocks: of 20 there are 184,756 halves, and each doubling of work beyond says little more. */
const MOST_BLOCKS = 20;
/** Taken once: under a test runner each use of a global is looked up in its context. */
const { floor, log } = Math;

/** What combinatorially symmetric cross-validation found. */
export interface Pbo {
  /** Part of the halves in which the trial that was best on one half is below the median of all trials on the other (on the median: half a time), 0 to 1. */
  readonly pbo: number;
  /** The same where only trials count as better that are so by more than the tolerance: variants that are all alike have 0 here. */
  readonly pboBeyond: number;
  /** ln(w / (1 - w)) for each half, w = rank / (trials + 1) of the best on the other half: below 0 it is in the worse half of all trials there. */
  readonly logits: Float64Array;
  /** Least-squares line of the selected one's mean outside over its mean inside. One trial that is always selected has a slope of -1: what one half has more, the other has less. */
  readonly degradation: { readonly slope: number; readonly intercept: number };
  /** Part of the halves in which the selected one has a lower mean outside than the baseline; where the baseline itself is selected it does not. Absent without a baseline. */
  readonly lossProbability?: number;
  readonly blocks: number;
  readonly combinations: number;
}

export interface PboOptions {
  /** Blocks of clusters (in the order given) that halves are made of: an even number from 2 to 20, not above the clusters. */
  readonly blocks?: number;
  /** The trial that others must not lose to. */
  readonly baseline?: number | undefined;
  /** A difference of means that is none (0), in the unit of `performance`. */
  readonly tolerance?: number;
}

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation: clusters are cut into S blocks, and for each of the S!/(S/2)!^2 halves of the blocks the trial with
 * the best mean inside is ranked outside. (Bailey, Borwein, Lopez de Prado and Zhu, The probability of backtest overfitting, Journal of Computational Finance 20(4), 2017;
 * there with Sharpe ratios, here with means, so that a baseline of zeros has a rank.) `performance[trial][cluster]`: above is better, any unit. On noise it
 * averages 0.4 to 0.5 and may be anything in a single run; variants that are equally good are no different. Throws a RangeError that names the trial and cluster which are unknown.
 */
export function pboByCscv(performance: readonly (readonly number[])[], options: PboOptions = {}): Pbo {
  const { blocks = 16, baseline, tolerance = 0 } = options;
  const clusters = checked(performance, blocks, baseline);
  const sums = blockSums(performance, clusters, blocks);
  const trials = performance.length;
  const halves = new Halves(sums, blocks, trials);
  const masks = halvesOf(blocks);
  const logits = new Float64Array(masks.length);
  const line = new Line();
  let [over, beyond, lost] = [0, 0, 0];
  masks.forEach((mask, n) => {
    const best = halves.take(mask);
    const inside = sizeOf(mask, clusters, blocks);
    halves.rank(best, tolerance * (clusters - inside));
    const { worse, alike, ahead } = halves;
    const rank = worse + (alike + 1) / 2;
    logits[n] = log(rank / (trials + 1 - rank));
    over += below(2 * rank, trials + 1);
    beyond += below(trials - 1 - ahead, ahead);
    if (baseline !== undefined && halves.outside[best]! < halves.outside[baseline]!) lost++;
    line.add(halves.inside[best]! / inside, halves.outside[best]! / (clusters - inside));
  });
  return {
    pbo: over / masks.length,
    pboBeyond: beyond / masks.length,
    logits,
    degradation: line.fit(),
    ...(baseline !== undefined && { lossProbability: lost / masks.length }),
    blocks,
    combinations: masks.length,
  };
}

/** 1 where a is below b, a half where they are the same. */
const below = (a: number, b: number): number => (a < b ? 1 : a === b ? 0.5 : 0);

/** The number of clusters. */
function checked(performance: readonly (readonly number[])[], blocks: number, baseline: number | undefined): number {
  const clusters = performance[0]?.length ?? 0;
  if (performance.length < 2) throw new RangeError(`${performance.length} trials: to choose among it takes two`);
  if (!(Number.isInteger(blocks) && blocks >= 2 && blocks <= MOST_BLOCKS && blocks % 2 === 0))
    throw new RangeError(`blocks is ${blocks}: must be an even number from 2 to ${MOST_BLOCKS}`);
  if (clusters < blocks) throw new RangeError(`${clusters} clusters cannot be cut into ${blocks} blocks`);
  if (baseline !== undefined && performance[baseline] === undefined)
    throw new RangeError(`there is no trial ${baseline} to be the baseline`);
  performance.forEach((row, trial) => {
    if (row.length !== clusters) throw new RangeError(`trial ${trial} has ${row.length} clusters, trial 0 has ${clusters}`);
    const bad = row.findIndex(v => !Number.isFinite(v));
    if (bad >= 0)
      throw new RangeError(`trial ${trial}, cluster ${bad} is ${row[bad]}: a trial without a figure cannot be ranked`);
  });
  return clusters;
}

const edge = (block: number, clusters: number, blocks: number): number => floor((block * clusters) / blocks);

/** Sums by block and trial: [block * trials + trial]. */
function blockSums(performance: readonly (readonly number[])[], clusters: number, blocks: number): Float64Array {
  const sums = new Float64Array(blocks * performance.length);
  performance.forEach((row, trial) => {
    for (let b = 0; b < blocks; b++)
      for (let c = edge(b, clusters, blocks); c < edge(b + 1, clusters, blocks); c++)
        sums[b * performance.length + trial]! += row[c]!;
  });
  return sums;
}

/** Clusters inside a half. */
function sizeOf(mask: number, clusters: number, blocks: number): number {
  let size = 0;
  for (let b = 0; b < blocks; b++) if ((mask >> b) & 1) size += edge(b + 1, clusters, blocks) - edge(b, clusters, blocks);
  return size;
}

/** Least squares of y on x. */
class Line {
  private n = 0;
  private x = 0;
  private y = 0;
  private xx = 0;
  private xy = 0;

  add(x: number, y: number): void {
    this.n++;
    this.x += x;
    this.y += y;
    this.xx += x * x;
    this.xy += x * y;
  }

  /** NaN where x does not move. */
  fit(): { slope: number; intercept: number } {
    const spread = this.xx - (this.x * this.x) / this.n;
    const slope = spread > 1e-12 * this.xx ? (this.xy - (this.x * this.y) / this.n) / spread : Number.NaN;
    return { slope, intercept: (this.y - slope * this.x) / this.n };
  }
}
