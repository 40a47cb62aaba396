import { leavesQty, newOrder, type OrderState, type OrdStatus, ordStatus } from '../../src/core/order/order';
import { applyEvent, mayHappen, type OrderEvent, TRANSITIONS } from '../../src/core/order/transitions';

const cost = { n: 0n, scale: 0 };
const replace = { clOrdId: 'R', kind: 'Replace', orderQty: 50, price: 9 } as const;
const cancel = { clOrdId: 'X', kind: 'Cancel' } as const;
const fresh = newOrder(100, 10);
const live: OrderState = { ...fresh, acknowledged: true };

/** An order in each status, by the plainest way there. */
const IN: Readonly<Record<OrdStatus, OrderState>> = {
  A: fresh,
  '0': live,
  '1': { ...live, cumQty: 40 },
  '2': { ...live, cumQty: 100 },
  '3': { ...live, doneForDay: true },
  '4': { ...live, closed: 'Canceled' },
  '6': { ...live, pending: [cancel] },
  '7': { ...live, stopped: true },
  '8': { ...fresh, closed: 'Rejected' },
  '9': { ...live, suspended: true },
  B: { ...live, calculated: true },
  C: { ...live, closed: 'Expired' },
  E: { ...live, pending: [replace] },
};
const STATUSES = Object.keys(IN) as OrdStatus[];

const EVENTS: readonly OrderEvent[] = [
  { type: 'Acknowledged' },
  { type: 'Rejected' },
  { type: 'Filled', lastQty: 10, cost },
  { type: 'Canceled' },
  { type: 'Expired' },
  { type: 'DoneForDay' },
  { type: 'Calculated' },
  { type: 'Stopped' },
  { type: 'Suspended' },
  { type: 'Restated', orderQty: 80 },
  { type: 'Requested', request: { clOrdId: 'N', kind: 'Cancel' } },
  { type: 'RequestRejected', clOrdId: 'R' },
  { type: 'Replaced', clOrdId: 'R', orderQty: 50, price: 9 },
  { type: 'TradeCorrected', qtyChange: -10, costChange: cost },
];

/** Every (event, status) pair: the status after it, `.` where the table has none. Columns: the status before. */
const TABLE = `
                A 0 1 2 3 4 6 7 8 9 B C E
Acknowledged    0 0 1 2 . . 6 7 . 0 . . E
Rejected        8 8 . . . . 8 . . . . . 8
Filled          1 1 1 2 3 4 6 7 1 9 B C E
Canceled        4 4 4 . 4 . 4 4 . 4 . . 4
Expired         C C C . C . C C . C . . C
DoneForDay      3 3 3 3 . . 3 3 . 3 . . 3
Calculated      B B B B 3 B B B . B . B B
Stopped         7 7 7 . . . 6 7 . 7 . . E
Suspended       9 9 9 . . . 6 7 . 9 . . E
Restated        0 0 1 2 3 . 6 7 . 9 . . E
Requested       6 6 6 6 6 . 6 6 . 6 . . 6
RequestRejected A 0 1 2 3 4 6 7 8 9 B C 0
Replaced        0 0 1 2 3 . 6 7 . 9 . . 0
TradeCorrected  0 0 1 1 3 4 6 7 8 9 B C E
`;

describe('the transition table', () => {
  test('names each status as FIX derives it', () => {
    expect(STATUSES.map(s => ordStatus(IN[s]))).toEqual(STATUSES);
  });

  test('every event in every status', () => {
    const rows = EVENTS.map(event => {
      const after = ['A', ...STATUSES.filter(s => s !== 'A')].map(s => {
        const next = applyEvent(IN[s as OrdStatus], event);
        return next === undefined ? '.' : ordStatus(next);
      });
      return `${event.type.padEnd(15)} ${after.join(' ')}`;
    });
    expect(rows).toEqual(TABLE.trim().split('\n').slice(1));
  });

  test('lists every event type, and mayHappen agrees with it', () => {
    const may = EVENTS.map(e => STATUSES.filter(s => mayHappen(IN[s], e.type)).length);
    const applied = EVENTS.map(e => STATUSES.filter(s => applyEvent(IN[s], e) !== undefined).length);
    expect([Object.keys(TRANSITIONS).sort(), may]).toEqual([EVENTS.map(e => e.type).sort(), applied]);
  });

  test('a canceled order that a late fill completes stays closed, whatever comes', () => {
    const over: OrderState = { ...live, cumQty: 100, closed: 'Canceled' };
    const taken = EVENTS.filter(e => applyEvent(over, e) !== undefined).map(e => e.type);
    expect([ordStatus(over), taken]).toEqual([
      '2',
      ['Acknowledged', 'Filled', 'Calculated', 'RequestRejected', 'TradeCorrected'],
    ]);
  });
});

describe('OrdStatus and LeavesQty are derived', () => {
  test('by FIX precedence: each state outranks the ones after it', () => {
    const steps: Partial<OrderState>[] = [
      { pending: [cancel, replace] },
      { pending: [replace] },
      { pending: [], doneForDay: true },
      { doneForDay: false, calculated: true },
      { calculated: false, cumQty: 100 },
      { cumQty: 40, stopped: true },
      { stopped: false, suspended: true },
      { suspended: false, closed: 'Canceled' },
      { closed: 'Expired' },
      { closed: 'Rejected' },
      { cumQty: 0 },
      { closed: undefined },
      { acknowledged: false },
    ];
    let order: OrderState = { ...live, doneForDay: true, calculated: true, cumQty: 100, stopped: true, suspended: true };
    order = { ...order, closed: 'Canceled' };
    const seen = steps.map(step => {
      order = { ...order, ...step };
      return ordStatus(order);
    });
    expect(seen.join('')).toBe('6E3B2794C180A');
  });

  test('a cancel that follows a pending replace keeps both; each is answered by its own ClOrdID', () => {
    const both = [
      { type: 'Requested', request: replace },
      { type: 'Requested', request: cancel },
      { type: 'Replaced', clOrdId: 'R', orderQty: 50, price: 9 },
      { type: 'RequestRejected', clOrdId: 'X' },
    ] as const;
    let order: OrderState = live;
    const seen = both.map(event => {
      order = applyEvent(order, event)!;
      return `${ordStatus(order)} ${order.orderQty}@${order.price} ${order.pending.map(p => p.clOrdId).join('+')}`;
    });
    expect(seen).toEqual(['E 100@10 R', '6 100@10 R+X', '6 50@9 X', '0 50@9 ']);
  });

  test('a fill applies in every status and adds quantity and cost', () => {
    const filled = STATUSES.map(s => applyEvent(IN[s], { type: 'Filled', lastQty: 10, cost: { n: 100n, scale: 0 } })!);
    expect(filled.map(o => [o.cumQty, o.cost.n])).toEqual(STATUSES.map(s => [IN[s].cumQty + 10, 100n]));
  });

  test('LeavesQty is what may still trade', () => {
    expect(STATUSES.map(s => [s, leavesQty(IN[s])])).toEqual([
      ['0', 100],
      ['1', 60],
      ['2', 0],
      ['3', 0],
      ['4', 0],
      ['6', 100],
      ['7', 100],
      ['8', 0],
      ['9', 100],
      ['A', 100],
      ['B', 0],
      ['C', 0],
      ['E', 100],
    ]);
  });
});
