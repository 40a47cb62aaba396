import fc from 'fast-check';
import { dateOf, dayFromText, dayOf, dayText, weekdayOf } from '../../src/core/civil';

/** Days of the years 1 to 9999. */
const days = fc.integer({ min: -719_162, max: 2_932_896 });

test('days are those of the platform, both ways, weekday and text too', () => {
  fc.assert(
    fc.property(days, day => {
      const date = new Date(day * 86_400_000);
      const { year, month, day: of } = dateOf(day);
      const text = date.toISOString().slice(0, 10);
      expect([dayOf(year, month, of), weekdayOf(day), dayText(day), dayFromText(text)]).toEqual([
        day,
        date.getUTCDay(),
        text,
        day,
      ]);
    }),
    { numRuns: 2000 },
  );
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2100-02-29', '26-01-01', '2026/01/01', ''])(
  '%s is no day',
  text => {
    expect(dayFromText(text)).toBeUndefined();
  },
);

test('20240229 is one', () => {
  expect(dayText(dayFromText('20240229')!)).toBe('2024-02-29');
});
