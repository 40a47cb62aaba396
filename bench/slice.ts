import { Books } from '../src/core/books';
import type { Fact, FactOf, Input } from '../src/core/facts';
import { SYMBOL_FEATURES } from '../src/core/features/names';
import { slicer } from '../src/core/slicing/slicer';
import type { Turn } from '../src/core/turn';
import { Mailbox } from '../src/pipeline/mailbox';
import { AT, OMS, VENUE } from './order-line';
import { print, quantileOf, type Row } from './rows';

const SYMBOLS = 100;
const symbolOf = (n: number): string => `S${n % SYMBOLS}`;

/** Five levels a side around 100, in decimal text. */
const levels = (sign: 1 | -1): FactOf<'MarketSeen'>['bids'] =>
  [0, 1, 2, 3, 4].map(n => [(100 + sign * (n + 0.5) * 0.02).toFixed(2), String(300 + 100 * n)] as const);
const FEATURES: Readonly<Record<string, number>> = { trades: 20, signedTrades: 3, tradeCount: 0.2 };
const VECTOR = SYMBOL_FEATURES.map(({ name }) => FEATURES[name] ?? 0.5);

/** Books of a gateway with a venue, fees, and a market that was seen a moment ago; what is posted goes through the whole line. */
function house(turn: (t: Turn) => void): { readonly books: Books; readonly mailbox: Mailbox } {
  const books = new Books();
  const failed = (error: unknown): never => {
    throw error;
  };
  const mailbox = new Mailbox(books, { turn, failed });
  const fee = (rate: string) => ({ per: 'share', rate }) as const;
  const fees = { [VENUE]: { maker: fee('-0.002'), taker: fee('0.003') } };
  const instruments = [{ symbol: '*', tick: '0.01', lot: '1', priorClose: '100' }];
  const limits = { firm: { maxOrderQty: '1000000', maxNotional: '1000000000', priceCollar: { percent: '10' } } };
  mailbox.post({ type: 'Started', version: '0', epoch: 'b', instruments, limits, venues: [VENUE], fees }, AT);
  mailbox.post({ type: 'SessionLoggedOn', session: VENUE }, AT);
  mailbox.post({ type: 'SessionSettled', session: VENUE }, AT);
  for (let n = 0; n < SYMBOLS; n++) {
    const [bids, asks] = [levels(-1), levels(1)];
    mailbox.post({ type: 'QuoteReceived', symbol: symbolOf(n), bid: bids[0]![0], ask: asks[0]![0] }, AT);
    mailbox.post({ type: 'MarketSeen', symbol: symbolOf(n), asOf: AT, bids, asks, features: VECTOR }, AT);
  }
  return { books, mailbox };
}

/** A VWAP: its slices are weighed. */
const order = (n: number): Input => ({
  type: 'ParentOrderReceived',
  session: OMS,
  clOrdId: `W${n}`,
  symbol: symbolOf(n),
  side: n % 2 === 0 ? '1' : '2',
  orderQty: '10000',
  ordType: '2',
  price: n % 2 === 0 ? '101' : '99',
  timeInForce: '0',
  strategy: '1',
  parameters: { Duration: '3600', SlotSeconds: '60' },
  body: '',
});

/** Microseconds of each slice: SliceScheduled to ChildOrderProposed by the slicer, every fact applied to the books. */
function byTheSlicer(orders: number): number[] {
  const { books, mailbox } = house(() => {});
  for (let n = 1; n <= orders; n++) mailbox.post(order(n), AT);
  let proposed = 0;
  const emit = (fact: Fact): void => {
    if (fact.type === 'ChildOrderProposed') proposed++;
    books.apply(fact, 0, AT);
  };
  const slices = [...books.working].map(({ parentId }): FactOf<'SliceScheduled'> => {
    const slice = { type: 'SliceScheduled', parentId, slot: 0, target: 16_600, slotQty: 16_600, urgency: 'weigh' } as const;
    books.apply(slice, 0, AT);
    return slice;
  });
  const micros = slices.map(slice => {
    const start = process.hrtime.bigint();
    slicer.decide(slice, books, AT, emit);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  if (proposed !== orders) throw new Error(`${proposed} of ${orders} slices became children`);
  return micros;
}

/** Microseconds of each turn: the timer in, through every stage, the child released. */
function byTheLine(orders: number): number[] {
  let released = 0;
  const { books, mailbox } = house(turn => {
    if (turn.facts.some(f => f.type === 'ChildOrderReleased')) released++;
  });
  for (let n = 1; n <= orders; n++) mailbox.post(order(n), AT);
  const timers = [...books.timers.keys()];
  const micros = timers.map(timer => {
    const start = process.hrtime.bigint();
    mailbox.post({ type: 'TimerFired', timer }, AT);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  if (released !== orders) throw new Error(`${released} of ${orders} timers became children at the venue`);
  return micros;
}

/** A slice of a scheduled order, with what it reads of the market there already. */
export function run(orders = 10_000, rounds = 3): Row[] {
  const rows = (name: string, measure: (orders: number) => number[]): Row[] => {
    const micros = Array.from({ length: rounds }, () => measure(orders)).flat();
    return [
      { name: `${name}, p50`, value: quantileOf(micros, 0.5), unit: 'us' },
      { name: `${name}, p99`, value: quantileOf(micros, 0.99), unit: 'us' },
    ];
  };
  return [
    ...rows('slice: weighed by the cost rule and proposed', byTheSlicer),
    ...rows('slice: from its timer to the child released, every stage', byTheLine),
  ];
}

if (require.main === module) print(run());
