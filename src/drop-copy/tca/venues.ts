import { HORIZONS } from '../../core/impact/mark-outs';
import type { FillMeasure } from './fills';
import { type Confidence, type Observation, type Stat, statOf } from './stats';

/** Fills of one venue and liquidity together. */
export interface FillGroup {
  readonly venue: string;
  readonly liquidity: FillMeasure['liquidity'];
  readonly fills: number;
  readonly notional: number;
  /** Part of all that was done, by value, 0 to 1. */
  readonly share: number;
  /** Effective half-spread, bps of the mid, above 0 worse. */
  readonly spreadBps: Stat;
  /** By HORIZONS: how the mid moved after fills, bps, above 0 with them. */
  readonly markOuts: readonly { readonly seconds: number; readonly move: Stat }[];
  /** Fees told; null where no fill tells any. */
  readonly fees: number | null;
}

class Tally {
  fills = 0;
  notional = 0;
  fees: number | null = null;
  readonly spreads: Observation[] = [];
  readonly moves: Observation[][] = HORIZONS.map(() => []);

  add(fill: FillMeasure, cluster: string): void {
    this.fills++;
    this.notional += fill.notional;
    if (fill.fee !== null) this.fees = (this.fees ?? 0) + fill.fee;
    if (fill.spreadBps !== null) this.spreads.push({ value: fill.spreadBps, cluster });
    fill.markOuts.forEach((value, i) => {
      if (value !== null) this.moves[i]!.push({ value, cluster });
    });
  }
}

/** Puts fills together by venue and liquidity, and by liquidity over all venues. */
export class FillGroups {
  private readonly tallies = new Map<string, { venue: string; liquidity: FillMeasure['liquidity']; tally: Tally }>();
  private notional = 0;

  /** `cluster`: what the interval draws together. */
  add(fill: FillMeasure, cluster: string): void {
    this.notional += fill.notional;
    this.tallyOf(fill.venue, fill.liquidity).add(fill, cluster);
    this.tallyOf(ALL, fill.liquidity).add(fill, cluster);
  }

  /** All venues together first, then most money first. */
  groups(confidence: Confidence): FillGroup[] {
    const all = [...this.tallies.values()].map(({ venue, liquidity, tally }) => ({
      venue,
      liquidity,
      fills: tally.fills,
      notional: tally.notional,
      share: this.notional > 0 ? tally.notional / this.notional : 0,
      spreadBps: statOf(tally.spreads, confidence),
      markOuts: HORIZONS.map((seconds, i) => ({ seconds, move: statOf(tally.moves[i]!, confidence) })),
      fees: tally.fees,
    }));
    return all.sort((a, b) => Number(b.venue === ALL) - Number(a.venue === ALL) || b.notional - a.notional);
  }

  private tallyOf(venue: string, liquidity: FillMeasure['liquidity']): Tally {
    const key = `${liquidity} ${venue}`;
    let found = this.tallies.get(key);
    if (!found) this.tallies.set(key, (found = { venue, liquidity, tally: new Tally() }));
    return found.tally;
  }
}

/** Stands for every venue. */
export const ALL = 'all venues';
