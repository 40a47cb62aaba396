import fc from 'fast-check';
import { Levels, MOST_SHOWN, merge } from '../../../src/run/market/levels';

type Level = readonly [px: number, qty: number];

const side = (sign: 1 | -1) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 9 })), {
      selector: l => l[0],
      maxLength: 14,
    })
    .map(levels => [...levels].sort((a, b) => sign * (a[0] - b[0])));

const filled = (levels: readonly Level[]): Levels => {
  const columns = new Levels();
  for (const [px, qty] of levels) columns.add(px, qty);
  return columns;
};
const shown = ({ px, qty, count }: Levels): Level[] => Array.from({ length: count }, (_, i) => [px[i]!, qty[i]!]);

test('levels of several sessions together: equal prices add up, the best ten stay', () => {
  const sides = fc
    .constantFrom(1 as const, -1 as const)
    .chain(sign => fc.tuple(fc.constant(sign), fc.array(side(sign), { maxLength: 4 })));
  fc.assert(
    fc.property(sides, ([sign, sources]) => {
      const sums = new Map<number, number>();
      for (const levels of sources) for (const [px, qty] of levels.slice(0, MOST_SHOWN)) sums.set(px, (sums.get(px) ?? 0) + qty);
      const into = filled([[7, 7]]);
      merge(sources.map(filled), sign, into);
      expect(shown(into)).toEqual([...sums].sort((a, b) => sign * (a[0] - b[0])).slice(0, MOST_SHOWN));
    }),
  );
});
