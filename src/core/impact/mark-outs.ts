import { type Clusters, type Interval, meanInterval } from '../measures/bootstrap';
import type { Micros } from '../numbers';

/** Whether a fill took from the book or was taken from. */
export type Liquidity = 'maker' | 'taker';

/** A fill whose price is to be looked at again. */
export interface MarkedFill {
  readonly at: Micros;
  readonly symbol: string;
  readonly buy: boolean;
  readonly liquidity: Liquidity;
  /** What belongs together, a parent order or a seed: the interval draws it as one. */
  readonly cluster: string;
}

/** The mid's move after fills, bps, above 0 with the fill: up after we bought, down after we sold. A maker who is picked off sees it below 0. */
export interface MarkOut {
  readonly liquidity: Liquidity;
  readonly seconds: number;
  /** Mean over fills, each as one, with its 95 % interval by cluster. */
  readonly move: Interval;
  /** Fills without a mid at either end: none was known, or what was watched ended before. */
  readonly leftOut: number;
}

/** Seconds after a fill. */
export const HORIZONS: readonly number[] = [1, 10, 60];
const SECOND: Micros = 1_000_000;

interface Waiting {
  readonly fill: MarkedFill;
  /** Mid just before the fill. */
  readonly mid: number;
  /** The horizon it waits for next. */
  next: number;
}

/**
 * Measures mark-outs as time goes on: give it every mid and every fill in the order in which they came, then ask. The mid at a horizon is the
 * one that was known then, so that nothing later than it is looked at; what a fill is compared with is the mid before it.
 */
export class MarkOuts {
  private readonly mids = new Map<string, number>();
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly moves = new Map<string, Map<string, number[]>>();
  private readonly leftOut = new Map<string, number>();

  /** The mid of a symbol is this (in any unit of price) from `at` on; NaN where a side is empty. */
  mid(symbol: string, at: Micros, mid: number): void {
    this.settle(symbol, at);
    this.mids.set(symbol, mid);
  }

  fill(fill: MarkedFill): void {
    this.settle(fill.symbol, fill.at);
    const waiting = { fill, mid: this.mids.get(fill.symbol) ?? Number.NaN, next: 0 };
    const queue = this.waiting.get(fill.symbol);
    if (queue) queue.push(waiting);
    else this.waiting.set(fill.symbol, [waiting]);
  }

  /** What was measured by the end of what was watched. `seed`: of the bootstrap. */
  result(end: Micros, seed: number): MarkOut[] {
    for (const symbol of this.waiting.keys()) this.settle(symbol, end + 1);
    for (const queue of this.waiting.values()) for (const w of queue) this.miss(w);
    this.waiting.clear();
    return (['maker', 'taker'] as const).flatMap(liquidity =>
      HORIZONS.map(seconds => {
        const key = keyOf(liquidity, seconds);
        const clusters: Clusters = [...(this.moves.get(key)?.values() ?? [])];
        return { liquidity, seconds, move: meanInterval(clusters, seed), leftOut: this.leftOut.get(key) ?? 0 };
      }),
    );
  }

  /** Horizons that end before `at` see the mid as it stands: the next one is not known yet then. */
  private settle(symbol: string, at: Micros): void {
    const queue = this.waiting.get(symbol);
    if (!queue) return;
    const now = this.mids.get(symbol) ?? Number.NaN;
    for (const w of queue)
      while (w.next < HORIZONS.length && w.fill.at + HORIZONS[w.next]! * SECOND < at) {
        this.note(w, HORIZONS[w.next]!, now);
        w.next++;
      }
    while (queue.length > 0 && queue[0]!.next === HORIZONS.length) queue.shift();
  }

  private note({ fill, mid }: Waiting, seconds: number, now: number): void {
    const key = keyOf(fill.liquidity, seconds);
    const move = (fill.buy ? 1 : -1) * (now / mid - 1) * 10_000;
    if (!Number.isFinite(move)) {
      this.leftOut.set(key, (this.leftOut.get(key) ?? 0) + 1);
      return;
    }
    const clusters = this.moves.get(key) ?? new Map<string, number[]>();
    this.moves.set(key, clusters);
    const own = clusters.get(fill.cluster);
    if (own) own.push(move);
    else clusters.set(fill.cluster, [move]);
  }

  /** What is still ahead of it was not watched to the end. */
  private miss({ fill, next }: Waiting): void {
    for (const seconds of HORIZONS.slice(next)) {
      const key = keyOf(fill.liquidity, seconds);
      this.leftOut.set(key, (this.leftOut.get(key) ?? 0) + 1);
    }
  }
}

const keyOf = (liquidity: Liquidity, seconds: number): string => `${liquidity} ${seconds}`;
