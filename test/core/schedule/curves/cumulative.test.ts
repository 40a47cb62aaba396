import fc from 'fast-check';
import {
  curveOf,
  evenCurve,
  mistakeIn,
  partOf,
  type Spread,
  targetOf,
  WHOLE,
} from '../../../../src/core/schedule/curves/cumulative';

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true })), { minLength: 1, maxLength: 100 })
  .filter(list => list.some(w => w > 0));

const spreads: fc.Arbitrary<Spread> = fc
  .record({ lot: fc.integer({ min: 1, max: 10_000 }), lots: fc.integer({ min: 0, max: 1e9 }), odd: fc.nat(), base: fc.nat(1e9) })
  .map(({ lot, lots, odd, base }) => ({ lot, base, orderQty: base + lots * lot + (odd % lot) }));

test('every curve of weights is one, and a slot of weight 0 has no part', () => {
  fc.assert(
    fc.property(weights, list => {
      const curve = curveOf(list)!;
      return mistakeIn(curve) === undefined && list.every((w, n) => w > 0 || partOf(curve, n) === 0);
    }),
  );
});

test('targets never fall, are whole lots, end at the order, and are off the curve by half a lot at most', () => {
  fc.assert(
    fc.property(weights, spreads, (list, spread) => {
      const curve = curveOf(list)!;
      const { base, orderQty, lot } = spread;
      const targets = curve.map((_, n) => targetOf(curve, n, spread));
      const off = (n: number): bigint =>
        2n * BigInt(targets[n]! - base) * BigInt(WHOLE) - 2n * BigInt(orderQty - base) * BigInt(curve[n]!);
      const near = (n: number): boolean => {
        const by = off(n);
        return (by < 0n ? -by : by) <= BigInt(lot) * BigInt(WHOLE);
      };
      return (
        targets.at(-1) === orderQty &&
        targets.every((t, n) => t >= (targets[n - 1] ?? base) && t <= orderQty) &&
        targets.slice(0, -1).every((t, n) => ((t - base) % lot === 0 || t === orderQty) && near(n))
      );
    }),
  );
});

test.each([
  ['thirds are exact though a third of a billion is none', 3, { base: 0, orderQty: 300, lot: 1 }, [100, 200, 300]],
  ['a lot that the curve halves waits', 2, { base: 0, orderQty: 100, lot: 100 }, [0, 100]],
  ['what was done before stays done', 4, { base: 1000, orderQty: 2000, lot: 100 }, [1200, 1500, 1700, 2000]],
  ['an odd lot goes with the last slot', 2, { base: 0, orderQty: 150, lot: 100 }, [100, 150]],
  ['nothing left', 3, { base: 700, orderQty: 700, lot: 100 }, [700, 700, 700]],
  ['a target is never more than the order', 3, { base: 0, orderQty: 199, lot: 200 }, [0, 199, 199]],
])('%s', (_, slots, spread, targets) => {
  expect(evenCurve(slots).map((__, n) => targetOf(evenCurve(slots), n, spread))).toEqual(targets);
});

test('before the first slot there is what was done, after the last the order', () => {
  const spread = { base: 5, orderQty: 50, lot: 1 };
  expect([targetOf(evenCurve(3), -1, spread), targetOf(evenCurve(3), 7, spread)]).toEqual([5, 50]);
});

test('what is no curve', () => {
  const none = [[], [0, 0], [1, -1], [Number.NaN, 1], [1, Number.POSITIVE_INFINITY]];
  expect(none.map(curveOf)).toEqual(none.map(() => undefined));
});

test.each([
  [[], 'has no slots'],
  [[5, 4, WHOLE], 'part 2 is 4: parts are whole numbers up to 1000000000 that never fall'],
  [[0.5, WHOLE], 'part 1 is 0.5: parts are whole numbers up to 1000000000 that never fall'],
  [[-1, WHOLE], 'part 1 is -1: parts are whole numbers up to 1000000000 that never fall'],
  [[1, WHOLE + 1], 'part 2 is 1000000001: parts are whole numbers up to 1000000000 that never fall'],
  [[1, 2], 'ends at 2, not at 1000000000'],
  [[0, WHOLE], undefined],
])('%j: %s', (curve, mistake) => {
  expect(mistakeIn(curve)).toBe(mistake);
});
