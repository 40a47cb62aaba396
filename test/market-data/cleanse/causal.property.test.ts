import fc from 'fast-check';
import type { AnyRow, Kind } from '../../../src/market-data/read/format';
import { judged } from './rig';

const at = fc.integer({ min: 0, max: 40 }).map(n => n * 20_000_000);
const price = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 990, max: 1010 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }) },
);
const level = fc.option(fc.record({ price, qty: fc.constant(1) }), { nil: undefined });

/** Rows of every sort of disorder. */
const ROWS: Readonly<Partial<Record<Kind, fc.Arbitrary<Partial<AnyRow>[]>>>> = {
  quotes: fc.array(fc.record({ at, bid: level, ask: level }), { maxLength: 60 }),
  trades: fc.array(fc.record({ at, price, qty: fc.integer({ min: 1, max: 3 }) }), { maxLength: 60 }),
  bars: fc.array(
    fc.record({ at, length: fc.constant(60_000_000), open: price, high: price, low: price, close: price, volume: fc.nat(2) }),
    { maxLength: 60 },
  ),
  orders: fc.array(
    fc.record({
      at,
      kind: fc.constantFrom('added', 'changed', 'deleted'),
      orderId: fc.constantFrom('a', 'b', 'c', 'd'),
      side: fc.constant('buy'),
      price,
      qty: fc.constant(1),
    }) as fc.Arbitrary<Partial<AnyRow>>,
    { maxLength: 60 },
  ),
};

test.each(Object.entries(ROWS))('%s: what is said of a row does not depend on any row after it', (kind, rows) => {
  fc.assert(
    fc.property(rows, fc.nat(60), (all, cut) => {
      const whole = judged(kind as Kind, all as never, { tickAt: () => 2 });
      const begun = judged(kind as Kind, all.slice(0, cut) as never, { tickAt: () => 2 });
      expect(begun).toEqual(whole.slice(0, cut));
    }),
  );
});
