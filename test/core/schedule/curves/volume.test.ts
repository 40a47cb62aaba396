import fc from 'fast-check';
import { mistakeIn, partOf, WHOLE } from '../../../../src/core/schedule/curves/cumulative';
import { expectedClosing, expectedVolume } from '../../../../src/core/schedule/curves/expected-volume';
import {
  type Bins,
  curveFor,
  type DayVolume,
  doneBy,
  priorCurve,
  type SessionVolume,
  slotVolumes,
  windowCurve,
} from '../../../../src/core/schedule/curves/volume';

/** A day of four bins of an hour; a half day has two. */
const FULL: Bins = { open: 36_000, close: 50_400, binSeconds: 3600 };
const HALF: Bins = { ...FULL, close: 43_200 };
const on = (day: number, bins: readonly number[], hours = FULL): DayVolume => ({ ...hours, day, bins });
/** Days before `day`, each with these bins. */
const days = (count: number, day: number, bins: readonly number[]): DayVolume[] =>
  Array.from({ length: count }, (_, n) => on(day - 1 - n, bins));
const parts = (cumulative: readonly number[]): number[] => cumulative.map((_, n) => partOf(cumulative, n) / WHOLE);

describe('the curve of a day', () => {
  test('twenty days: the median of the parts done, which an odd day does not move', () => {
    const history = [...days(19, 99, [40, 10, 10, 40]), on(99, [0, 0, 0, 1e9])];
    const { cumulative, ...curve } = curveFor(100, FULL, history);
    expect([curve, parts(cumulative)]).toEqual([
      { day: 100, ...FULL, days: 20, label: 'median of 20 days' },
      [0.4, 0.1, 0.1, 0.4],
    ]);
  });

  test('the day itself, later days and all but the last twenty are not looked at', () => {
    const near = days(20, 100, [1, 1, 1, 1]);
    const other = [...days(30, 80, [9, 0, 0, 0]), on(100, [9, 0, 0, 0]), on(101, [9, 0, 0, 0])];
    expect(curveFor(100, FULL, [...other, ...near])).toEqual(curveFor(100, FULL, near));
  });

  test('fewer days are filled up with the prior, and say so', () => {
    const flat = [0.25, 0.5, 0.75, 1].map(part => part * WHOLE);
    const prior = priorCurve(FULL);
    const { cumulative, label } = curveFor(100, FULL, days(5, 100, [1, 1, 1, 1]));
    expect([label, cumulative]).toEqual(['prior 5/20', flat.map((part, n) => Math.round((5 * part + 15 * prior[n]!) / 20))]);
  });

  test('a half day is like half days only; without one it is the prior, pressed into its hours', () => {
    const full = days(20, 100, [1, 1, 1, 1]);
    const some = curveFor(100, HALF, [...full, on(60, [3, 1], HALF)]);
    expect([curveFor(100, HALF, full), some.label, some.cumulative[0]]).toEqual([
      { day: 100, ...HALF, cumulative: [WHOLE / 2, WHOLE], days: 0, label: 'prior 0/20' },
      'prior 1/20',
      (0.75 * WHOLE + 19 * 0.5 * WHOLE) / 20,
    ]);
  });

  test('bins of another length, and days on which nothing traded, are passed over', () => {
    const fine = { ...FULL, binSeconds: 1800 };
    const history = [on(99, [1, 2, 3, 4, 5, 6, 7, 8], fine), on(98, [0, 0, 0, 0])];
    expect(curveFor(100, FULL, history).days).toBe(0);
  });

  test('a stock that trades in each bin every third day has no empty bins: medians are of what is done, not of each bin', () => {
    const history = Array.from({ length: 20 }, (_, n) =>
      on(
        99 - n,
        [3, 1, 1, 1].map((v, bin) => ((n + bin) % 3 === 0 ? v : 0.1)),
      ),
    );
    expect(Math.min(...parts(curveFor(100, FULL, history).cumulative))).toBeGreaterThan(0);
  });

  test('every history gives a curve', () => {
    const bins = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(bins, { maxLength: 40 }), list => {
        const history = list.map((b, n) => on(n, b));
        return mistakeIn(curveFor(100, FULL, history).cumulative) === undefined;
      }),
    );
  });

  test('the prior is a U that is its own mirror image, its ends three times as busy as its middle', () => {
    const prior = parts(priorCurve({ open: 0, close: 23_400, binSeconds: 60 }));
    expect([prior.length, prior[0]! / prior[195]!, prior.every((p, n) => Math.abs(p - prior[389 - n]!) < 3e-9)]).toEqual([
      390,
      expect.closeTo(3, 1),
      true,
    ]);
  });
});

describe('a window', () => {
  const HOUR = 3600e6;
  const session: SessionVolume = {
    start: 10 * HOUR,
    end: 13.5 * HOUR,
    curve: [0.4, 0.5, 0.6, 1].map(p => p * WHOLE),
    binSeconds: 3600,
  };

  test('what is done by a moment: nothing before the open, evenly inside a bin, all at the close; the last bin may be short', () => {
    expect([9, 10, 10.5, 11, 12.25, 13, 13.25, 13.5, 20].map(h => doneBy(session, h * HOUR))).toEqual(
      [0, 0, 0.2, 0.4, 0.525, 0.6, 0.8, 1, 1].map(p => expect.closeTo(p, 12)),
    );
  });

  test('a window inside a session has the part of the curve that is in it', () => {
    const edges = [10.5, 11, 12, 13].map(h => h * HOUR);
    expect(windowCurve(edges, [session])).toEqual([WHOLE / 2, 0.75 * WHOLE, WHOLE]);
  });

  test('over a night: the evening has its part, the night none, and a day that is expected to be twice as busy counts twice', () => {
    const next = { ...session, start: session.start + 24 * HOUR, end: session.end + 24 * HOUR };
    const edges = [13, 13.5, 34, 34.5, 35].map(h => h * HOUR);
    expect([
      slotVolumes(edges, [session, next]),
      slotVolumes(edges, [
        { ...session, volume: 100 },
        { ...next, volume: 200 },
      ]),
    ]).toEqual([[0.4, 0, 0.2, 0.2].map(p => expect.closeTo(p, 12)), [40, 0, 40, 40].map(p => expect.closeTo(p, 9))]);
  });

  test('a window outside of all sessions, or without any, has no curve', () => {
    const night = [14, 15, 16].map(h => h * HOUR);
    expect([windowCurve(night, [session]), windowCurve(night, [])]).toEqual([undefined, undefined]);
  });

  test('slots of any cut add up: what is expected in two halves is what is expected in the whole', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 24 * HOUR }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(moments, list => {
        const [a, b, c] = list.sort((x, y) => x - y) as [number, number, number];
        const [left, right] = slotVolumes([a, b, c], [session]) as [number, number];
        return Math.abs(left + right - slotVolumes([a, c], [session])[0]!) < 1e-12;
      }),
    );
  });
});

describe('the volume of a day', () => {
  test('the mean of the like days before it, else the adv of the instrument, else nobody knows', () => {
    const history = [on(97, [1, 1, 1, 1]), on(98, [2, 2, 2, 2]), on(99, [9, 9], HALF), on(100, [1e6, 0, 0, 0])];
    expect([
      expectedVolume(100, FULL, history, 50),
      expectedVolume(98, FULL, history, 50),
      expectedVolume(97, FULL, history, 50),
      expectedVolume(97, FULL, history, undefined),
      expectedVolume(97, FULL, history, 0),
    ]).toEqual([
      { volume: 6, label: 'mean of 2 days' },
      { volume: 4, label: 'mean of 1 day' },
      { volume: 50, label: 'adv of the instrument' },
      undefined,
      undefined,
    ]);
  });

  test('the closing auction: the median of the like days that say what it printed', () => {
    const closing = (day: number, print: number): DayVolume => ({ ...on(day, [1, 1, 1, 1]), closing: print });
    const history = [closing(96, 10), closing(97, 50), on(98, [1, 1, 1, 1]), closing(99, 20), closing(100, 1e9)];
    expect([expectedClosing(100, FULL, history), expectedClosing(98, FULL, history), expectedClosing(96, FULL, history)]).toEqual(
      [20, 30, undefined],
    );
  });
});
