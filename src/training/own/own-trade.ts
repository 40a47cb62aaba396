import type { EstimateInputs } from '../../core/facts';
import type { Micros, Px, Qty } from '../../core/numbers';

/** A trade of ours, as a journal has it. Prices and quantities are units of the instrument. */
export interface OwnTrade {
  /** When its report came in (us). */
  readonly at: Micros;
  readonly price: Px;
  readonly qty: Qty;
  readonly buy: boolean;
  /** Our child took it; else it rested and was taken from. */
  readonly took: boolean;
  /** What was known of the market when its parent was accepted, and what of the parent had traded before; absent where that was not known. */
  readonly order?: { readonly inputs: EstimateInputs; readonly before: Qty } | undefined;
}

/** 1 where a buyer came in, -1 where a seller did: ours or the one that we rested for. */
export const aggressorOf = ({ buy, took }: OwnTrade): 1 | -1 => (buy === took ? 1 : -1);
