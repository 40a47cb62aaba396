import fc from 'fast-check';
import { IdTable } from '../../../simulator/matching/id-table';
import { runs } from '../../runs';

const id = fc.oneof(
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -20, max: 20 }).map(n => n * 2 ** 32),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
);

test('IdTable finds exactly what a Map finds, after any adds and removes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.boolean()), { maxLength: 150 }), steps => {
      const table = new IdTable(3);
      const map = new Map<number, number>();
      steps.forEach(([key, add], slot) => {
        if (!add) table.remove(key);
        else if (!map.has(key)) table.add(key, slot);
        if (!add) map.delete(key);
        else if (!map.has(key)) map.set(key, slot);
      });
      const keys = [...new Set(steps.map(([key]) => key))];
      expect(keys.map(key => table.get(key))).toEqual(keys.map(key => map.get(key) ?? -1));
    }),
    { numRuns: runs(500) },
  );
});
