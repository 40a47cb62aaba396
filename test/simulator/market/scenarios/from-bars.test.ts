import { REGIMES } from '../../../../simulator/market/agents/regimes';
import { courseOfBars, type MinuteBar, scenarioOfBars } from '../../../../simulator/market/scenarios/from-bars';

const { calm } = REGIMES;
const NAMED = { name: 'day', about: 'a day', source: 'recorded', side: 'sell' } as const;

/** Minutes from `first` on that close at these prices; a high and a low `wide` beyond open and close. */
function minutes(first: number, closes: readonly number[], wide = 0, volume = 10): MinuteBar[] {
  return closes.map((close, n) => {
    const open = closes[n - 1] ?? close;
    return {
      after: 60 * (first + n),
      open,
      close,
      high: Math.max(open, close) + wide,
      low: Math.min(open, close) - wide,
      volume,
    };
  });
}

test('the value drifts where the bars went, minute by minute', () => {
  const drifts = courseOfBars(minutes(0, [1000, 990, 1001])).map(({ after, climate }) => [
    after,
    Math.round(climate.drift * 10) / 10,
  ]);
  expect(drifts).toEqual([
    [0, 0],
    [60, -100.5],
    [120, 110.5],
  ]);
});

test('a minute that only moves is as quiet as calm; what its range has beyond the move is noise, with wider and thinner quotes', () => {
  const [quiet] = courseOfBars(minutes(0, [1000]));
  const [rough] = courseOfBars(minutes(0, [1000], 2));
  // range 40 bps over 2 sqrt(ln 2) sqrt(60)
  const noise = 40 / (2 * Math.sqrt(Math.LN2)) / Math.sqrt(60);
  const times = Math.sqrt(noise / calm.volatility);
  expect([
    quiet!.climate,
    ...[
      rough!.climate.volatility / noise,
      rough!.climate.spread / (calm.spread * times),
      rough!.climate.size / (calm.size / times),
    ].map(ratio => Math.abs(ratio - 1) < 1e-3),
  ]).toEqual([calm, true, true, true]);
});

test('takers come as often as the volume is of the usual, within bounds; without volumes as usual', () => {
  const bars = minutes(0, [1, 1, 1, 1, 1]).map((bar, n) => ({ ...bar, volume: [10, 20, 10, 0, 1000][n]! }));
  const usual = courseOfBars(bars.map(bar => ({ ...bar, volume: 0 })));
  const [bar, least, most] = [courseOfBars(bars), calm.noiseEvery * 4, calm.noiseEvery / 4];
  expect([bar.map(b => b.climate.noiseEvery), usual.map(b => b.climate.noiseEvery)]).toEqual([
    [calm.noiseEvery * 2, calm.noiseEvery, calm.noiseEvery * 2, least, most],
    Array.from({ length: 5 }, () => calm.noiseEvery),
  ]);
});

test('a bar of one price and no volume makes a climate of numbers', () => {
  const bars = [{ after: 0, open: 1, high: 1, low: 1, close: 1, volume: 0 }];
  expect(
    courseOfBars(bars)
      .flatMap(b => Object.values(b.climate))
      .every(Number.isFinite),
  ).toBe(true);
});

test('a hole of minutes is a halt; one that lasts beyond the window keeps an order from being done', () => {
  const before = minutes(-2, [1000, 1000, 1000, 990]);
  const soon = scenarioOfBars(NAMED, [...before, ...minutes(6, [980, 980, 980, 980, 980])]);
  const late = scenarioOfBars(NAMED, [...before, ...minutes(40, [980])]);
  expect([soon.status, soon.completes, late.status, late.completes]).toEqual([
    [
      { after: 120, to: 'halted' },
      { after: 360, to: 'trading' },
    ],
    true,
    [
      { after: 120, to: 'halted' },
      { after: 2400, to: 'trading' },
    ],
    false,
  ]);
});

test('its reach is the range of the closes within the window', () => {
  const { reach } = scenarioOfBars(NAMED, minutes(-3, [500, 1000, 1000, 1000, 950, 1010]));
  expect(reach).toBeCloseTo(10_000 * Math.log(1010 / 950), 6);
});
