import type { DemoHouse } from './demo-setup';
import type { ClientRow, NewOrder, ReportRow } from './order-client-messages';

/** How an order should end: by the name of its OrdStatus, `ended` for any end, or denied with a code. */
export type Ending = 'Filled' | 'Canceled' | 'ended' | { readonly denied: string };

/** An order of the demo, or a cancel that must be refused, with every report about it. */
export interface Sent {
  readonly clOrdId: string;
  readonly what: string;
  readonly order: NewOrder;
  readonly ending: Ending;
  readonly reports: ReportRow[];
  /** Text of the OrderCancelReject, where there was one. */
  refusal: string | undefined;
}

const BUY = '1';
const SELL = '2';
const DAY = '0';
const IOC = '3';

/** How long (ms) everything may take. */
const PATIENCE_MS = 45_000;
/** How long (ms) orders run their course where something went wrong; what then still works is cancelled, and asked for again (ms) until it is gone. */
const COURSE_MS = 20_000;
const AGAIN_MS = 2000;
/** Where something goes wrong, the end is one only once nothing was told for so long (ms). */
const TIDY_QUIET_MS = 1500;

/** What came of the demo's orders. */
export interface Played {
  readonly sent: readonly Sent[];
  /** Answer to the cancel of an order that does not exist. */
  readonly strayCancel: string | undefined;
}

/**
 * Sends the demo's orders, with a cancel and replaces on the way; resolves when all have ended, or patience has. `tidy`: where a request was lost to
 * a fault an order may rest for good, so that what is left is cancelled in the end.
 */
export async function play(house: DemoHouse, tidy: boolean): Promise<Played> {
  const { client } = house;
  const sent: Sent[] = [];
  let strayCancel: string | undefined;
  const stop = client.on(row => {
    if (row.kind === 'cancelReject' && row.origClOrdId === STRAY) strayCancel = row.text;
    else take(row, sent);
  });
  const place = ([what, order, ending]: Plan): string => {
    const clOrdId = client.newClOrdId();
    sent.push({ clOrdId, what, order, ending, reports: [], refusal: undefined });
    return client.place(order, clOrdId);
  };
  const [a, b = a] = house.symbols as [string, string?];
  for (const plan of straight(house, a, b)) place(plan);
  const [toCancel, toReplace, shrinking] = changing(house, a, b).map(place) as [string, string, string];
  for (const plan of wrong(house, a)) place(plan);
  await pause(2000);
  client.cancel(client.file.find(toCancel)!);
  client.replace(client.file.find(toReplace)!, { orderQty: '250', price: house.price(b, 'bid', { ticks: -20 }) });
  client.cancel({ clOrdId: STRAY, current: STRAY, symbol: a, side: BUY });
  await pause(3000);
  client.replace(client.file.find(shrinking)!, { orderQty: '800' });
  if (tidy) await untilEnded(sent, COURSE_MS, TIDY_QUIET_MS);
  const cancelRest = (): void => {
    for (const s of sent) if (!endOf(s)) client.cancel(client.file.find(s.clOrdId)!);
  };
  const again = tidy ? setInterval(cancelRest, AGAIN_MS) : undefined;
  await untilEnded(sent, PATIENCE_MS, tidy ? TIDY_QUIET_MS : 0);
  clearInterval(again);
  stop();
  return { sent, strayCancel };
}

/** A ClOrdID that nobody used. */
const STRAY = 'nobody';

type Plan = readonly [what: string, order: NewOrder, ending: Ending];

const twap = (side: string, symbol: string, orderQty: string, seconds: number): NewOrder => ({
  side,
  symbol,
  orderQty,
  timeInForce: DAY,
  strategy: '1001',
  parameters: { Duration: String(seconds), SlotSeconds: '2' },
});

/** Orders that run their course. */
function straight(house: DemoHouse, a: string, b: string): Plan[] {
  const through = { percent: 0, ticks: 20 };
  return [
    ['marketable', { side: BUY, symbol: a, orderQty: '300', price: house.price(a, 'ask', through), timeInForce: DAY }, 'Filled'],
    ['market', { side: SELL, symbol: b, orderQty: '200', timeInForce: DAY }, 'ended'],
    ['at the touch', { side: BUY, symbol: b, orderQty: '150', price: house.price(b, 'ask', {}), timeInForce: IOC }, 'ended'],
    ['in slots', twap(BUY, a, '2000', 20), 'ended'],
    ['in slots', twap(SELL, b, '1500', 20), 'ended'],
    ['with a limit', { ...twap(SELL, a, '700', 12), price: house.price(a, 'bid', { percent: -3 }) }, 'ended'],
  ];
}

/** Orders that are cancelled or replaced on the way: one to cancel, one to make marketable and smaller, one to make smaller in its course. */
function changing(house: DemoHouse, a: string, b: string): Plan[] {
  const low = house.price(a, 'bid', { percent: -3 });
  const high = house.price(b, 'ask', { percent: 3 });
  return [
    ['cancelled', { side: BUY, symbol: a, orderQty: '500', price: low, timeInForce: DAY }, 'Canceled'],
    ['replaced', { side: SELL, symbol: b, orderQty: '400', price: high, timeInForce: DAY }, 'Filled'],
    ['replaced', twap(BUY, b, '1200', 16), 'ended'],
  ];
}

/** Orders that must be denied, each for its own reason. */
function wrong(house: DemoHouse, a: string): Plan[] {
  const fine: NewOrder = { side: BUY, symbol: a, orderQty: '100', price: house.price(a, 'bid', {}), timeInForce: DAY };
  const cases: [string, Partial<NewOrder>][] = [
    ['UnknownSymbol', { symbol: 'NOSUCH' }],
    ['BadQuantity', { orderQty: '0' }],
    ['BadQuantity', { orderQty: '-100' }],
    ['BadPrice', { price: `${house.price(a, 'bid', {}).split('.')[0]}.005` }],
    ['PriceCollar', { price: house.price(a, 'ask', { percent: 20 }) }],
    ['MaxOrderQty', { orderQty: '100001' }],
    ['WindowExpired', { strategy: '1001', expireTime: (Date.now() - 60_000) * 1000 }],
  ];
  return cases.map(([denied, change]) => [denied, { ...fine, ...change }, { denied }]);
}

function take(row: ClientRow, sent: readonly Sent[]): void {
  const order = sent.find(s => s.clOrdId === row.order);
  if (!order) return;
  if (row.kind === 'report') order.reports.push(row);
  if (row.kind === 'cancelReject' || row.kind === 'refused') order.refusal = row.text;
}

/** The last report of an order, once nothing more may come. */
export const endOf = ({ reports }: Sent): ReportRow | undefined => {
  const last = reports[reports.length - 1];
  return last && '2348C'.includes(last.ordStatus) && Number(last.leavesQty) === 0 ? last : undefined;
};

/** Resolves once every order has ended and nothing more was told for `quiet` ms: a bust may come behind the last fill. */
async function untilEnded(sent: readonly Sent[], patience: number, quiet: number): Promise<void> {
  const until = Date.now() + patience;
  let told = -1;
  let since = 0;
  while (Date.now() < until) {
    const reports = sent.reduce((n, s) => n + s.reports.length, 0);
    if (reports !== told || !sent.every(endOf)) since = Date.now();
    else if (Date.now() - since >= quiet) return;
    told = reports;
    await pause(50);
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
