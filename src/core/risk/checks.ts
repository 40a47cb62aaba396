import type { Check } from './check';
import { credit } from './credit';
import { dailyLoss } from './daily-loss';
import { maxDayNotional, maxDayQty } from './day-counters';
import { duplicateOrder } from './duplicate-order';
import { maxGross, maxNet } from './gross-net';
import { killSwitch } from './kill-switch';
import { marketState } from './market-state';
import { maxNotional } from './max-notional';
import { maxOpenOrders } from './max-open-orders';
import { maxOrderQty } from './max-order-qty';
import { messageRate } from './message-rate';
import { maxOpenValue } from './open-value';
import { orderToTrade } from './order-to-trade';
import { participation } from './participation';
import { maxPosition } from './position';
import { priceCollar } from './price-collar';
import { restricted } from './restricted';
import { selfMatch } from './self-match';
import { shortSale } from './short-sale';
import { throttle } from './throttle';
import { tradingState } from './trading-state';

/** Every pre-trade control, in the order they are made. The first that denies is the one that is told. */
export const CHECKS: readonly Check[] = [
  killSwitch,
  tradingState,
  messageRate,
  throttle,
  restricted,
  marketState,
  maxOrderQty,
  maxNotional,
  priceCollar,
  shortSale,
  participation,
  maxOpenOrders,
  duplicateOrder,
  maxPosition,
  maxGross,
  maxNet,
  maxOpenValue,
  credit,
  dailyLoss,
  maxDayQty,
  maxDayNotional,
  orderToTrade,
  selfMatch,
];
