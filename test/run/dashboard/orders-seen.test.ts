import { Books } from '../../../src/core/books';
import type { Fact, FactOf } from '../../../src/core/facts';
import type { RecordedTurn } from '../../../src/core/journal-port';
import { clOrdKey, frozen } from '../../../src/core/order/archive';
import { newOrder } from '../../../src/core/order/order';
import { BlotterViews } from '../../../src/dashboard/frame/blotter-views';
import { Blotter } from '../../../src/run/dashboard/blotter';
import { OrdersSeen } from '../../../src/run/dashboard/orders-seen';
import { SECOND } from '../../core/rig';
import { folded, nothing, watched } from './seen-rig';

/** Two orders of 100 at a market of 99.99 to 100.01: one is filled at 100.02, of the other 40 trade at 99.90; a third is denied. */
function story() {
  const { rig, seen } = watched({ limits: { maxOrderQty: '500' } });
  rig.order('A').ack('TC1').fill('TC1', '100', '100.02', { execId: 'F1' });
  rig.order('B').ack('TC2').fill('TC2', '40', '99.90', { execId: 'F2' });
  rig.report('TC2', '4');
  rig.order('C', { orderQty: '501' });
  return { rig, seen };
}

test('the figures of the day', () => {
  const { seen } = story();
  // 2 bps over 10,002 and -10 bps over 3,996: (20,004 - 39,960) / 13,998
  expect(seen.day.read()).toEqual({
    ...{ orders: 3, filled: 1, denied: 1, rejected: 0, fillRate: 0.7, denialRate: 0.333333, rejectRate: 0 },
    arrival: { bps: -1.43, n: 2 },
    vwap: { bps: null, n: 0 },
    twap: { bps: null, n: 0 },
  });
});

test('a restart counts the same, out of the facts', () => {
  const { rig, seen } = story();
  expect(folded(rig.turns).day.read()).toEqual(seen.day.read());
});

test('a trade that is taken back is taken out of the figures, and its order is open again', () => {
  const { rig, seen } = story();
  rig.report('TC1', 'H', { execId: 'F3', execRefId: 'F1', ordStatus: '0', lastQty: '0', lastPx: '0' });
  const { fillRate, filled, arrival } = seen.day.read();
  expect([fillRate, filled, arrival, [...seen.all.values()][0]!.over]).toEqual([0.4, 0, { bps: -10, n: 1 }, false]);
});

test('a trade that is taken back, or made another, after its order was cancelled is so in the figures too', () => {
  const { rig, seen } = story();
  const figures = () => {
    const { fillRate, filled, arrival } = seen.day.read();
    return [fillRate, filled, arrival];
  };
  const before = figures();
  rig.report('TC2', 'G', { execId: 'F3', execRefId: 'F2', ordStatus: '4', lastQty: '20', lastPx: '99.90' });
  const corrected = figures();
  rig.report('TC2', 'H', { execId: 'F4', execRefId: 'F3', ordStatus: '4', lastQty: '0', lastPx: '0' });
  // 2 bps over 10,002 and -10 bps over 1,998: (20,004 - 19,980) / 12,000
  expect([before, corrected, figures(), [...seen.all.values()][1]!.over]).toEqual([
    [0.7, 1, { bps: -1.43, n: 2 }],
    [0.6, 1, { bps: 0, n: 2 }],
    [0.5, 1, { bps: 2, n: 1 }],
    true,
  ]);
});

test('a trade that is taken back on a later day is in the figures of neither', () => {
  const { rig, seen } = story();
  rig.at += 86_400 * SECOND;
  rig.report('TC2', 'H', { execId: 'F3', execRefId: 'F2', ordStatus: '4', lastQty: '0', lastPx: '0' });
  const { fillRate, filled, arrival } = seen.day.read();
  expect([rig.books.parents.get([...seen.all.keys()][1]!)!.state.cumQty, fillRate, filled, arrival]).toEqual([
    0,
    null,
    0,
    { bps: null, n: 0 },
  ]);
});

describe('many orders', () => {
  test('of those that are over the ones that ended first are forgotten, however many older ones are open', () => {
    const many = new Many();
    for (let n = 0; n < 2_000; n++) many.came(n);
    for (let n = 2_000; n < 30_000; n++) many.came(n).ended(n);
    const kept = [...many.seen.all.values()];
    expect([kept.filter(o => !o.over).length, kept.length <= 12_000, many.seen.all.has('P29999')]).toEqual([2_000, true, true]);
  });

  test('notes of open orders are bounded too: each keeps its latest', () => {
    const many = new Many();
    for (let n = 0; n < 500; n++) many.came(n);
    for (let n = 0; n < 120_000; n++) many.explained(n % 500, n);
    const kept = [...many.seen.all.values()].map(o => o.notes.map(note => note.seq));
    const told = { fewest: Math.min(...kept.map(k => k.length)), latest: kept.every((k, n) => k.at(-1) === 119_500 + n) };
    expect([kept.flat().length <= 50_000, told.fewest >= 50, told.latest]).toEqual([true, true, true]);
  });

  test('notes of orders that are over go before those of open ones, those of the one that ended first first', () => {
    const many = new Many();
    for (let n = 0; n < 300; n++) many.came(n);
    for (let n = 0; n < 49_800; n++) many.explained(n % 300, n);
    many.ended(7).ended(3);
    for (let n = 0; n < 201; n++) many.explained(299, 49_800 + n);
    const sizes = [...many.seen.all.values()].map(o => o.notes.length);
    expect([sizes[7], sizes[3], sizes[0]]).toEqual([0, 0, 166]);
  });
});

/** Orders by the thousand, as little of each as is looked at. */
class Many {
  readonly seen = new OrdersSeen();
  private readonly parents = new Map<string, unknown>();
  private readonly books: Books = Object.assign(Object.create(new Books()), { parents: this.parents });

  came(n: number): this {
    this.parents.set(`P${n}`, { received: {}, accepted: false, state: newOrder(100, undefined) });
    const named = { parentId: `P${n}`, session: 'S', clOrdId: `C${n}`, symbol: 'ACME', strategy: 'TWAP' } as const;
    const asks = { side: '1', orderQty: 100, ordType: '1', price: undefined, timeInForce: '0' };
    return this.turn(n, { type: 'ParentOrderProposed', ...named, ...asks });
  }

  ended(n: number): this {
    this.parents.set(`P${n}`, { received: {}, accepted: false, state: { ...newOrder(100, undefined), closed: 'Canceled' } });
    return this.turn(n, { type: 'ParentReported', parentId: `P${n}` } as FactOf<'ParentReported'>);
  }

  explained(n: number, seq: number): this {
    return this.turn(seq, { type: 'SliceScheduled', parentId: `P${n}`, slot: 1 } as FactOf<'SliceScheduled'>);
  }

  private turn(seq: number, fact: Fact): this {
    this.seen.turned({ seq, at: seq, facts: [fact] } as unknown as RecordedTurn, this.books, undefined);
    return this;
  }
}

describe('the blotter', () => {
  const shown = (blotter: Blotter, views: BlotterViews): void => {
    for (const _ of blotter.refresh(views, 1, 1));
  };

  test('shows open orders, or all of them, newest first, a window at a time, or those that a filter lets through', () => {
    const { rig, seen } = story();
    rig.order('D', { account: 'Zoe' }).order('E');
    const blotter = new Blotter({ books: rig.books, seen, market: { sums: () => undefined }, archive: nothing });
    const views = new BlotterViews();
    const look = { say: 'blotter', offset: 0, limit: 10, show: 'all', filter: '' } as const;
    const open = [
      views.open({ ...look, show: 'open' }),
      views.open(look),
      views.open({ ...look, offset: 1, limit: 2 }),
      views.open({ ...look, filter: 'zOe' }),
      views.open({ ...look, filter: 'none such' }),
    ];
    shown(blotter, views);
    const names = new Map([...seen.all.values()].map(o => [o.id, o.clOrdId]));
    const told = open.map(v => `${v.page.total}: ${v.page.ids.map(id => names.get(id)).join(' ')}`);
    expect(told).toEqual(['2: E D', '5: E D C B A', '5: D C', '1: D', '0: ']);
  });

  test('an order that left the books is shown as the archive has it', () => {
    const { rig, seen } = story();
    const id = [...seen.all.keys()][0]!;
    const kept = frozen(rig.books.parents.get(id)!);
    const live = new Blotter({ books: rig.books, seen, market: { sums: () => undefined }, archive: nothing }).row(id, 1)!.row;
    rig.post({ type: 'ClosedOrdersArchived', parentIds: [id] });
    const { session } = seen.all.get(id)!;
    const archive = { ...nothing, find: (key: string) => (key === clOrdKey(session, 'A') ? kept.text : undefined) };
    const later = new Blotter({ books: rig.books, seen, market: { sums: () => undefined }, archive });
    expect([rig.books.parents.has(id), later.row(id, 1)!.row]).toEqual([false, live]);
  });
});
