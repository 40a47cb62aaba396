import fc from 'fast-check';
import { LobsterPlayer } from '../../../simulator/market/lobster-player';
import { AGGRESSOR, tapeId } from '../../../simulator/market/tape-ledger';
import { OrderBook } from '../../../simulator/matching/book';
import { BUY, SELL, type Trade } from '../../../simulator/matching/types';
import { runs } from '../../runs';
import { messagesOf, type Row } from './tapes';

/** A choice for the tape: what happens, to which live order, how far from the touch, how much. */
const choice = fc.record({
  what: fc.nat(9),
  which: fc.nat(99),
  away: fc.nat(4),
  size: fc.integer({ min: 1, max: 20 }),
  buy: fc.boolean(),
});
const outside = fc.record({
  before: fc.nat(60),
  buy: fc.boolean(),
  qty: fc.integer({ min: 1, max: 40 }),
  price: fc.option(fc.integer({ min: 94, max: 106 }), { nil: undefined, freq: 4 }),
});

const sum = (values: readonly number[]): number => values.reduce((total, n) => total + n, 0);

interface Live {
  readonly id: number;
  readonly direction: 1 | -1;
  readonly cents: number;
  left: number;
}

/** A consistent tape: bids up to 99, asks from 101, executions of the oldest order at the best price, hidden ones at 100. */
function tapeOf(choices: readonly { what: number; which: number; away: number; size: number; buy: boolean }[]): Row[] {
  const rows: Row[] = [];
  let live: Live[] = [];
  for (const c of choices) {
    const time = rows.length;
    const direction = c.buy ? 1 : -1;
    if (c.what < 5 || live.length === 0) {
      const o: Live = { id: rows.length + 1, direction, cents: 100 - direction * (1 + c.away), left: c.size };
      live.push(o);
      rows.push([time, 1, o.id, o.left, o.cents, direction]);
      continue;
    }
    if (c.what === 5) {
      rows.push([time, 5, 0, c.size, 100, direction]);
      continue;
    }
    const picked = live[c.which % live.length]!;
    const best = live.filter(o => o.direction === picked.direction).sort((a, b) => (b.cents - a.cents) * picked.direction)[0]!;
    const o = c.what >= 8 ? best : picked;
    const size = c.what === 7 ? o.left : Math.min(o.left, c.size);
    o.left -= size;
    rows.push([time, c.what >= 8 ? 4 : o.left === 0 ? 3 : 2, o.id, size, o.cents, o.direction]);
    live = live.filter(x => x.left > 0);
  }
  return rows;
}

interface Outside {
  readonly before: number;
  readonly buy: boolean;
  readonly qty: number;
  readonly price: number | undefined;
}

/** Plays a tape with orders from outside before some of its messages; returns the book and what traded. */
function play(rows: readonly Row[], orders: readonly Outside[]): { book: OrderBook; trades: Trade[]; player: LobsterPlayer } {
  const trades: Trade[] = [];
  const player = new LobsterPlayer({ messages: messagesOf(rows), tickText: '0.01', start: 0 });
  const nothing = () => undefined;
  const book = new OrderBook({
    rested: nothing,
    cancelled: nothing,
    replaced: nothing,
    triggered: nothing,
    traded: t => {
      trades.push({ ...t });
      player.traded(t, 0);
    },
  });
  for (let k = 0; k < rows.length; k++) {
    orders.forEach((o, i) => {
      if (o.before === k)
        book.enter({
          id: i + 1,
          owner: 1,
          side: o.buy ? BUY : SELL,
          qty: o.qty,
          price: o.price,
          tif: o.price === undefined ? 'IOC' : 'Day',
        });
    });
    player.step({ book, print: nothing, status: nothing });
  }
  return { book, trades, player };
}

describe('LobsterPlayer on random tapes', () => {
  test('no lot of the tape is used twice, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 5, maxLength: 60 }), fc.array(outside, { maxLength: 12 }), (choices, orders) => {
        const rows = tapeOf(choices);
        const [alone, met] = [play(rows, []), play(rows, orders)];
        const added = rows.filter(r => r[1] === 1);
        const held = (book: OrderBook) => added.map(r => book.leaves(tapeId(r[2])));
        const [without, with_] = [held(alone.book), held(met.book)];
        const used = (id: number) => sum(met.trades.filter(t => t.makerId === id || t.takerId === id).map(t => t.qty));
        const taken = met.trades.filter(t => t.makerId > 0 !== t.takerId > 0 && t.takerId !== AGGRESSOR);
        const { settled, stale, unknownOrders } = met.player.report();
        expect({
          heldNoMore: with_.every((lots, i) => lots <= without[i]!),
          usedOnce: added.every(r => used(tapeId(r[2])) <= r[3]),
          aggressors: used(AGGRESSOR) <= sum(rows.filter(r => r[1] === 4 || r[1] === 5).map(r => r[3])),
          missing: sum(without) - sum(with_),
          astray: [stale, unknownOrders],
        }).toEqual({
          heldNoMore: true,
          usedOnce: true,
          aggressors: true,
          missing: sum(taken.map(t => t.qty)) - settled,
          astray: [0, 0],
        });
      }),
      { numRuns: runs(500) },
    );
  });
});
