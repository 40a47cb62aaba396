import type { Micros } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { LoggedParent } from './parents';

/** What one side did with a parent: the log, or Sluice. Prices and quantities as numbers, for measures and nothing else. */
export interface Done {
  readonly buy: boolean;
  readonly orderQty: number;
  readonly received: Micros;
  /** When it was over; undefined where that is not told. */
  readonly ended: Micros | undefined;
  readonly fills: readonly { readonly at: Micros; readonly px: number; readonly qty: number }[];
  readonly children: number | undefined;
}

/** What the log says of a parent, as numbers: busts are taken off. */
export function doneInLog({ happened, children }: LoggedParent): Done {
  const { side, received, ended, state, qtyScale, pxScale, fills } = happened;
  return {
    buy: isBuy(side),
    orderQty: state.orderQty / 10 ** qtyScale,
    received,
    ended,
    fills: fills.filter(f => !f.busted).map(({ at, qty, px }) => ({ at, qty: qty / 10 ** qtyScale, px: px / 10 ** pxScale })),
    children,
  };
}
