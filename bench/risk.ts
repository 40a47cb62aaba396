import { Books } from '../src/core/books';
import type { Fact, FactOf } from '../src/core/facts';
import { childRiskGate, parentRiskGate } from '../src/core/risk/gate';
import { LIMIT_KEYS } from '../src/core/risk/limit-keys';
import type { Stage } from '../src/core/turn';
import { Mailbox } from '../src/pipeline/mailbox';
import { EVERYWHERE } from './every-limit';
import { AT, OMS, VENUE } from './order-line';
import { print, quantileOf, type Row } from './rows';

const SYMBOLS = 1_000;
const OPEN_ORDERS = 10_000;
const ACCOUNTS = 100;

const symbolOf = (n: number): string => `S${n % SYMBOLS}`;

/** A day order to buy, unlike any other in quantity, at a price that crosses nothing of ours. */
const order = (n: number): FactOf<'ParentOrderReceived'> => ({
  type: 'ParentOrderReceived',
  session: OMS,
  clOrdId: `B${n}`,
  symbol: symbolOf(n),
  side: '1',
  orderQty: String(100 + n),
  ordType: '2',
  price: '99.5',
  timeInForce: '0',
  account: `A${n % ACCOUNTS}`,
  body: '',
});

/** Books with 10,000 open orders in 1,000 symbols, positions in all of them, and a market that trades. */
function busy(): Books {
  const books = new Books();
  const failed = (error: unknown): void => {
    throw error;
  };
  const mailbox = new Mailbox(books, { turn: () => undefined, failed });
  const instruments = Array.from({ length: SYMBOLS }, (_, n) => ({
    symbol: symbolOf(n),
    tick: '0.01',
    lot: '1',
    priorClose: '100',
    currency: 'USD',
  }));
  mailbox.post({ type: 'Started', version: '0', epoch: 'b', instruments, limits: EVERYWHERE, venues: [VENUE] }, AT);
  mailbox.post({ type: 'SessionLoggedOn', session: VENUE }, AT);
  mailbox.post({ type: 'SessionSettled', session: VENUE }, AT);
  for (let n = 0; n < SYMBOLS; n++) {
    const symbol = symbolOf(n);
    mailbox.post({ type: 'QuoteReceived', symbol, bid: '99.99', ask: '100.01', last: '100', volume: '1' }, AT);
    mailbox.post({ type: 'QuoteReceived', symbol, bid: '99.99', ask: '100.01', last: '100', volume: '100000001' }, AT);
    mailbox.post({ type: 'SecurityStatusReceived', symbol, status: '17', phase: '3', low: '80', high: '120' }, AT);
  }
  const report = { session: VENUE, orderId: 'V', symbol: '', side: '1' };
  for (let n = 0; n < OPEN_ORDERS; n++) {
    mailbox.post(order(n), AT + n);
    const clOrdId = `bC${(n + 1).toString(36)}`;
    mailbox.post({ type: 'VenueReportReceived', ...report, clOrdId, execId: `a${n}`, execType: '0', ordStatus: '0' }, AT + n);
    const part = { execType: 'F', ordStatus: '1', lastQty: '10', lastPx: '99.5' };
    mailbox.post({ type: 'VenueReportReceived', ...report, clOrdId, execId: `f${n}`, ...part }, AT + n);
  }
  if (books.openParents !== OPEN_ORDERS) throw new Error(`${books.openParents} orders are open, not ${OPEN_ORDERS}`);
  return books;
}

/** Microseconds of a gate on each of `orders` orders that pass: at intake, and when the child is released. */
function times(orders: number): { readonly parent: number[]; readonly child: number[] } {
  const books = busy();
  const out: { parent: number[]; child: number[] } = { parent: [], child: [] };
  const timed = (gate: Stage, fact: Fact, at: number, into: number[]): Fact | undefined => {
    let said: Fact | undefined;
    const start = process.hrtime.bigint();
    gate.decide(fact, books, at, f => {
      said = f;
    });
    into.push(Number(process.hrtime.bigint() - start) / 1000);
    return said;
  };
  for (let n = OPEN_ORDERS; n < OPEN_ORDERS + orders; n++) {
    const at = AT + n;
    const received = order(n);
    const parentId = `P${n}`;
    const { session, clOrdId, symbol, side } = received;
    const terms = { orderQty: Number(received.orderQty) * 100, ordType: '2', price: 99_500_000, timeInForce: '0' };
    const proposed: Fact = { type: 'ParentOrderProposed', parentId, session, clOrdId, symbol, side, strategy: 'DMA', ...terms };
    const child: Fact = { type: 'ChildOrderProposed', childId: `C${n}`, parentId, ...terms };
    books.apply(received, n, at);
    books.apply(proposed, n, at);
    const said = timed(parentRiskGate, proposed, at, out.parent);
    if (said?.type !== 'ParentOrderAccepted') throw new Error(`not accepted: ${JSON.stringify(said)}`);
    books.apply(said, n, at);
    books.apply(child, n, at);
    const denied = timed(childRiskGate, child, at, out.child);
    if (denied) throw new Error(`denied: ${JSON.stringify(denied)}`);
  }
  return out;
}

/** The list of checks with every limit set at every level, once warm. */
export function run(orders = 10_000): Row[] {
  const { parent, child } = times(2 * orders);
  const limits = `all ${Object.keys(LIMIT_KEYS).length} limits at 5 levels`;
  const rows = (name: string, all: number[]): Row[] =>
    [0.5, 0.99].map(q => ({
      name: `${name}, ${limits}: p${q * 100}`,
      value: quantileOf(all.slice(orders), q),
      unit: 'us',
    }));
  return [...rows('an order that passes', parent), ...rows('its child', child)];
}

if (require.main === module) print(run());
