import { MlpPart } from './mlp';
import type { MlpMember } from './model';

/** Where the slope is taken on the way from the mean to the row (0 to 1), and its weight: Gauss and Legendre's rule of eight points. */
const POINTS: readonly (readonly [number, number])[] = [
  [0.019855071751231884, 0.05061426814518813],
  [0.10166676129318664, 0.11119051722668724],
  [0.2372337950418355, 0.15685332293894363],
  [0.4082826787521751, 0.181341891689181],
  [0.5917173212478249, 0.181341891689181],
  [0.7627662049581645, 0.15685332293894363],
  [0.8983333387068134, 0.11119051722668724],
  [0.9801449282487681, 0.05061426814518813],
];
/** A feature that moved bears at least so much of what the points miss, relative to the others. */
const LEAST_SHARE = 1e-12;

/**
 * Adds to `into` what each feature adds to a network's output `k` (before squashing) between the means of training and the row: integrated
 * gradients on the straight way (Sundararajan, Taly and Yan, ICML 2017). What eight points miss of the difference is shared out in
 * proportion to the parts' sizes. Returns the output at the means.
 */
export function networkParts(member: MlpMember, k: number, x: ArrayLike<number>, into: Float64Array): number {
  const { mean, scale } = member;
  const net = new MlpPart(member);
  const slopes = net.values.map(v => new Float64Array(v.length));
  const width = mean.length;
  const row = new Float64Array(width);
  const parts = new Float64Array(width);
  for (const [part, weight] of POINTS) {
    for (let f = 0; f < width; f++) row[f] = mean[f]! + part * (x[f]! - mean[f]!);
    net.forward(row);
    slopesOf(net, k, slopes);
    for (let f = 0; f < width; f++) parts[f]! += (weight * slopes[0]![f]! * (x[f]! - mean[f]!)) / scale[f]!;
  }
  const from = outputAt(net, mean, k);
  shareOut(parts, outputAt(net, x, k) - from, (f: number) => LEAST_SHARE * Math.abs(x[f]! - mean[f]!));
  for (let f = 0; f < width; f++) into[f]! += parts[f]!;
  return from;
}

function outputAt(net: MlpPart, row: ArrayLike<number>, k: number): number {
  net.forward(row);
  return net.values[net.values.length - 1]![k]!;
}

/** Fills, layer by layer from the last to the row itself, the slopes of output `k` for the row that the network was last given. */
function slopesOf({ member, values }: MlpPart, k: number, slopes: readonly Float64Array[]): void {
  slopes[slopes.length - 1]!.fill(0)[k] = 1;
  for (let n = member.layers.length - 1; n >= 0; n--) {
    const { weights } = member.layers[n]!;
    const [from, below, above] = [values[n]!, slopes[n]!, slopes[n + 1]!];
    below.fill(0);
    for (let j = 0; j < above.length; j++) {
      const [slope, at] = [above[j]!, j * below.length];
      for (let i = 0; i < below.length; i++) below[i]! += weights[at + i]! * slope;
    }
    // layer 0 is the row itself; what others give has gone through tanh
    if (n > 0) for (let i = 0; i < below.length; i++) below[i]! *= 1 - from[i]! * from[i]!;
  }
}

/** Makes parts add up to `whole`: what is missing is shared out by their sizes, of which each has at least `least`. */
function shareOut(parts: Float64Array, whole: number, least: (f: number) => number): void {
  let missed = whole;
  let sizes = 0;
  for (let f = 0; f < parts.length; f++) {
    missed -= parts[f]!;
    sizes += Math.abs(parts[f]!) + least(f);
  }
  if (!(sizes > 0)) return;
  for (let f = 0; f < parts.length; f++) parts[f]! += (missed * (Math.abs(parts[f]!) + least(f))) / sizes;
}
