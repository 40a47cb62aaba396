import fc from 'fast-check';
import { Books } from '../../src/core/books';
import type { Parent, Plan } from '../../src/core/order/parent';
import { wantedBy } from '../../src/core/schedule/progress';
import type { Look } from '../../src/core/schedule/schedule';
import { twap } from '../../src/core/schedule/twap';
import { T0 } from './rig';

const books = new Books();
/** A look of a TWAP at its plan. */
const lookAt = (plan: Omit<Plan, 'last'>, orderQty: number, lot: number, at: number): Look =>
  twap.look({ state: { orderQty }, instrument: { lot } } as Parent, { ...plan, last: undefined }, books, at);

const plans = fc.record({
  start: fc.integer({ min: 0, max: 1e9 }).map(n => T0 + n),
  /** Beyond the shortest slot there is, a tenth of a second each. */
  over: fc.integer({ min: 0, max: 86_400_000_000 }),
  slots: fc.integer({ min: 1, max: 400 }),
  base: fc.integer({ min: 0, max: 1000 }),
  more: fc.integer({ min: 1, max: 1e12 }),
  lot: fc.constantFrom(1, 100, 10_000),
});

describe('the TWAP schedule', () => {
  test('looks go forward in time, at most five a slot, and the last wants the whole order by the end', () => {
    fc.assert(
      fc.property(plans, ({ start, over, slots, base, more, lot }) => {
        const plan = { start, end: start + slots * 100_000 + over, slots, base };
        const orderQty = base + more;
        let at = start;
        let target = base;
        let looks = 0;
        let wrong = 0;
        while (at < plan.end) {
          const look = lookAt(plan, orderQty, lot, at);
          const whole = (look.target - base) % lot === 0 || look.target === orderQty;
          if (look.next <= at || look.target < target || !whole || look.slot >= slots) wrong++;
          target = look.target;
          at = look.next;
          looks++;
        }
        expect([wrong, looks <= 5 * slots, at, target]).toEqual([0, true, plan.end, orderQty]);
      }),
    );
  });

  test('slots are equal, in whole lots, and what rounding leaves is in the last', () => {
    const plan = { start: 0, end: 4_000_000, slots: 4, base: 200 };
    const goal = { base: 200, orderQty: 1_230, lot: 100 };
    expect([0, 1, 2, 3].map(n => wantedBy(plan, n, goal))).toEqual([400, 700, 900, 1_230]);
  });

  test('a slot rests for three looks and crosses for two; the last crosses from the third', () => {
    const plan = { start: 0, end: 2_000_000, slots: 2, base: 0 };
    const looks = Array.from({ length: 10 }, (_, n) => lookAt(plan, 100, 1, n * 200_000));
    expect(looks.map(l => `${l.slot}${l.urgency[0]}`).join(' ')).toBe('0p 0p 0p 0c 0c 1p 1p 1c 1c 1c');
  });
});
