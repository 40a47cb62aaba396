import fc from 'fast-check';
import { Market } from '../../../src/core/risk/market';

const SECOND = 1_000_000;

interface Event {
  readonly at: number;
  readonly own: boolean;
  readonly qty: number;
}

const events = fc.array(
  fc.record({ gap: fc.integer({ min: 0, max: 2_000 }), own: fc.boolean(), qty: fc.integer({ min: 1, max: 1_000 }) }),
  { maxLength: 60 },
);

/** What the tape should say: everything in the buckets of ten seconds that the interval touches. */
function naive(all: readonly Event[], interval: number, now: number): { seen: number; own: number } {
  const first = Math.floor(now / 10) - Math.min(360, Math.max(1, Math.ceil(interval / 10))) + 1;
  const inside = all.filter(e => Math.floor(e.at / 10) >= first);
  const sum = (own: boolean): number => inside.filter(e => e.own === own).reduce((n, e) => n + e.qty, 0);
  return { seen: sum(false), own: sum(true) };
}

test('volume of an interval is that of its last buckets, whatever came when, and however fine the quantities are', () => {
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), (steps, interval, later) => {
      const market = new Market();
      const all: Event[] = [];
      let at = 100_000;
      let volume = 0;
      for (const [n, { gap, own, qty }] of steps.entries()) {
        at += gap;
        all.push({ at, own, qty });
        const scale = n > 20 ? 2 : 0; // finer quantities from here on
        if (own) market.traded(qty * 10 ** scale, scale, at * SECOND, 1);
        else market.volumeIs((volume += qty) * 10 ** scale, scale, at * SECOND, 1);
      }
      const told = market.within(interval * SECOND, (at + later) * SECOND);
      const units = 10 ** market.scale;
      const wanted = naive(all, interval, at + later);
      expect([told.seen / units, told.own / units]).toEqual([wanted.seen, wanted.own]);
    }),
    { numRuns: process.env['SLUICE_LONG'] ? 10_000 : 300 },
  );
});
