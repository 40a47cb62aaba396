import { steady } from '../../../../simulator/market/agents/weather';
import { BY_LENGTH, BY_SIZE, impactLaw } from '../../../../simulator/market/facts/impact';

const market = { symbol: 'ACME', reference: 10_000, weather: steady('calm') };
/** What takes minutes is a test of the long run only. */
const LONG = process.env['SLUICE_LONG'] === '1';

describe('the impact of a metaorder', () => {
  test('grows with its size, less than in proportion, and decays after its end', () => {
    const metaorders = [20, 80, 320].map(units => ({ units, minutes: 5 }));
    const { impacts, exponent } = impactLaw({ market, seeds: 3, first: 1, metaorders });
    const peaks = impacts.map(i => i.peak);
    const decayed = impacts.slice(1).map(i => i.after[1] < 0.6 * i.peak && i.after[0] < 0.8 * i.peak);
    expect([peaks[0]! < peaks[1]! && peaks[1]! < peaks[2]!, exponent > 0.35 && exponent < 0.75, decayed]).toEqual([
      true,
      true,
      [true, true],
    ]);
  });

  test('an order of nothing does nothing: both runs of a seed are the same', () => {
    const { impacts } = impactLaw({ market, seeds: 2, first: 1, metaorders: [{ units: 0, minutes: 2 }] });
    expect(impacts[0]!.path).toEqual(new Array(30).fill(0));
  });

  if (!LONG) return;

  test('over 200 seeds the exponent lies between 0.4 and 0.7, by size and by length, and half or more is gone in as long again', () => {
    const laws = [BY_SIZE, BY_LENGTH].map(metaorders => impactLaw({ market, seeds: 200, first: 1, metaorders }));
    const holds = laws.map(({ interval, impacts }) => [
      interval[0] > 0.4 && interval[1] < 0.7,
      impacts.every(i => i.after[0] < 0.6 * i.peak && i.after[1] < i.after[0]),
    ]);
    expect(holds).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});
