import type { Micros } from '../../../src/core/numbers';
import { SECOND } from '../draws';

/** How long (seconds) each part of an impact lasts: a factor of four apart, so that their sum fades as a power of time. */
const HORIZONS = [15, 60, 240, 960, 3840] as const;
/** The power of time with which an impact fades, between the shortest and the longest. */
const FADING = 0.4;
/** Share of each part at once. */
const SHARES = HORIZONS.map(h => h ** -FADING / HORIZONS.reduce((sum, of) => sum + of ** -FADING, 0));
/** Share of an order's impact, linear in its size, that never fades. */
const LASTING = 0.003;

/**
 * What makers learn from trades. An order that takes moves the price by the root of its size; that fades as a power of the time since
 * (a propagator: Bouchaud, Gefen, Potters and Wyart, Quantitative Finance 4, 2004). So a metaorder's impact grows as about the
 * root of its length at one pace, and of its pace at one length where its slices grow with it, and decays once it ends. A small part,
 * linear in size, stays (linear is the one permanent impact without round trips that pay: Huberman and Stanzl, Econometrica 72, 2004).
 * Limit: more slices of one size in the same time add up linearly, where real markets are concave in that as well.
 */
export class OrderFlow {
  private readonly parts = new Float64Array(HORIZONS.length);
  private lasting = 0;
  private faded: Micros;
  /** The order that takes now, and what of it is counted already. */
  private taker = 0;
  private units = 0;

  constructor(start: Micros) {
    this.faded = start;
  }

  /**
   * The order `taker` bought `units` usual orders' worth (negative: sold). A usual order moves the price by `impact` basis points at
   * once. One order that matches several times counts as the one it is.
   */
  traded(taker: number, units: number, impact: number): void {
    if (taker !== this.taker) {
      this.taker = taker;
      this.units = 0;
    }
    const before = rooted(this.units);
    this.units += units;
    const push = impact * (rooted(this.units) - before);
    for (let k = 0; k < HORIZONS.length; k++) this.parts[k]! += push * SHARES[k]!;
    this.lasting += LASTING * units * impact;
  }

  /** How far trades have moved the price as of `at`, in basis points. */
  shift(at: Micros): number {
    if (at > this.faded) {
      const seconds = (at - this.faded) / SECOND;
      for (let k = 0; k < HORIZONS.length; k++) this.parts[k]! *= Math.exp(-seconds / HORIZONS[k]!);
      this.faded = at;
    }
    let sum = this.lasting;
    for (let k = 0; k < HORIZONS.length; k++) sum += this.parts[k]!;
    return sum;
  }
}

const rooted = (units: number): number => (units < 0 ? -Math.sqrt(-units) : Math.sqrt(units));
