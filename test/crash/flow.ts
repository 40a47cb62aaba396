import { isClosed, type Oms, type OmsOrder } from './oms';
import { pause } from './processes';

/** How often (ms) an order is placed, and how many orders later one is cancelled or replaced. */
const PLACE_MS = 60;
const LATER = 4;
/** How often (ms) what is left is cancelled again: a cancel that never reached the venue is refused. */
const AGAIN_MS = 250;

interface Market {
  readonly symbol: string;
  /** Prices about three per cent below and above the market. */
  readonly low: string;
  readonly high: string;
}
const MARKETS: readonly Market[] = [
  { symbol: 'ACME', low: '97.00', high: '103.00' },
  { symbol: 'BOLT', low: '41.25', high: '43.75' },
  { symbol: 'CRUX', low: '243.25', high: '258.25' },
  { symbol: 'DELTA', low: '17.75', high: '18.85' },
];
const QTY = '100';
const LESS = '60';

/**
 * Limit orders that an OMS sends whether the gateway lives or not. Of five, two trade at once, one is cancelled a little later, one is
 * replaced by a smaller one that trades, and one rests until the end.
 */
export class Flow {
  readonly orders: OmsOrder[] = [];
  private placing: NodeJS.Timeout | undefined;

  constructor(private readonly oms: Oms) {}

  start(): void {
    this.placing = setInterval(() => this.next(), PLACE_MS);
  }

  stop(): void {
    clearInterval(this.placing);
  }

  /** Cancels what still works until nothing does, at most for `ms`. */
  async cancelTheRest(ms: number): Promise<void> {
    for (const end = performance.now() + ms; performance.now() < end; ) {
      const open = this.orders.filter(o => !isClosed(o));
      if (open.length === 0) return;
      for (const order of open) if (order.waiting.size === 0) this.oms.cancel(order);
      await pause(AGAIN_MS);
    }
  }

  private next(): void {
    const { orders, oms } = this;
    const n = orders.length;
    const market = MARKETS[n % MARKETS.length]!;
    const buys = n % 2 === 0;
    const trades = n % 5 < 2;
    const price = buys === trades ? market.high : market.low;
    orders.push(oms.place({ symbol: market.symbol, side: buys ? '1' : '2', orderQty: QTY, price }));
    const before = orders[n - LATER];
    if (before && !isClosed(before)) this.change(before, n - LATER);
  }

  private change(order: OmsOrder, n: number): void {
    const { low, high } = MARKETS[n % MARKETS.length]!;
    if (n % 5 === 2) this.oms.cancel(order);
    if (n % 5 === 3) this.oms.replace(order, LESS, order.side === '1' ? high : low);
  }
}
