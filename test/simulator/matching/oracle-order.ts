import type { NewOrder } from '../../../simulator/matching/types';

/** An order in the naive book. `place`: what it is there for. */
export interface Resting {
  readonly order: NewOrder;
  readonly place: 'stop' | 'AtOpen' | 'AtClose' | 'market' | 'lit' | 'dark';
  /** Infinite for a market order; the stop price of a stop order. */
  price: number;
  shown: number;
  reserve: number;
  since: number;
}

export const open = (o: Resting): number => o.shown + o.reserve;
