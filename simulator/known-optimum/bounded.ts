import { Axis } from './axis';
import { add, type Belief, expectation } from './belief';
import { type Limits, leastOf, mostOf, mostPushed } from './limits';
import type { KnownMarket } from './market';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { floor, max, min } = Math;

/** Points of the grid: of the gap to the baseline, and of the transient impact. */
export interface Points {
  readonly gap: number;
  readonly pushed: number;
}

/** Where an order stands, as the grid knows it. */
export interface Standing {
  readonly slice: number;
  readonly done: number;
  readonly pushed: number;
  /** alpha as known, bps a slice, and the probability of the second regime. */
  readonly drift: number;
  readonly stressed: number;
}

/** A quantity, and the expected cost (bps) from here on with it. */
export interface Choice {
  quantity: number;
  cost: number;
}

/**
 * The optimum under limits, by dynamic programming backwards over a grid of (gap, D, alpha, probability of the second regime), linear between its points. What to
 * do is looked for among the points of the gap, and refined by the parabola through the best three. The grid's error is told by a finer grid: `cost`
 * of both, and what the policy really costs (docs/known-optimum.md).
 */
export class BoundedOptimum {
  private readonly gap: Axis;
  private readonly pushed: Axis;
  /** Expected cost from the next slice on, by slice: [alpha][regime][D][gap], alpha and regime as known now. */
  private readonly ahead: Float64Array[] = [];
  private readonly mixed: Float64Array;
  private readonly tried: Float64Array;
  private readonly costs: Float64Array;
  private readonly choice: Choice = { quantity: 0, cost: 0 };

  constructor(
    private readonly market: KnownMarket,
    private readonly limits: Limits,
    private readonly belief: Belief,
    points: Points,
  ) {
    this.gap = Axis.between(-limits.band, limits.band, points.gap);
    this.pushed = Axis.between(0, mostPushed(market, limits), points.pushed);
    this.mixed = new Float64Array(this.pushed.size * this.gap.size);
    this.tried = new Float64Array(this.gap.size + 2);
    this.costs = new Float64Array(this.gap.size + 2);
    this.solve();
  }

  /** What is best now. The object returned is used again by the next call. */
  best({ slice, done, pushed, drift, stressed }: Standing): Choice {
    if (slice === this.market.slices - 1) return this.last(1 - done, pushed, stressed);
    this.mix(slice, drift, stressed);
    return this.search(slice, done, pushed, { drift, eta: this.etaOf(stressed) });
  }

  /** Expected cost (bps) with each of these quantities now and the best from then on, into `costs`; quantities within the limits, and not in the last slice. For who teaches. */
  costsOf({ slice, done, pushed, drift, stressed }: Standing, quantities: readonly number[], costs: number[]): void {
    this.mix(slice, drift, stressed);
    const known = { drift, eta: this.etaOf(stressed) };
    for (let k = 0; k < quantities.length; k++) costs[k] = this.costWith(slice, done, pushed, known, quantities[k]!);
  }

  private etaOf(stressed: number): number {
    const { eta } = this.market.regimes;
    return eta[0]! + stressed * (eta[1]! - eta[0]!);
  }

  private solve(): void {
    const { gap, pushed, belief, market } = this;
    const block = pushed.size * gap.size;
    let value = new Float64Array(belief.drift.size * belief.regime.size * block);
    for (let slice = market.slices - 1; slice >= 0; slice--) {
      if (slice < market.slices - 1) this.ahead[slice] = expectation(belief, value, block);
      const now = new Float64Array(value.length);
      for (let a = 0; a < belief.drift.size; a++) for (let r = 0; r < belief.regime.size; r++) this.fill(slice, a, r, now);
      value = now;
    }
  }

  /** Values of a slice for one point of alpha and of the regime. */
  private fill(slice: number, a: number, r: number, value: Float64Array): void {
    const { gap, pushed, belief, limits } = this;
    const drift = belief.drift.value(a);
    const stressed = belief.regime.value(r);
    const known = { drift, eta: this.etaOf(stressed) };
    const last = slice === this.market.slices - 1;
    if (!last) this.mix(slice, drift, stressed);
    let at = (a * belief.regime.size + r) * pushed.size * gap.size;
    for (let d = 0; d < pushed.size; d++)
      for (let g = 0; g < gap.size; g++) {
        const done = limits.baseline[slice]! + gap.value(g);
        const push = pushed.value(d);
        value[at++] = last ? this.last(1 - done, push, stressed).cost : this.search(slice, done, push, known).cost;
      }
  }

  /** What lies ahead for this alpha and regime, by D and gap, into `mixed`. */
  private mix(slice: number, drift: number, stressed: number): void {
    const { belief, mixed } = this;
    const ahead = this.ahead[slice]!;
    belief.drift.place(drift);
    belief.regime.place(stressed);
    mixed.fill(0);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 2; j++) {
        const weight =
          (i === 0 ? 1 - belief.drift.part : belief.drift.part) * (j === 0 ? 1 - belief.regime.part : belief.regime.part);
        if (weight === 0) continue;
        const from = ((belief.drift.at + i) * belief.regime.size + belief.regime.at + j) * mixed.length;
        add(mixed, 0, ahead, from, mixed.length, weight);
      }
  }

  private last(left: number, pushed: number, stressed: number): Choice {
    const { choice } = this;
    choice.quantity = max(0, left);
    choice.cost = choice.quantity * (pushed + (this.market.transient.push / 2 + this.etaOf(stressed)) * choice.quantity);
    return choice;
  }

  private costWith(slice: number, done: number, push: number, { drift, eta }: Known, quantity: number): number {
    const { gap, pushed, mixed, limits } = this;
    const { push: kappa, kept } = this.market.transient;
    const left = 1 - done - quantity;
    pushed.place(kept * (push + kappa * quantity));
    gap.place(done + quantity - limits.baseline[slice + 1]!);
    const low = pushed.at * gap.size + gap.at;
    const high = pushed.size > 1 ? low + gap.size : low;
    const right = gap.size > 1 ? 1 : 0;
    const below = mixed[low]! + gap.part * (mixed[low + right]! - mixed[low]!);
    const above = mixed[high]! + gap.part * (mixed[high + right]! - mixed[high]!);
    const now = quantity * (push + (kappa / 2 + eta) * quantity) + drift * left + this.market.risk * left * left;
    return now + below + pushed.part * (above - below);
  }

  /** The best of the ends and of the points of the gap between them; then the lowest of the parabola through it and its neighbours. `mixed` is set. */
  private search(slice: number, done: number, push: number, known: Known): Choice {
    const { gap, limits, tried, costs } = this;
    const least = leastOf(limits, slice, done);
    const most = mostOf(limits, slice, done);
    const offset = limits.baseline[slice + 1]! - done;
    let count = 0;
    tried[count++] = least;
    for (let g = max(0, floor((least - offset - gap.from) / gap.step)); g < gap.size; g++) {
      const quantity = offset + gap.value(g);
      if (quantity >= most - TINY) break;
      if (quantity > least + TINY) tried[count++] = quantity;
    }
    if (most > least) tried[count++] = most;
    let best = 0;
    for (let k = 0; k < count; k++) {
      costs[k] = this.costWith(slice, done, push, known, tried[k]!);
      if (costs[k]! < costs[best]!) best = k;
    }
    return this.refined(best, count);
  }

  private refined(best: number, count: number): Choice {
    const { choice, tried, costs } = this;
    choice.quantity = tried[best]!;
    choice.cost = costs[best]!;
    if (best === 0 || best === count - 1) return choice;
    const left = tried[best - 1]! - choice.quantity;
    const right = tried[best + 1]! - choice.quantity;
    const fall = (costs[best - 1]! - choice.cost) / left;
    const rise = (costs[best + 1]! - choice.cost) / right;
    const bend = (rise - fall) / (right - left);
    if (!(bend > 0)) return choice;
    const slope = fall - bend * left;
    const to = min(right, max(left, -slope / (2 * bend)));
    choice.quantity += to;
    choice.cost += (slope + bend * to) * to;
    return choice;
  }
}

/** Quantities nearer than this are one. */
const TINY = 1e-9;

interface Known {
  readonly drift: number;
  readonly eta: number;
}
