/** Taken once: under a test runner each use of a global is looked up in its context. */
const { clz32 } = Math;

/** All halves of the blocks as bits, in rising order, each with its complement (the next number with as many bits: Gosper, MIT AI Memo 239, item 175, 1972). */
export function halvesOf(blocks: number): number[] {
  const found: number[] = [];
  let mask = (1 << (blocks / 2)) - 1;
  while (mask < 1 << blocks) {
    found.push(mask);
    const least = mask & -mask;
    const carried = mask + least;
    mask = (((carried ^ mask) >>> 2) / least) | carried;
  }
  return found;
}

/** Sums of every trial inside and outside of a half. Sums of all sets of the lower and of the upper blocks are made once: a half is two of them. */
export class Halves {
  readonly inside: Float64Array;
  readonly outside: Float64Array;
  /** What `rank` counted: trials that are worse outside, that are the same (the one itself too), and that are better by more than the tolerance. */
  worse = 0;
  alike = 0;
  ahead = 0;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;

  constructor(
    sums: Float64Array,
    private readonly blocks: number,
    private readonly trials: number,
  ) {
    const low = blocks >> 1;
    this.inside = new Float64Array(trials);
    this.outside = new Float64Array(trials);
    this.lower = this.setsOf(sums.subarray(0, low * trials), low);
    this.upper = this.setsOf(sums.subarray(low * trials), blocks - low);
  }

  /** Takes a half and returns the trial with the largest sum inside; of several the first. */
  take(mask: number): number {
    const { lower, upper, inside, outside, trials, blocks } = this;
    const low = blocks >> 1;
    const [all, above] = [(1 << low) - 1, (1 << (blocks - low)) - 1];
    const [inLow, inHigh] = [(mask & all) * trials, (mask >> low) * trials];
    const [outLow, outHigh] = [(~mask & all) * trials, ((~mask >> low) & above) * trials];
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (let t = 0; t < trials; t++) {
      const sum = lower[inLow + t]! + upper[inHigh + t]!;
      inside[t] = sum;
      outside[t] = lower[outLow + t]! + upper[outHigh + t]!;
      if (sum <= most) continue;
      most = sum;
      best = t;
    }
    return best;
  }

  /** Counts how a trial stands among all outside. `tolerance`: of sums. */
  rank(trial: number, tolerance: number): void {
    const { outside, trials } = this;
    const own = outside[trial]!;
    let [worse, alike, ahead] = [0, 0, 0];
    for (let t = 0; t < trials; t++) {
      const lead = outside[t]! - own;
      if (lead < 0) worse++;
      else if (lead === 0) alike++;
      else if (lead > tolerance) ahead++;
    }
    this.worse = worse;
    this.alike = alike;
    this.ahead = ahead;
  }

  private setsOf(sums: Float64Array, blocks: number): Float64Array {
    const { trials } = this;
    const sets = new Float64Array((1 << blocks) * trials);
    for (let set = 1; set < 1 << blocks; set++) {
      const least = 31 - clz32(set & -set);
      const rest = (set & (set - 1)) * trials;
      for (let t = 0; t < trials; t++) sets[set * trials + t] = sets[rest + t]! + sums[least * trials + t]!;
    }
    return sets;
  }
}
