import fc from 'fast-check';
import { Agenda, type Rank } from '../../../src/run/backtest/agenda';

test('goes by time, then by rank, then by the order of adding; what was taken off does not run', () => {
  const entry = fc.record({ at: fc.integer({ min: 0, max: 20 }), rank: fc.integer({ min: 0, max: 5 }), off: fc.boolean() });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), entries => {
      const agenda = new Agenda();
      const ran: number[] = [];
      const offs = entries.map(({ at, rank }, n) => agenda.add(at, rank as Rank, () => ran.push(n)));
      for (const [n, { off }] of entries.entries()) if (off) offs[n]!();
      while (agenda.nextAt() !== undefined) agenda.step();
      const wanted = entries.map((e, n) => ({ ...e, n })).filter(e => !e.off);
      wanted.sort((a, b) => a.at - b.at || a.rank - b.rank || a.n - b.n);
      expect(ran).toEqual(wanted.map(e => e.n));
    }),
  );
});

test('what is added while something runs has its place behind it', () => {
  const agenda = new Agenda();
  const ran: string[] = [];
  agenda.add(5, 3, at => {
    ran.push('first');
    agenda.add(at, 0, () => ran.push('added, of a lower rank'));
  });
  agenda.add(5, 3, () => ran.push('second'));
  while (agenda.nextAt() !== undefined) agenda.step();
  expect(ran).toEqual(['first', 'added, of a lower rank', 'second']);
});

test('an empty agenda has nothing to run', () => {
  expect(() => new Agenda().step()).toThrow('nothing is due');
});
