import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromText } from '../../../src/core/civil';
import { MarketCalendar } from '../../../src/core/reference/calendar';
import { referenceOf } from '../../../src/core/reference/reference';
import { curveOf, evenCurve, WHOLE } from '../../../src/core/schedule/curves/cumulative';
import { expectedVolume } from '../../../src/core/schedule/curves/expected-volume';
import { livePart } from '../../../src/core/schedule/curves/live-volume';
import { CURVE_DAYS, curveFor, type DayVolume, priorCurve } from '../../../src/core/schedule/curves/volume';
import { VolumeCount } from '../../../src/market-data/volume/collect';
import { dataFile, longTestOn } from '../../data-pack';

const folder = dataFile('us-equities-2024-1min');
const onData = longTestOn('us-equities-2024-1min');

/** New York's hours, holidays and half days of 2024 up to September (NYSE's published calendar). */
function newYork2024() {
  const from = dayFromText('2024-01-01')!;
  const special = ['01-01', '01-15', '02-19', '03-29', '05-27', '06-19', '07-04', '09-02'].map(d => ({
    day: dayFromText(`2024-${d}`)!,
    name: 'holiday',
  }));
  const open = (close: number) => ({ phase: 'continuous', start: 34_200, end: close, from }) as const;
  const calendar = new MarketCalendar({
    market: 'XNYS',
    zone: 'America/New_York',
    phases: [
      ['regular', open(57_600)],
      ['half', open(46_800)],
    ],
    special: [...special, { day: dayFromText('2024-07-03')!, name: 'before Independence Day', schedule: 'half' }],
  });
  return referenceOf({ calendars: new Map([['XNYS', calendar]]) });
}

/** Mean distance of two curves over the ends of their slots, as a part of the whole. */
const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, part, n) => sum + Math.abs(part - b[n]!), 0) / a.length / WHOLE;

/** The curve of a day as it is re-estimated at the start of each bin, from what was seen until then. */
function live(curve: readonly number[], expected: number, bins: readonly number[]): number[] {
  let seen = 0;
  return curve.map((by, n) => {
    const part = livePart({ expected, seen, due: n === 0 ? 0 : curve[n - 1]! }, by);
    seen += bins[n]!;
    return part;
  });
}

interface Errors {
  readonly flat: number;
  readonly prior: number;
  readonly median: number;
  readonly live: number;
  readonly days: number;
}

/** Each full day after the first twenty, predicted from days before it: mean error over days. */
function errorsOf(history: readonly DayVolume[]): Errors {
  const sums = { flat: 0, prior: 0, median: 0, live: 0, days: 0 };
  for (const day of history) {
    const curve = curveFor(day.day, day, history);
    if (curve.days < CURVE_DAYS) continue;
    const truth = curveOf(day.bins)!;
    const { volume } = expectedVolume(day.day, day, history, undefined)!;
    sums.days++;
    sums.flat += distance(evenCurve(truth.length), truth);
    sums.prior += distance(priorCurve(day), truth);
    sums.median += distance(curve.cumulative, truth);
    sums.live += distance(live(curve.cumulative, volume, day.bins), truth);
  }
  const { days } = sums;
  return { flat: sums.flat / days, prior: sums.prior / days, median: sums.median / days, live: sums.live / days, days };
}

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('curves of real days (needs the minute bars of 2024 under SLUICE_DATA)', () => {
  onData(
    'eleven stocks: mean error in per cent of the part done, each day by the twenty before it: flat, prior, median, and watched live',
    async () => {
      const count = { reference: newYork2024(), market: 'XNYS', binSeconds: 300 };
      const all: Errors[] = [];
      const half: string[] = [];
      for (const name of readdirSync(folder).sort()) {
        const volume = new VolumeCount(count);
        await volume.take(join(folder, name), name.slice(0, name.indexOf('_')));
        for (const [symbol, days] of volume.history()) {
          all.push(errorsOf(days));
          if (days.some(d => d.close === 46_800)) half.push(symbol);
        }
      }
      const days = all.reduce((sum, e) => sum + e.days, 0);
      const mean = (of: (e: Errors) => number): number => all.reduce((sum, e) => sum + of(e) * e.days, 0) / days;
      const errors = [mean(e => e.flat), mean(e => e.prior), mean(e => e.median), mean(e => e.live)];
      expect({
        days,
        half: half.length,
        errors: errors.map(e => Math.round(1000 * e) / 10),
        worse: all.filter(e => !(e.median < 0.75 * e.flat && e.live < e.median)),
      }).toEqual({ days: 1653, half: 10, errors: [13, 12, 6.4, 5.1], worse: [] });
    },
    120_000,
  );
});
