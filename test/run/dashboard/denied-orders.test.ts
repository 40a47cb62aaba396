import type { Books } from '../../../src/core/books';
import type { RecordedTurn } from '../../../src/core/journal-port';
import { BlotterViews } from '../../../src/dashboard/frame/blotter-views';
import { Blotter } from '../../../src/run/dashboard/blotter';
import type { OrdersSeen } from '../../../src/run/dashboard/orders-seen';
import { OMS } from '../../core/rig';
import { folded, nothing, rowsOf, watched } from './seen-rig';

/** One order works; the others are denied, each by another check. */
function story() {
  const { rig, seen } = watched({ limits: { maxOrderQty: '500' } });
  rig.order('A', { account: 'ACC' }).ack('TC1');
  rig.order('B', { symbol: 'NONE', account: 'ACC', strategy: '1001' });
  rig.order('C', { price: '100.005' });
  rig.order('D', { orderQty: 'many', strategy: '77' });
  rig.order('A', { account: 'OTHER' });
  rig.order('E', { orderQty: '501' });
  return { rig, seen };
}

test('an order that is denied at intake has a row: what it asked for as it came, and why in full', () => {
  const { rig, seen } = story();
  expect(rowsOf(seen, rig.books)[1]).toEqual({
    id: 'TP2',
    clOrdId: 'B',
    session: OMS,
    account: 'ACC',
    symbol: 'NONE',
    side: '1',
    strategy: 'TWAP',
    ordType: '2',
    timeInForce: '0',
    orderQty: '100',
    price: '100',
    cumQty: '0',
    leavesQty: '0',
    avgPx: null,
    status: 'Denied',
    open: false,
    received: rig.at,
    start: null,
    end: null,
    arrival: null,
    slippage: { arrival: null, vwap: null, twap: null },
    progress: null,
    children: 0,
    text: "UnknownSymbol: Symbol (55) 'NONE' is not configured",
  });
});

test('whichever check denied it, an order is shown as denied, and the one that it was taken for a duplicate of is as it was', () => {
  const { rig, seen } = story();
  const told = rowsOf(seen, rig.books).map(r => [r.id, r.clOrdId, r.status, r.strategy, r.orderQty, r.arrival, r.text]);
  expect(told).toEqual([
    ['TP1', 'A', 'New', 'DMA', '100', '100', ''],
    ['TP2', 'B', 'Denied', 'TWAP', '100', null, "UnknownSymbol: Symbol (55) 'NONE' is not configured"],
    ['TP3', 'C', 'Denied', 'DMA', '100', '100', "BadPrice: Price (44) '100.005' is off tick: not a multiple of 0.01"],
    [
      'TP4',
      'D',
      'Denied',
      '77',
      'many',
      '100',
      expect.stringContaining("UnknownStrategy: TargetStrategy (847) '77' is not known"),
    ],
    ['TE5', 'A', 'Denied', 'DMA', '100', '100', "DuplicateClOrdID: ClOrdID (11) 'A' was used before, by order TP1"],
    ['TP5', 'E', 'Denied', 'DMA', '501', '100', expect.stringMatching(/^MaxOrderQty: .*501.*500/)],
  ]);
});

test('an order that came again as a possible resend is no refusal', () => {
  const { rig, seen } = story();
  rig.order('A', { possResend: true });
  expect([seen.all.size, seen.day.denied]).toEqual([6, 5]);
});

test('a kill is a reason too', () => {
  const { rig, seen } = watched();
  rig.post({ type: 'KillSwitchEngaged', by: 'rita', reason: 'runaway' });
  rig.order('A');
  expect(rowsOf(seen, rig.books).map(r => [r.status, r.text])).toEqual([['Denied', expect.stringContaining('runaway')]]);
});

test('a restart shows them the same', () => {
  const { rig, seen } = story();
  const again = folded(rig.turns);
  expect([rowsOf(again, rig.books), again.day.read()]).toEqual([rowsOf(seen, rig.books), seen.day.read()]);
});

test('they count among the orders that came and were denied, and in no other figure', () => {
  const { rig, seen } = story();
  rig.fill('TC1', '100', '100.02');
  const { orders, denied, denialRate, filled, fillRate, arrival } = seen.day.read();
  expect({ orders, denied, denialRate, filled, fillRate, arrival }).toEqual({
    ...{ orders: 6, denied: 5, denialRate: 0.833333, filled: 1, fillRate: 1 },
    arrival: { bps: 2, n: 1 },
  });
});

test('they are listed where they came, and filtered as other rows', () => {
  const { rig, seen } = story();
  const blotter = new Blotter({ books: rig.books, seen, market: { sums: () => undefined }, archive: nothing });
  const views = new BlotterViews();
  const look = { say: 'blotter', offset: 0, limit: 10, show: 'all', filter: '' } as const;
  const open = [
    views.open(look),
    views.open({ ...look, show: 'open' }),
    views.open({ ...look, filter: 'none' }),
    views.open({ ...look, filter: 'other' }),
    views.open({ ...look, filter: 'twap' }),
  ];
  for (const _ of blotter.refresh(views, 1, 1));
  expect(open.map(v => v.page.ids.join(' '))).toEqual(['TP5 TE5 TP4 TP3 TP2 TP1', 'TP1', 'TP2', 'TE5', 'TP2']);
});

test('one that comes after somebody looked is there the next time', () => {
  const { rig, seen } = story();
  const blotter = new Blotter({ books: rig.books, seen, market: { sums: () => undefined }, archive: nothing });
  const views = new BlotterViews();
  const { page } = views.open({ say: 'blotter', offset: 0, limit: 1, show: 'all', filter: '' });
  for (const _ of blotter.refresh(views, 1, 1));
  rig.order('F', { side: '9' });
  blotter.changed(seen.takeTouched());
  for (const _ of blotter.refresh(views, 2, 2));
  expect([page.total, page.ids.map(id => blotter.row(id, 2)!.row.clOrdId)]).toEqual([7, ['F']]);
});

test('a megabyte of a field is not kept', () => {
  const { rig, seen } = watched();
  const long = 'x'.repeat(1_000_000);
  rig.order(long, { symbol: long, account: long, side: long, orderQty: long, ordType: long, strategy: long });
  const [row] = rowsOf(seen, rig.books);
  expect([row!.symbol.length, row!.text.length, JSON.stringify(row).length < 5_000]).toEqual([201, 2_001, true]);
});

test('the newest of them are remembered, and however many there are, orders that were taken stay', () => {
  const { rig, seen } = watched();
  rig.order('A').ack('TC1').fill('TC1', '100', '100.02');
  for (let n = 0; n < 25_000; n++) turn(seen, rig.books, n);
  const kept = [...seen.all.values()];
  expect([kept.length <= 12_000, seen.all.has('TP1'), seen.all.has('X0'), seen.all.has('X24999'), seen.day.denied]).toEqual([
    true,
    true,
    false,
    true,
    25_000,
  ]);
});

/** The turn of an order that is denied, as little of it as is looked at. */
function turn(seen: OrdersSeen, books: Books, n: number): void {
  const named = { session: OMS, clOrdId: `C${n}`, symbol: 'NONE', side: '1', orderQty: '1' };
  const facts = [
    { type: 'ParentOrderReceived', ...named, ordType: '1' },
    { type: 'ParentOrderDenied', ...named, parentId: `X${n}`, text: 'no' },
  ];
  seen.turned({ seq: n, at: n, facts } as unknown as RecordedTurn, books, undefined);
}
