import type { Check } from './check';
import { killSwitch } from './kill-switch';
import { maxNotional } from './max-notional';
import { maxOpenOrders } from './max-open-orders';
import { maxOrderQty } from './max-order-qty';
import { priceCollar } from './price-collar';

/** Every pre-trade control, in the order they are made. The first that denies is the one that is told. */
export const CHECKS: readonly Check[] = [killSwitch, maxOrderQty, maxNotional, priceCollar, maxOpenOrders];
