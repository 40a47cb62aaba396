import fc from 'fast-check';
import { DepthSide, MOST_LEVELS } from '../../src/core/depth-side';

const shown = ({ px, qty, count }: DepthSide): [number, number][] =>
  Array.from({ length: count }, (_, i) => [px[i]!, qty[i]!] as [number, number]);

/** What a list of entries adds up to, best first: counted anew each time. */
function counted(entries: readonly { px: number; qty: number }[], sign: 1 | -1): [number, number][] {
  const levels = new Map<number, number>();
  for (const { px, qty } of entries) levels.set(px, (levels.get(px) ?? 0) + qty);
  return [...levels].sort((a, b) => sign * (a[0] - b[0]));
}

test('a side is what its entries add up to, best first, whatever comes and goes', () => {
  const entry = fc.record({ px: fc.integer({ min: -20, max: 20 }), qty: fc.integer({ min: 0, max: 9 }) });
  const step = fc.oneof(
    entry.map(of => ({ add: of })),
    fc.nat().map(gone => ({ gone })),
  );
  fc.assert(
    fc.property(fc.constantFrom(1 as const, -1 as const), fc.array(step, { maxLength: 120 }), (sign, steps) => {
      const side = new DepthSide(sign);
      const entries: { px: number; qty: number }[] = [];
      for (const each of steps) {
        if ('add' in each) {
          entries.push(each.add);
          side.add(each.add.px, each.add.qty);
        } else if (entries.length > 0) {
          const [gone] = entries.splice(each.gone % entries.length, 1);
          side.take(gone!.px, gone!.qty);
        }
        expect(shown(side)).toEqual(counted(entries, sign));
      }
    }),
  );
});

test('of more levels than are kept the worst are let go; what goes that is not there changes nothing', () => {
  const side = new DepthSide(1);
  for (let px = MOST_LEVELS + 5; px > 0; px--) side.add(px, 1);
  side.add(MOST_LEVELS + 9, 1);
  side.take(MOST_LEVELS + 5, 1);
  expect([side.count, side.px[0], side.px[side.count - 1]]).toEqual([MOST_LEVELS, 1, MOST_LEVELS]);
});
