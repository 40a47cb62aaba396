import fc from 'fast-check';
import { clipTilt, type TiltLimits } from '../../../src/core/adaptive/clip';
import { runs } from '../../runs';

const LIMITS: TiltLimits = {
  done: 200,
  before: 200,
  target: 250,
  orderQty: 1000,
  band: 50,
  most: Number.POSITIVE_INFINITY,
  lot: 1,
};
const clipped = (tilt: number, over: Partial<TiltLimits> = {}): [target: number, clip: string] => {
  const { target, clip } = clipTilt(tilt, { ...LIMITS, ...over });
  return [target, clip];
};

test.each<[string, number, Partial<TiltLimits>, [number, string]]>([
  ['no tilt is the baseline', 0, {}, [250, 'none']],
  ['twice as much', Math.LN2, {}, [300, 'none']],
  ['half as much', -Math.LN2, {}, [225, 'none']],
  ['a tilt that is no number is none', Number.NaN, {}, [250, 'none']],
  ['a huge tilt stops at the band', 1e300, {}, [300, 'band']],
  ['and so does an infinite one', Number.POSITIVE_INFINITY, {}, [300, 'band']],
  ['nothing is undone: the least is what was wanted before', Number.NEGATIVE_INFINITY, { band: 1000 }, [201, 'none']],
  ['a band of nothing is the baseline', 1, { band: 0 }, [250, 'band']],
  ['the cap takes away what is tilted up', Math.LN2, { most: 270 }, [270, 'cap']],
  ['and never what the baseline wants', Math.LN2, { most: 210 }, [250, 'cap']],
  ['whole lots: less than half of one is no tilt', 0.1, { lot: 25 }, [250, 'lots']],
  ['whole lots inside the band', Math.LN2, { lot: 50, band: 49 }, [250, 'band']],
  ['where the baseline is done, so is the order', -4, { target: 1000 }, [1000, 'none']],
  ['ahead of it, it goes on in its shape', 0, { done: 240 }, [288, 'none']],
  ['behind it too', 0, { done: 160 }, [213, 'none']],
  ['an order that is done beyond its band waits', 0, { done: 600 }, [600, 'band']],
])('%s', (_what, tilt, over, expected) => {
  expect(clipped(tilt, over)).toEqual(expected);
});

const limits = fc
  .record({
    orderQty: fc.integer({ min: 1, max: 10_000 }),
    before: fc.double({ min: 0, max: 1, noNaN: true }),
    step: fc.double({ min: 0, max: 1, noNaN: true }),
    off: fc.double({ min: -1, max: 1, noNaN: true }),
    band: fc.integer({ min: 0, max: 3_000 }),
    most: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 10_000 })),
    lot: fc.constantFrom(1, 7, 100),
  })
  .map(({ orderQty, before: b, step, off, band, most, lot }): TiltLimits => {
    const [before, target] = [Math.floor(b * orderQty), Math.floor((b + (1 - b) * step) * orderQty)];
    const done = Math.min(orderQty, Math.max(0, before + Math.trunc(off * band)));
    return { done, before, target, orderQty, band, most, lot };
  });

test('whatever the tilt: within the band or no further from it than before, never back, never above OrderQty, capped unless the baseline is not', () => {
  fc.assert(
    fc.property(fc.double(), limits, (tilt, given) => {
      const { target, untilted } = clipTilt(tilt, given);
      const { done, orderQty, band, most } = given;
      const over = Math.max(0, target - Math.max(given.target + band, done));
      const under = Math.max(0, Math.min(given.target - band, orderQty) - target - (given.lot - 1));
      const capped = target <= Math.max(most, untilted, done) + given.lot / 2;
      const whole = Number.isInteger(target) && ((target - done) % given.lot === 0 || target === orderQty);
      expect([over, under, target >= done, target <= orderQty, capped, whole]).toEqual([0, 0, true, true, true, true]);
    }),
    { numRuns: runs(2000) },
  );
});
