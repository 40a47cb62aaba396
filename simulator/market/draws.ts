import type { Micros } from '../../src/core/numbers';

export const SECOND: Micros = 1_000_000;

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { cos, imul, log, sqrt } = Math;

/** Finaliser of MurmurHash3 (Appleby, public domain): every input bit changes each output bit with a chance near one half. */
function mix(h: number): number {
  let x = h;
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

const join = (h: number, part: number): number => mix(imul(h, 5) + 0x9e3779b9 + part);

/** A seed for one symbol out of the run's seed. */
export function seedOf(seed: number, symbol: string): number {
  let h = mix(seed);
  for (let i = 0; i < symbol.length; i++) h = join(h, symbol.charCodeAt(i));
  return h;
}

/**
 * Random numbers by counter: the n-th number of a decision is a hash of (seed, agent, decision, n). What one agent draws, and how
 * often, changes nothing for another or for its own later decisions.
 */
export class Draws {
  private readonly stream: number;
  private key = 0;
  private n = 0;

  constructor(seed: number, agent: number) {
    this.stream = join(mix(seed), agent);
  }

  /** Starts the numbers of a decision. */
  decide(decision: number): void {
    this.key = join(this.stream, decision);
    this.n = 0;
  }

  /** Integer from 0 to `below` - 1; `below` up to 2^31, far smaller in use, so that the modulo's bias does not show. */
  below(below: number): number {
    return (join(this.key, this.n++) >>> 0) % below;
  }

  /** A number from 0 up to, and never, 1; a multiple of 2^-32. */
  uniform(): number {
    return (join(this.key, this.n++) >>> 0) / 4294967296;
  }

  /** A normal number with mean 0 and variance 1, from two uniform ones (Box and Muller, 1958). */
  normal(): number {
    const radius = sqrt(-2 * log(1 - this.uniform()));
    return radius * cos(2 * Math.PI * this.uniform());
  }

  /** A waiting time: exponential with mean `mean`, in whole microseconds, at least 1 ms. */
  wait(mean: Micros): Micros {
    return Math.max(1000, Math.round(-log(1 - this.uniform()) * mean));
  }
}
