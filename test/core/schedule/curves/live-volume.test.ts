import fc from 'fast-check';
import { WHOLE } from '../../../../src/core/schedule/curves/cumulative';
import { livePart, volumeLevel } from '../../../../src/core/schedule/curves/live-volume';

const part = (p: number): number => Math.round(p * WHOLE);

test.each([
  ['as was expected: the curve stands', { expected: 1000, seen: 300, due: part(0.3) }, 0.4, 0.4],
  ['nothing due and nothing seen: the curve stands', { expected: 1000, seen: 0, due: 0 }, 0.25, 0.25],
  // level (0.5 + 0.6) / (0.5 + 0.3) = 1.375; (0.6 + 0.1375) / (0.6 + 0.9625)
  ['twice as much: the part done is ahead of the curve', { expected: 1000, seen: 600, due: part(0.3) }, 0.4, 0.7375 / 1.5625],
  // level 0.5 / 0.8 = 0.625
  ['nothing came: the rest is to come, at a lower level', { expected: 1000, seen: 0, due: part(0.3) }, 0.65, 0.5],
  ['at the end all is done', { expected: 1000, seen: 10, due: part(0.9) }, 1, 1],
  ['no expectation: the curve stands', { expected: 0, seen: 10, due: part(0.5) }, 0.6, 0.6],
  ['an expectation that is no number', { expected: Number.NaN, seen: 10, due: part(0.5) }, 0.6, 0.6],
  ['the whole is due before the end of the window', { expected: 1000, seen: 800, due: WHOLE }, 1, 1],
])('%s', (_, so, by, wanted) => {
  expect(livePart(so, part(by)) / WHOLE).toBeCloseTo(wanted, 8);
});

test('the level is drawn towards 1, the less the more was due', () => {
  const doubled = [0.01, 0.1, 0.5, 1].map(due => volumeLevel({ expected: 100, seen: 200 * due, due: part(due) }));
  expect(doubled).toEqual([0.52 / 0.51, 0.7 / 0.6, 1.5, 2.5 / 1.5].map(level => expect.closeTo(level, 9)));
});

test('a part is from what was seen to the whole, never falls with the curve, and does not shrink as more is seen', () => {
  const arbitrary = fc.record({
    expected: fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
    seen: fc.double({ min: 0, max: 1e12, noNaN: true }),
    due: fc.nat(WHOLE),
    by: fc.nat(WHOLE),
    more: fc.nat(1e6),
  });
  fc.assert(
    fc.property(arbitrary, ({ expected, seen, due, by, more }) => {
      const at = (s: number, b: number): number => livePart({ expected, seen: s, due }, b);
      const from = Math.max(by, due);
      const to = Math.min(WHOLE, from + more);
      const is = at(seen, from);
      return Number.isInteger(is) && is >= 0 && is <= WHOLE && at(seen, to) >= is && at(seen + expected / 10, from) >= is - 1;
    }),
  );
});
