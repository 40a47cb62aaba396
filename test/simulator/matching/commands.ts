import fc from 'fast-check';
import { BUY, SELL, type SelfTradeMode, type Side, type SpecialTerms, type TimeInForce } from '../../../simulator/matching/types';
import type { Command } from './script';

const qty = fc.integer({ min: 0, max: 20 });
/** Narrow, so that orders meet; now and then far away, so that levels open and close in the middle and at the ends. */
const price = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 95, max: 105 }) }, fc.integer({ min: -200, max: 200 }));
const near = fc.integer({ min: 96, max: 104 });
const side = fc.constantFrom<Side>(BUY, SELL);
const mode = fc.constantFrom<SelfTradeMode>('CancelNewest', 'CancelOldest', 'CancelBoth', 'Decrement');
const tif = fc.constantFrom<TimeInForce>('Day', 'Day', 'Day', 'Day', 'Day', 'GTC', 'GTD', 'IOC', 'FOK', 'AtOpen', 'AtClose');
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq: number) => fc.option(arbitrary, { nil: undefined, freq });

/** Mostly one special term at a time, so that most orders are not refused; at times several. */
const special: fc.Arbitrary<SpecialTerms | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.record({ stop: near }),
  { weight: 2, arbitrary: fc.record({ display: fc.integer({ min: 0, max: 6 }) }) },
  fc.record({ postOnly: fc.constant(true) }),
  fc.record({ minQty: fc.integer({ min: 1, max: 12 }) }),
  { weight: 3, arbitrary: fc.record({ selfTrade: fc.record({ id: fc.integer({ min: 1, max: 2 }), mode }) }) },
  fc.record({
    stop: maybe(near, 1),
    display: maybe(fc.integer({ min: -1, max: 6 }), 1),
    postOnly: fc.boolean(),
    minQty: maybe(qty, 1),
    selfTrade: maybe(fc.record({ id: fc.integer({ min: 0, max: 2 }), mode }), 2),
  }),
);

/** Orders under ids from -n to n. */
export const enter = (n: number) =>
  fc.record({
    verb: fc.constant('enter' as const),
    id: fc.integer({ min: -n, max: n }),
    owner: fc.integer({ min: 1, max: 3 }),
    side,
    qty,
    price: maybe(price, 7),
    tif,
    special,
  });

/** Commands of every kind, about orders under ids from -n to n. */
export function commandsOf(n: number): fc.Arbitrary<Command> {
  const id = fc.integer({ min: -n, max: n });
  const changed = fc.record({ stop: maybe(near, 2), display: maybe(fc.integer({ min: 0, max: 6 }), 2) });
  return fc.oneof(
    { weight: 30, arbitrary: enter(n) },
    { weight: 3, arbitrary: fc.record({ verb: fc.constant('cancel' as const), id }) },
    { weight: 3, arbitrary: fc.record({ verb: fc.constant('reduce' as const), id, by: qty }) },
    {
      weight: 8,
      arbitrary: fc.record({
        verb: fc.constant('replace' as const),
        id,
        leaves: qty,
        price: maybe(price, 5),
        changed: maybe(changed, 2),
      }),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constant('collect' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        verb: fc.constant('auction' as const),
        kind: fc.constantFrom('open' as const, 'close' as const, 'reopen' as const),
        reference: fc.integer({ min: 94, max: 106 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        verb: fc.constant('bands' as const),
        lower: fc.integer({ min: 90, max: 99 }),
        upper: fc.integer({ min: 100, max: 110 }),
      }),
    },
  );
}
