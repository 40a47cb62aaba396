import { dayFromText } from '../../../src/core/civil';
import { acrossSplit, CorporateActions } from '../../../src/core/reference/actions';
import { type CalendarSpec, MarketCalendar, type PhaseRow } from '../../../src/core/reference/calendar';
import { EffectiveDated } from '../../../src/core/reference/effective';
import { Halts } from '../../../src/core/reference/halts';
import { Tickers } from '../../../src/core/reference/tickers';
import { TickTable } from '../../../src/core/reference/ticks';

const day = (text: string): number => dayFromText(text)!;
const at = (text: string): number => Date.parse(text) * 1000;
const HOUR = 3600;

const phase = (name: PhaseRow['phase'], start: number, end: number, more: Partial<PhaseRow> = {}): PhaseRow => ({
  ...{ phase: name, start: start * HOUR, end: end * HOUR, from: day('2020-01-01') },
  ...more,
});
const SPEC: CalendarSpec = {
  market: 'XSIM',
  zone: 'America/New_York',
  phases: [
    ['regular', phase('continuous', 9.5, 15.75)],
    ['regular', phase('closing-auction', 15.75, 16, { until: day('2026-01-01'), lastEntry: 15.75 * HOUR })],
    [
      'regular',
      phase('closing-auction', 15.75, 16, { from: day('2026-01-01'), lastEntry: 15.9 * HOUR, lastCancel: 15.75 * HOUR }),
    ],
    ['half', phase('continuous', 9.5, 13)],
  ],
  special: [
    { day: day('2026-07-03'), name: 'Independence Day' },
    { day: day('2026-11-27'), name: 'After Thanksgiving', schedule: 'half' },
  ],
};

describe('what held as of a day', () => {
  const rows = new EffectiveDated([
    ['A', { from: 10, until: 20, is: 'one' }],
    ['A', { from: 25, is: 'three' }],
    ['A', { from: 20, until: 22, is: 'two' }],
  ]);

  test.each([
    [9, undefined],
    [10, 'one'],
    [19, 'one'],
    [20, 'two'],
    [22, undefined],
    [1000, 'three'],
  ])('day %i: %s', (on, expected) => expect(rows.asOf('A', on)?.is).toBe(expected));

  test.each([
    ['two rows on one day', [{ from: 0 }, { from: 5 }], "'A' has two rows on 1970-01-06"],
    ['an end before its beginning', [{ from: 5, until: 5 }], "'A' ends on 1970-01-06 and begins on 1970-01-06"],
  ])('%s', (_, list, said) => {
    expect(() => new EffectiveDated(list.map(row => ['A', row] as const))).toThrow(said);
  });
});

describe('a calendar', () => {
  const calendar = new MarketCalendar(SPEC);

  // the clocks of New York change on 2026-03-08
  test.each([
    ['2026-03-06T14:30:00Z', 'continuous'],
    ['2026-03-09T13:30:00Z', 'continuous'],
    ['2026-03-09T13:29:59.999Z', undefined],
    ['2026-03-09T19:59:59Z', 'closing-auction'],
    ['2026-03-09T20:00:00Z', undefined],
    ['2026-03-07T15:00:00Z', undefined],
    ['2026-07-03T15:00:00Z', undefined],
    ['2026-11-27T17:59:59Z', 'continuous'],
    ['2026-11-27T18:00:00Z', undefined],
    ['2019-12-31T15:00:00Z', undefined],
  ])('%s: %s', (when, expected) => expect(calendar.phaseAt(at(when))?.phase).toBe(expected));

  test('cut-offs are those of the day', () => {
    const cutoffs = ['2025-12-31', '2026-01-02'].map(text => {
      const auction = calendar.phasesOf(day(text)).find(p => p.phase === 'closing-auction')!;
      return [auction.lastEntry, auction.lastCancel];
    });
    expect(cutoffs).toEqual([
      [at('2025-12-31T20:45:00Z'), undefined],
      [at('2026-01-02T20:54:00Z'), at('2026-01-02T20:45:00Z')],
    ]);
  });

  test('trading time leaves out nights, weekends, holidays, and counts half days as they are', () => {
    const hours = (from: string, to: string): number => calendar.tradingTime(at(from), at(to)) / 3_600_000_000;
    expect([
      hours('2026-07-02T19:00:00Z', '2026-07-06T14:30:00Z'),
      hours('2026-11-26T00:00:00Z', '2026-11-28T00:00:00Z'),
      hours('2026-03-06T19:45:00Z', '2026-03-09T13:45:00Z'),
    ]).toEqual([0.75 + 1, 6.25 + 3.5, 1.25]);
  });

  test('the next open day, and days it knows nothing of', () => {
    expect([
      calendar.nextOpenDay(day('2026-07-02')),
      calendar.nextOpenDay(day('2000-01-01')),
      calendar.covers(day('2019-01-02')),
    ]).toEqual([day('2026-07-06'), undefined, false]);
  });

  test.each([
    [
      'phases that overlap',
      { phases: [...SPEC.phases, ['half', phase('post-close', 12, 14)]] },
      'half: continuous and post-close overlap',
    ],
    [
      'a phase that ends first',
      { phases: [['regular', phase('continuous', 12, 9)]], special: [] },
      'regular: continuous ends before it begins',
    ],
    [
      'an unknown schedule',
      { special: [{ day: 1, name: 'X', schedule: 'short' }] },
      "'X' names a schedule 'short' that XSIM does not have",
    ],
    ['an unknown zone', { zone: 'Mars/Olympus' }, 'Invalid time zone specified: Mars/Olympus'],
  ] as [string, Partial<CalendarSpec>, string][])('%s', (_, wrong, said) => {
    expect(() => new MarketCalendar({ ...SPEC, ...wrong })).toThrow(said);
  });
});

describe('a tick table', () => {
  const table = new TickTable(
    [
      { floor: '1', tick: '0.01' },
      { floor: '0', tick: '0.0001' },
      { floor: '50', tick: '0.05' },
    ],
    4,
  );

  test.each([
    [1, 1],
    [9_999, 1],
    [10_000, 100],
    [499_999, 100],
    [500_000, 500],
  ])('at %i: %i', (price, tick) => expect(table.at(price)).toBe(tick));

  test.each([
    ['no band for low prices', [{ floor: '1', tick: '1' }], 'no band begins at 0: prices below the first have no tick'],
    ['a tick of zero', [{ floor: '0', tick: '0' }], 'a tick must be above zero'],
    [
      'two bands at a price',
      [
        { floor: '0', tick: '1' },
        { floor: '0.0', tick: '2' },
      ],
      'two bands begin at one price',
    ],
    ['a tick too fine', [{ floor: '0', tick: '0.00001' }], "tick '0.00001' is not a number with at most 4 decimals"],
  ])('%s', (_, bands, said) => expect(() => new TickTable(bands, 4)).toThrow(said));
});

describe('corporate actions', () => {
  const actions = new CorporateActions([
    ['A', { kind: 'split', exDay: 20, new: 1, old: 10 }],
    ['A', { kind: 'split', exDay: 10, new: 7, old: 1 }],
    ['A', { kind: 'dividend', exDay: 15, amount: '0.5', currency: 'USD' }],
  ]);

  test.each([
    [0, 9, 1n, 1n],
    [0, 10, 7n, 1n],
    [10, 19, 1n, 1n],
    [9, 20, 7n, 10n],
  ])('shares of day %i are on day %i: %i for %i', (from, to, num, den) => {
    expect(actions.splitRatio('A', from, to)).toEqual({ num, den });
  });

  test('what is known between two days', () => {
    expect(actions.between('A', 10, 19).map(a => a.kind)).toEqual(['dividend']);
  });

  test('a quantity that does not come out even is not guessed', () => {
    const ratio = { num: 7n, den: 10n };
    expect([acrossSplit(100, ratio), acrossSplit(101, ratio)]).toEqual([70, undefined]);
  });
});

test('a ticker is its owner of the day', () => {
  const tickers = new Tickers([
    { ticker: 'WM', security: 'BANK', from: 0, until: 100 },
    { ticker: 'WMI', security: 'WASTE', from: 0, until: 150 },
    { ticker: 'WM', security: 'WASTE', from: 150 },
  ]);
  expect([50, 120, 150].map(on => [tickers.securityOf('WM', on), tickers.tickerOf('WASTE', on)])).toEqual([
    ['BANK', 'WMI'],
    [undefined, 'WMI'],
    ['WASTE', 'WM'],
  ]);
});

test('a halt is of its symbol, or of all', () => {
  const halts = new Halts([
    { symbol: 'A', start: 10, end: 20, reason: 'news' },
    { symbol: '*', start: 30, end: 40, reason: 'all' },
  ]);
  const found = [
    halts.at('A', 10),
    halts.at('A', 20),
    halts.at('B', 15),
    halts.at('B', 39),
    halts.within('A', 0, 10),
    halts.within('A', 19, 25),
  ];
  expect(found.map(h => h?.reason)).toEqual(['news', undefined, undefined, 'all', undefined, 'news']);
});
