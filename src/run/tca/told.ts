import type { TcaOrders } from '../../drop-copy/tca/analyse';
import type { TcaMarket } from '../../drop-copy/tca/market';

/** Orders, the market that came with them, and what is to be said of how they were read. */
export interface Told extends TcaOrders {
  readonly market: TcaMarket;
  readonly notes: readonly string[];
  /** Lets go of what was kept on disk: orders cannot be gone through any more. */
  close(): void;
}
