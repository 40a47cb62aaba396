import { REGIME_NAMES, REGIMES, type RegimeName } from '../../../../simulator/market/agents/regimes';
import { steady } from '../../../../simulator/market/agents/weather';
import { type Facts, factsOf } from '../../../../simulator/market/facts/facts';
import { recordAgents } from '../../../../simulator/market/facts/stage';

/** A quarter of an hour of each regime, on one seed. */
const QUARTER = Object.fromEntries(
  REGIME_NAMES.map(name => {
    const options = { symbol: 'ACME', seed: 3, reference: 10_000, start: 0, weather: steady(name) };
    const recording = recordAgents(name, options, 15);
    const mids = recording.mids(60_000_000);
    return [name, { facts: factsOf(recording), moved: (mids.at(-1)! / mids[0]! - 1) * 10_000 }];
  }),
) as Record<RegimeName, { facts: Facts; moved: number }>;

describe('regimes', () => {
  test.each<[string, (of: typeof QUARTER) => boolean]>([
    ['volatile moves at least twice as much as calm', h => h.volatile.facts.volatilityBps > 2 * h.calm.facts.volatilityBps],
    ['trending goes up by about its drift', h => h.trending.moved > 5 && h.trending.moved < 80],
    ['crash falls far', h => h.crash.moved < -100],
    [
      'crash has a wide spread and little depth',
      h => h.crash.facts.spreadTicks > 6 && h.crash.facts.depthLots < h.calm.facts.depthLots / 2,
    ],
    ['thin trades seldom, at a wide spread', h => h.thin.facts.tradesPerMinute < 25 && h.thin.facts.spreadTicks > 5],
    [
      'auction trades most, with the most depth',
      h =>
        h.auction.facts.tradesPerMinute > 2 * h.calm.facts.tradesPerMinute &&
        h.auction.facts.depthLots > 1.5 * h.calm.facts.depthLots,
    ],
  ])('%s', (_what, holds) => {
    expect(holds(QUARTER)).toBe(true);
  });

  test('every regime says all of a climate', () => {
    const keys = Object.keys(REGIMES.calm).sort();
    expect(REGIME_NAMES.map(name => Object.keys(REGIMES[name]).sort())).toEqual(REGIME_NAMES.map(() => keys));
  });
});
