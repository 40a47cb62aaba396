import type { Micros } from '../../core/numbers';
import { newOrder, type OrderState } from '../../core/order/order';
import type { RebuiltFill, RebuiltOrder } from './order';
import { ToldIds } from './told-ids';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type DraftFill = Mutable<RebuiltFill>;

/** Decimals that quantities and prices have at first. */
export const QTY_SCALE = 4;
export const PX_SCALE = 8;

/** An order while messages about it may still come. */
export class Draft implements RebuiltOrder {
  clOrdIds: string[];
  orderId: string | undefined;
  parent: number | undefined;
  symbol = '';
  side = '';
  ordType = '';
  timeInForce = '0';
  account: string | undefined;
  strategy: string | undefined;
  destination = '';
  received: Micros = 0;
  ended: Micros | undefined;
  decided: Micros | undefined;
  from: Micros | undefined;
  until: Micros | undefined;
  qtyScale = QTY_SCALE;
  pxScale = PX_SCALE;
  state: OrderState = newOrder(0, undefined);
  fills: DraftFill[] = [];
  replaced = 0;
  refused = 0;
  custom = '';

  /** Made of what is not its own first message: that one may still come. */
  implied = false;
  /** A bust gave back quantity of an immediate order that was over: whoever works it ends it once more. */
  endedByBust = false;
  /** Its ExecIDs (17), each with the place of its fill in `fills`, or (below 0) what else it told. */
  told = new ToldIds();
  /** ClOrdIDs (11) that came once more, and whose refusal is still to come. */
  doubled: string[] = [];
  /** What was told last that is not so: CumQty (14) less the sum of fills, OrdStatus (39), LeavesQty (151), AvgPx (6). */
  cumOff = 0;
  statusOff = '';
  leavesOff = false;
  avgOff = false;
  /** The highest CumQty (14) that was told or filled: whoever tells of more tells of one more fill. */
  cumMost = 0;
  /** OrderQty of an order that is `implied` was told, not guessed. */
  qtyTold = false;
  /** Told of since the shelf looked last. */
  touched = true;

  constructor(
    readonly index: number,
    readonly session: string,
    clOrdId: string,
  ) {
    this.clOrdIds = [clOrdId];
  }
}
