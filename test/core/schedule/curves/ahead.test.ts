import { dayFromText } from '../../../../src/core/civil';
import { CorporateActions } from '../../../../src/core/reference/actions';
import { Tickers } from '../../../../src/core/reference/tickers';
import { BIN_SECONDS, MOST_DAYS, sessionsAhead } from '../../../../src/core/schedule/curves/ahead';
import { WHOLE } from '../../../../src/core/schedule/curves/cumulative';
import { inSharesOf } from '../../../../src/core/schedule/curves/same-shares';
import type { DayVolume } from '../../../../src/core/schedule/curves/volume';
import { newYork, utc } from './calendar';

const day = (text: string): number => dayFromText(text)!;
const OPEN = 34_200;
const CLOSE = 57_600;
/** A day in two bins, half of it in each unless told otherwise. */
const on = (text: string, bins: readonly number[] = [500, 500], more: Partial<DayVolume> = {}): DayVolume => ({
  ...{ day: day(text), open: OPEN, close: CLOSE, binSeconds: 11_700, bins },
  ...more,
});
const known = { symbol: 'ACME', calendar: newYork(), history: [], adv: undefined };

test('over a holiday and a half day: hours, what each session is expected to be like, and its auction', () => {
  const history = [
    on('2025-11-28', [90, 30], { close: 46_800, binSeconds: 11_700, closing: 7 }),
    on('2026-11-23', [100, 300], { closing: 50 }),
    on('2026-11-24', [300, 500], { closing: 70 }),
    on('2026-11-25', [1e9, 0], { closing: 1e9 }),
  ];
  const told = sessionsAhead({ ...known, history }, utc('2026-11-25T15:00'), utc('2026-11-30T00:00'));
  const { curve: full } = told.sessions[0]!;
  // one like day and the prior, one to nineteen: a quarter and 0.375 of its two days are 0.3125 at the half, the prior's half is 0.5
  expect([told, full]).toEqual([
    {
      ...{ type: 'SessionsAhead', symbol: 'ACME', day: day('2026-11-25'), until: utc('2026-11-30T00:00') },
      sessions: [
        {
          ...{ day: day('2026-11-25'), start: utc('2026-11-25T14:30'), end: utc('2026-11-25T21:00'), binSeconds: 11_700 },
          ...{ curve: full, label: 'prior 2/20', volume: 600, volumeLabel: 'mean of 2 days' },
          auction: {
            start: utc('2026-11-25T21:00'),
            lastEntry: utc('2026-11-25T21:00'),
            end: utc('2026-11-25T21:05'),
            volume: 60,
          },
        },
        {
          ...{ day: day('2026-11-27'), start: utc('2026-11-27T14:30'), end: utc('2026-11-27T18:00'), binSeconds: 11_700 },
          ...{ curve: expect.any(Array), label: 'prior 1/20', volume: 120, volumeLabel: 'mean of 1 day' },
          auction: {
            start: utc('2026-11-27T18:00'),
            lastEntry: utc('2026-11-27T18:00'),
            end: utc('2026-11-27T18:05'),
            volume: 7,
          },
        },
      ],
    },
    [(2 * 0.3125 + 18 * 0.5) / 20, 1].map(part => part * WHOLE),
  ]);
});

test('nothing known but the hours: the prior, the adv of the instrument', () => {
  const [first] = sessionsAhead({ ...known, adv: 1000 }, utc('2026-11-23T15:00'), utc('2026-11-23T16:00')).sessions;
  expect(first).toMatchObject({
    label: 'prior 0/20',
    binSeconds: BIN_SECONDS,
    volume: 1000,
    volumeLabel: 'adv of the instrument',
  });
});

test('a session is told until its auction is over', () => {
  const days = (time: string): number[] =>
    sessionsAhead(known, utc(`2026-11-23T${time}`), utc('2026-11-24T23:00')).sessions.map(s => s.day - day('2026-11-23'));
  expect([days('10:00'), days('21:04'), days('21:05')]).toEqual([[0, 1], [0, 1], [1]]);
});

test('it looks no further ahead than it may, however far a window goes', () => {
  const { sessions } = sessionsAhead(known, utc('2026-06-01T15:00'), utc('2099-01-01T00:00'));
  expect(sessions.at(-1)!.day - day('2026-06-01')).toBeLessThan(MOST_DAYS);
});

describe('past days in shares of today', () => {
  const actions = new CorporateActions([
    ['SEC', { kind: 'split', exDay: day('2026-03-03'), new: 4, old: 1 }],
    ['SEC', { kind: 'split', exDay: day('2026-03-05'), new: 1, old: 8 }],
    ['OTHER', { kind: 'split', exDay: day('2026-03-03'), new: 100, old: 1 }],
  ]);
  const tickers = new Tickers([
    { ticker: 'ACME', security: 'OTHER', from: day('2020-01-01'), until: day('2026-03-01') },
    { ticker: 'ACME', security: 'SEC', from: day('2026-03-01') },
  ]);
  const history = [on('2026-02-27'), on('2026-03-02', [10, 20], { closing: 5 }), on('2026-03-03', [40, 80]), on('2026-03-04')];

  test('splits since then count, later ones do not; the days of another company with the ticker are left out', () => {
    expect([
      inSharesOf(day('2026-03-04'), 'ACME', history, { tickers, actions }),
      inSharesOf(day('2026-03-05'), 'ACME', history, { tickers, actions }),
    ]).toEqual([
      [on('2026-03-02', [40, 80], { closing: 20 }), on('2026-03-03', [40, 80])],
      [on('2026-03-02', [5, 10], { closing: 2.5 }), on('2026-03-03', [5, 10]), on('2026-03-04', [62.5, 62.5])],
    ]);
  });

  test('without tickers an action of that name is its own', () => {
    const own = new CorporateActions([['ACME', { kind: 'split', exDay: day('2026-03-03'), new: 2, old: 1 }]]);
    const none = { tickers: new Tickers([]), actions: own };
    expect(inSharesOf(day('2026-03-03'), 'ACME', history, none).map(d => d.bins[0])).toEqual([1000, 20]);
  });
});
