import fc from 'fast-check';
import { wallFromText } from '../../../src/market-data/read/stamp';
import { WallClock } from '../../../src/market-data/read/wall-clock';

/** Moments of 1990 to 2037, in microseconds. */
const moments = fc.integer({ min: 631_152_000_000_000, max: 2_145_916_800_000_000 });
const SHAPES = [
  (iso: string) => iso,
  (iso: string) => iso.replace('T', ' '),
  (iso: string) => iso.replaceAll('-', '/').replace('T', ' '),
  (iso: string) => iso.replaceAll(/[-:T]/g, ''),
  (iso: string) => `${iso}Z`,
  (iso: string) => `${iso}+00:00`,
];

test('every shape of a stamp reads as the moment it was written from', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...SHAPES), (at, shape) => {
      const iso = new Date(Math.floor(at / 1000)).toISOString().slice(0, 19);
      const text = shape(`${iso}.${String(at % 1_000_000).padStart(6, '0')}`);
      expect(wallFromText(text)).toBe(at);
    }),
  );
});

test('what a New York clock shows reads as its moment, summer and winter', () => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium' });
  const clock = new WallClock('America/New_York');
  fc.assert(
    fc.property(moments, at => {
      const second = Math.floor(at / 1e6) * 1e6;
      const read = clock.momentOf(wallFromText(format.format(new Date(second / 1000)))!);
      // of a wall time that is read twice in autumn the first is meant
      expect([0, 3_600_000_000]).toContain(second - read);
    }),
  );
});
