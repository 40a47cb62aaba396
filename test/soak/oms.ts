import { Draws } from '../../simulator/market/draws';
import type { Clock } from '../../src/core/ports';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { cancelRequest, newOrder, replaceRequest } from '../../src/run/order-client-messages';
import type { Account } from './account';
import { clOrdIdOf, planOf } from './plan';

/** Orders are sent so often (ms), as many as are due. */
const EVERY_MS = 10;
const SIDES = ['1', '2'] as const;
const PRICE = '100';
export const SYMBOLS = ['ACME', 'BOLT', 'CRUX', 'DELTA'] as const;

type Say = (msgType: string, build: (w: MessageWriter) => void) => void;
interface Terms {
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: number;
}

/** Sends orders at a rate, and cancels and replaces as their plans say. */
export class OrderFlow {
  private readonly draws: Draws;
  private timer: NodeJS.Timeout | undefined;
  private n = 0;

  constructor(
    private readonly account: Account,
    private readonly clock: Clock,
    private readonly say: Say,
    seed: number,
  ) {
    this.draws = new Draws(seed, 1);
  }

  /** Sends `rate` orders a second from now on. */
  start(rate: number): void {
    const began = performance.now();
    const first = this.n;
    this.timer = setInterval(() => {
      const due = first + Math.floor(((performance.now() - began) / 1000) * rate);
      while (this.n < due) this.order(++this.n);
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private order(n: number): void {
    const clOrdId = clOrdIdOf(n, this.draws);
    const { cancelAfter, replaceAfter, twapSeconds } = planOf(clOrdId);
    const orderQty = 100 * (1 + this.draws.below(5));
    const terms: Terms = { symbol: SYMBOLS[n % SYMBOLS.length]!, side: SIDES[this.draws.below(2)]!, orderQty };
    this.account.sent(clOrdId);
    const twap = { strategy: '1001', parameters: { Duration: `${twapSeconds}`, SlotSeconds: '1' } };
    const order = { ...terms, orderQty: `${orderQty}`, price: PRICE, timeInForce: '0', ...(twapSeconds !== undefined && twap) };
    this.say('D', w => newOrder(w, clOrdId, order, this.clock.now()));
    if (cancelAfter !== undefined) setTimeout(() => this.cancel(clOrdId, terms), cancelAfter);
    if (replaceAfter !== undefined) setTimeout(() => this.replace(clOrdId, terms), replaceAfter);
  }

  private cancel(clOrdId: string, terms: Terms): void {
    const request = `${clOrdId}-F`;
    if (!this.account.asks(clOrdId, request)) return;
    this.say('F', w => cancelRequest(w, request, { ...terms, current: clOrdId }, this.clock.now()));
  }

  private replace(clOrdId: string, terms: Terms): void {
    const request = `${clOrdId}-G`;
    if (!this.account.asks(clOrdId, request)) return;
    const { symbol, side } = terms;
    const orderQty = `${2 * terms.orderQty}`;
    const known = {
      clOrdId,
      current: clOrdId,
      symbol,
      side,
      orderQty,
      ordType: '2',
      price: PRICE,
      timeInForce: '0',
      requests: [],
    };
    this.say('G', w => replaceRequest(w, request, known, { orderQty }, this.clock.now()));
  }
}
