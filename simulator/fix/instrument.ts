import { divideToText, type Exact, exactFromText, mulExact } from '../../src/core/numbers';
import { type Listing, Steps } from '../market/instruments';
import type { Lots } from '../matching/types';

/** Decimals of AvgPx (6), rounded half away from zero. */
const AVG_DECIMALS = 8;

/** A listed symbol and how its prices and quantities are read and written. */
export class VenueInstrument {
  /** Price text <-> ticks. */
  readonly ticks: Steps;
  /** Quantity text <-> lots. */
  readonly lots: Steps;
  private readonly tick: Exact;

  /** Throws where the listing's tick or lot is not a decimal above zero. */
  constructor(readonly listing: Listing) {
    this.ticks = new Steps(listing.tickText);
    this.lots = new Steps(listing.lotText);
    this.tick = exactFromText(listing.tickText)!;
  }

  get symbol(): string {
    return this.listing.symbol;
  }

  /** AvgPx (6) of `cumQty` lots that came to `cost` (sum of ticks times lots); "0" where nothing was filled. */
  avgPx(cost: bigint, cumQty: Lots): string {
    if (cumQty === 0) return '0';
    return divideToText(mulExact({ n: cost, scale: 0 }, this.tick), { n: BigInt(cumQty), scale: 0 }, AVG_DECIMALS);
  }
}
