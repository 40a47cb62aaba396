import fc from 'fast-check';
import type { AnyRow, Kind } from '../../../src/market-data/read/format';
import { columnsOf, formatOfMark, markOf, rowWriter } from '../../../src/market-data/read/sluice-rows';

const SCALES = { priceScale: 4, qtyScale: 2 };
const count = fc.integer({ min: 1, max: 2 ** 40 });
const word = fc.stringMatching(/^[A-Za-z0-9 ]{1,8}$/);
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map(v => (v === undefined ? {} : { [key]: v }));
const all = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<AnyRow> =>
  fc.tuple(...parts).map(list => Object.assign({}, ...list) as AnyRow);
const level = fc.record({ price: count, qty: count });
const side = fc.option(level, { nil: undefined });
const base = fc.record({ at: fc.integer({ min: 0, max: 2 ** 52 }), line: fc.constant(3) });
const shared = [base, maybe('received', count), maybe('symbol', word)];

const ROWS: Readonly<Record<Kind, fc.Arbitrary<AnyRow>>> = {
  quotes: all(...shared, maybe('venue', word), fc.record({ bid: side, ask: side })),
  trades: all(
    ...shared,
    maybe('venue', word),
    fc.record({ price: count, qty: count }),
    maybe('aggressor', fc.constantFrom('buy', 'sell')),
    maybe('conditions', word),
    maybe('correction', word),
  ),
  bars: all(
    ...shared,
    fc.record({ length: count, open: count, high: count, low: count, close: count, volume: count }),
    maybe('vwap', count),
  ),
  books: all(...shared, fc.record({ bids: fc.array(level), asks: fc.array(level) })),
  orders: all(
    ...shared,
    fc.record({
      kind: fc.constantFrom('added', 'changed', 'deleted', 'executed'),
      orderId: word,
      side: fc.constantFrom('buy', 'sell'),
      price: count,
      qty: count,
    }),
  ),
};

test.each(Object.entries(ROWS))('%s read back as they were written', (kind, rows) => {
  fc.assert(
    fc.property(rows, row => {
      const write = rowWriter(kind as Kind, SCALES);
      const read = formatOfMark(markOf(kind as Kind, SCALES)).open({});
      const lines = [markOf(kind as Kind, SCALES), columnsOf(kind as Kind), write(row, 'a|b')];
      expect(lines.map((line, n) => read(line, n + 1))).toEqual([undefined, undefined, row]);
    }),
  );
});
