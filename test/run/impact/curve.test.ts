import { join } from 'node:path';
import { Recording } from '../../../simulator/market/facts/recording';
import { readDay } from '../../../src/run/describe/describe';
import { type ImpactCurve, impactCurve } from '../../../src/run/impact/curve';
import { curvePage } from '../../../src/run/impact/curve-page';
import { dataFile, testOn } from '../../data-pack';

const SECOND = 1_000_000;

describe('the immediate impact of trades', () => {
  test('is the move from the mid before a trade, not that of its own time, to the one after, with the trade above 0', () => {
    const day = new Recording('A <day>', 0, 100 * SECOND);
    day.trade(0, 100, 10, 1); // before any quote: left out
    day.quote(SECOND, 99, 101, 100, 200);
    day.trade(5 * SECOND, 101, 200, 1); // takes the whole ask
    day.quote(5 * SECOND, 99, 103, 100, 50);
    day.quote(6 * SECOND, 100, 104, 100, 50); // one second later exactly: seen
    day.trade(50 * SECOND, 100, 25, -1);
    day.quote(51 * SECOND, 98, 102, 100, 50);
    const { points, ...counts } = impactCurve(day, 1);
    expect([counts, points.map(p => [p.seconds, p.bucket, p.trades, p.ratio, Number(p.mean.toFixed(4))])]).toEqual([
      { name: 'A <day>', trades: 2, leftOut: 1 },
      [
        [1, '0.25 to 0.5', 1, 0.25, 196.0784],
        [1, '1 to 2', 1, 1, 200],
        [10, '0.25 to 0.5', 1, 0.25, 196.0784],
        [10, '1 to 2', 1, 1, 200],
        [60, '1 to 2', 1, 1, 0],
      ],
    ]);
  });
  test('the page loads nothing, has a plot, and keeps what a name could smuggle in', () => {
    const page = curvePage([impactCurve(new Recording('<script>', 0, 1), 1)]);
    expect([page.includes('<script'), page.includes('nothing to show'), /src=|href="http/.test(page)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

const folder = dataFile();
const onData = testOn('lobster');

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('on real days (needs LOBSTER and tick files under SLUICE_DATA)', () => {
  const pointsAt = ({ points }: ImpactCurve, seconds: number) => points.filter(p => p.seconds === seconds);
  onData.each([
    ['lobster/AAPL_2012-06-21_34200000_57600000_message_1.csv.gz', 24_861],
    ['us-equities-algoseek/ticks/BAC_20131008_quote_ticks.csv.gz', 36_810],
  ])(
    '%s: prices move with trades, surely at 1 s and 10 s in every bucket, more for the whole touch than for a tenth',
    async (name, trades) => {
      const curve = impactCurve(await readDay(join(folder, name)), 1);
      const [soon, later] = [pointsAt(curve, 1), pointsAt(curve, 10)];
      const whole = soon.find(p => p.bucket === '1 to 2')!;
      const tenth = soon.find(p => p.bucket === '0 to 0.1')!;
      expect([curve.trades, soon.length, [...soon, ...later].every(p => p.low > 0), whole.low > tenth.high]).toEqual([
        trades,
        6,
        true,
        true,
      ]);
    },
  );
});
