import fc from 'fast-check';
import { Backlog } from '../../src/journal/backlog';

test('a backlog holds what an array would, whatever is pushed and dropped', () => {
  const step = fc.oneof(
    fc.record({ push: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ drop: fc.integer({ min: 0, max: 4000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const backlog = new Backlog<number>();
      let plain: number[] = [];
      let next = 0;
      for (const s of steps) {
        if ('push' in s) for (let i = 0; i < s.push; i++, next++) plain.push(next) && backlog.push(next);
        else {
          const count = Math.min(s.drop, plain.length);
          backlog.drop(count);
          plain = plain.slice(count);
        }
      }
      const seen = { all: [...backlog], length: backlog.length, first: backlog.first(200), past: backlog.at(plain.length) };
      expect(seen).toEqual({ all: plain, length: plain.length, first: plain.slice(0, 200), past: undefined });
    }),
    { numRuns: 60 },
  );
});

test('what is not there cannot be dropped', () => {
  expect(() => new Backlog<number>().drop(1)).toThrow('1 of 0 items');
});
