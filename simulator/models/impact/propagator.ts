import type { Micros } from '../../../src/core/numbers';
import type { Lots } from '../../matching/types';

/** What our trades do to the prices of a tape, which by itself does not react. */
export interface ImpactModel {
  /** Orders from outside took `lots` from the tape (bought: above zero, sold: below). `at` never goes back. */
  traded(lots: Lots, at: Micros): void;
  /** How far prices stand from the tape's, in ticks with a fraction. */
  shift(at: Micros): number;
}

/** How much a trade moves the price, and how much of that stays. */
export interface ImpactTerms {
  /** Lots of a usual trade: what the two sizes below are about. */
  readonly unit: Lots;
  /** Ticks that stay for ever, a unit traded. Linear in the lots, without which round trips would pay (Huberman and Stanzl, 2004). */
  readonly permanent: number;
  /** Ticks at once that fade, for a trade of one unit. */
  readonly transient: number;
  /** The transient part grows with (lots / unit)^exponent. 1 is linear; market orders are nearer 0.5 (Bouchaud et al., 2009). */
  readonly exponent?: number;
}

/**
 * Permanent and transient impact: each trade adds to the price, and the transient part fades by a kernel: the propagator model (Bouchaud, Gefen, Potters and
 * Wyart, Quantitative Finance 4, 2004). The kernel is a sum of exponentials, so that the past need not be kept. Its limits: all trades
 * count alike whatever the book looked like, volumes displayed do not thin out, and nobody learns that we are trading.
 */
class Propagator implements ImpactModel {
  private last: Micros | undefined;
  private stays = 0;
  /** What is left of the transient part by exponential. */
  private readonly fading: Float64Array;

  constructor(
    private readonly terms: ImpactTerms,
    private readonly kernel: Kernel,
  ) {
    checkTerms(terms);
    this.fading = new Float64Array(kernel.rates.length);
  }

  traded(lots: Lots, at: Micros): void {
    const { unit, permanent, transient, exponent = 1 } = this.terms;
    this.fade(at);
    this.stays += (permanent * lots) / unit;
    const jump = Math.sign(lots) * transient * (Math.abs(lots) / unit) ** exponent;
    for (let i = 0; i < this.fading.length; i++) this.fading[i]! += jump * this.kernel.weights[i]!;
  }

  shift(at: Micros): number {
    if (this.last === undefined) return 0;
    this.fade(at);
    let sum = this.stays;
    for (let i = 0; i < this.fading.length; i++) sum += this.fading[i]!;
    return sum;
  }

  private fade(at: Micros): void {
    const since = at - (this.last ?? at);
    if (since > 0) for (let i = 0; i < this.fading.length; i++) this.fading[i]! *= Math.exp(-since * this.kernel.rates[i]!);
    this.last = Math.max(at, this.last ?? at);
  }
}

/** A sum of exponentials: weights that add up to 1, and rates (1/us). */
interface Kernel {
  readonly weights: readonly number[];
  readonly rates: readonly number[];
}

function checkTerms({ unit, permanent, transient, exponent = 1 }: ImpactTerms): void {
  if (!(unit > 0)) throw new Error(`unit ${unit} is not a number of lots above 0`);
  if (!(permanent >= 0 && transient >= 0)) throw new Error('permanent and transient must be ticks of 0 or more');
  if (!(exponent > 0 && exponent <= 1)) throw new Error(`exponent ${exponent} is not above 0 and at most 1`);
}

/**
 * Impact that fades by half every `halfLife` us (Obizhaeva and Wang, "Optimal trading strategy and supply/demand dynamics", 2013). With an
 * exponent below 1 it can be gamed by slicing and round trips (Gatheral, 2010): leave that at 1 for anything that optimises against it.
 */
export function exponentialImpact(terms: ImpactTerms, halfLife: Micros): ImpactModel {
  if (!(halfLife > 0)) throw new Error(`half-life ${halfLife} is not a time above 0`);
  return new Propagator(terms, { weights: [1], rates: [Math.LN2 / halfLife] });
}

/** Exponentials a power law is made of: their rates step by this factor, from far below to above 1 / `scale`. */
const STEP = 2;
const RATES = Array.from({ length: 60 }, (_, i) => 10 * STEP ** -i);

/**
 * Impact that fades as (1 + t / scale)^-decay. Throws where exponent + decay is below 1: then a round trip earns money (Gatheral,
 * "No-dynamic-arbitrage and market impact", Quantitative Finance 10, 2010, section 5). `scale` in us.
 */
export function powerLawImpact(terms: ImpactTerms, scale: Micros, decay: number): ImpactModel {
  if (!(scale > 0)) throw new Error(`scale ${scale} is not a time above 0`);
  if (!(decay > 0 && decay < 1)) throw new Error(`decay ${decay} is not between 0 and 1`);
  if (decay + (terms.exponent ?? 1) < 1)
    throw new Error(`exponent ${terms.exponent} + decay ${decay} is below 1: round trips would earn money`);
  // (1 + s)^-g is the integral of e^(-u s) u^(g-1) e^(-u) du / Gamma(g); with u on a geometric grid it is a sum.
  const raw = RATES.map(u => u ** decay * Math.exp(-u));
  const sum = raw.reduce((a, b) => a + b, 0);
  return new Propagator(terms, { weights: raw.map(w => w / sum), rates: RATES.map(u => u / scale) });
}
