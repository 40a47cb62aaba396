import { kept } from '../../../src/run/metrics/kept';

test('a page is made once a second, however often it is asked for; one that failed is made again at once', async () => {
  let at = 0;
  let made = 0;
  const page = kept(
    async () => {
      if (++made === 3) throw new Error('no page');
      return made;
    },
    { ms: 1_000, now: () => at },
  );
  const told: unknown[] = [];
  for (at of [0, 0, 999, 1_000, 1_999, 2_000, 2_001]) told.push(await page().catch((error: Error) => error.message));
  expect(told).toEqual([1, 1, 1, 2, 2, 'no page', 4]);
});
