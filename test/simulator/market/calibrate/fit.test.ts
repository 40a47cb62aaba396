import { REGIMES } from '../../../../simulator/market/agents/regimes';
import { steady } from '../../../../simulator/market/agents/weather';
import { bucketOf, type Day, dayOf } from '../../../../simulator/market/calibrate/buckets';
import { fitClimate, simulated } from '../../../../simulator/market/calibrate/fit';
import { distance, gaps, momentsOf } from '../../../../simulator/market/calibrate/moments';
import { Recording } from '../../../../simulator/market/facts/recording';
import { recordAgents } from '../../../../simulator/market/facts/stage';

/** A day whose climate is known: what agents made of it. */
const DAY = ((): Day => {
  const options = { symbol: 'MADE', seed: 77, reference: 5_000, start: 0, weather: steady('volatile') };
  const day = dayOf(recordAgents('volatile', options, 60));
  if (typeof day === 'string') throw new Error(day);
  return day;
})();

describe('a fit by simulated moments', () => {
  test('to a day made by another regime ends nearer to it than calm is, and finds its spread', () => {
    const options = { seed: 1, tries: 4, seeds: 2, minutes: 15 };
    const { best, price, unit, plausible } = fitClimate([DAY], options);
    const target = momentsOf([DAY.facts]);
    const calm = distance(simulated(REGIMES.calm, { price, unit }, options), target);
    const [low, high] = plausible.spread;
    expect([
      best.error < 0.6 * calm,
      Math.abs(best.climate.spread - REGIMES.volatile.spread) < 1,
      Math.abs(price - 5_000) < 200,
      low <= best.climate.spread && best.climate.spread <= high,
    ]).toEqual([true, true, true, true]);
  });

  test('is the same for one seed', () => {
    const run = () => fitClimate([DAY], { seed: 4, tries: 3, seeds: 1, minutes: 5 });
    expect(run()).toEqual(run());
  });

  test('distance: nothing from itself, one where each moment is off by what is worth noticing', () => {
    const moments = momentsOf([DAY.facts]);
    const off = moments.map((value, i) => value + 1 / gaps([...moments.map((v, j) => (i === j ? v + 1 : v))], moments)[i]!);
    expect([distance(moments, moments), distance(off, moments).toFixed(6)]).toEqual([0, '1.000000']);
  });

  test('a day of few trades or minutes is refused, and says what is needed', () => {
    const short = new Recording('short', 0, 10 * 60e6);
    for (let n = 0; n < 1000; n++) short.trade(n * 1000, 100, 1, n % 2 === 0 ? 1 : -1);
    expect([dayOf(new Recording('empty', 0, 390 * 60e6)), dayOf(short)]).toEqual([
      'empty: 0 trades; a fit needs 1000 at least',
      'short: 10 minutes; a fit needs 60 at least',
    ]);
  });

  test.each([
    [1, 'one-tick'],
    [1.5, 'one-tick'],
    [1.6, 'few-ticks'],
    [15, 'many-ticks'],
  ])('a mean spread of %s ticks is bucket %s', (spreadTicks, bucket) => {
    expect(bucketOf({ ...DAY, facts: { ...DAY.facts, spreadTicks } })).toBe(bucket);
  });
});
