import { Draws } from '../../../simulator/market/draws';
import { AsOfClock, AsOfSeries } from '../../../src/core/as-of/as-of';
import { type Bins, curveFor, type DayVolume } from '../../../src/core/schedule/curves/volume';
import { DEFAULT_REGIMES, readRegimes } from '../../../src/run/forecast/regimes-file';
import { curveColumn, curveSubject, madeUpDays } from '../../../src/run/guards/curve-subject';
import { ALL_FEATURES, eventMarket, streamSubject } from '../../../src/run/guards/feature-subject';
import { type Column, type LookedAhead, lookAhead, type Subject } from '../../../src/validation/guards/look-ahead';
import { filteredStates, likeliestStates, madeUpBars, type ObservedBar } from './regimes';

const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);
const { hmm } = readRegimes(DEFAULT_REGIMES);
const BARS = 120;

/** Features that change with nearly every row: a leak of one that hardly ever moves needs more cuts to be seen. */
const LIVELY = ALL_FEATURES.filter(name => !['newsUrgency', 'sinceNews', 'sinceHalt'].includes(name));

/** Values of rows further on, under the name of those as of each row. */
const shifted = ({ name, asOf, values }: Column, rows: number): Column => ({
  name,
  asOf,
  values: Array.from(values, (_, k) => values[k + rows] ?? Number.NaN),
});

/** Less the mean of all rows, over their standard deviation: of those that come later too. */
function normalised({ name, asOf, values }: Column): Column {
  const known = Array.from(values).filter(v => !Number.isNaN(v));
  const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
  const sd = Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length);
  return { name, asOf, values: Array.from(values, v => (v - mean) / sd) };
}

/** The features of the product with two leaks in them: which ones is the seed's choice. */
function features(seed: number) {
  const draws = new Draws(seed, 7);
  draws.decide(0);
  const [early, scaled] = [LIVELY[draws.below(LIVELY.length)]!, LIVELY[draws.below(LIVELY.length)]!];
  const rows = 1 + draws.below(5);
  const subject = streamSubject(eventMarket(seed, 4), ALL_FEATURES, []);
  const compute = async (market: Parameters<typeof subject.compute>[0]): Promise<Column[]> =>
    (await subject.compute(market)).map(column =>
      column.name === early ? shifted(column, rows) : column.name === scaled ? normalised(column) : column,
    );
  return { planted: [...new Set([early, scaled])], subject: { ...subject, compute } };
}

/** Regimes of a chain of bars: filtered forwards, and with the likeliest way through all of them. */
const regimes = (seed: number, smoothed: boolean): Subject<readonly ObservedBar[]> => ({
  market: madeUpBars(hmm, { seed, from: 0, to: BARS }),
  noiseAfter: (bars, cut, other) => {
    const kept = bars.filter(b => b.end <= cut);
    return [...kept, ...madeUpBars(hmm, { seed: other + 1000, from: kept.length, to: BARS, state: other % 3 })];
  },
  compute: bars => [...filteredStates(hmm, bars), ...(smoothed ? [likeliestStates(hmm, bars)] : [])],
});

const HOURS: Bins = { open: 34_200, close: 57_600, binSeconds: 1800 };
/** A curve for a day out of the days up to and with it: it knows what the day is to trade. */
const todays = (days: readonly DayVolume[]): Subject<readonly DayVolume[]> => ({
  ...curveSubject(days),
  compute: market => [curveColumn(market, (day, history) => curveFor(day + 1, HOURS, history).cumulative)],
});

const names = ({ findings }: LookedAhead): string[] => findings.map(f => f.name).sort();

test.each(SEEDS)('seed %i: leaks into features are found by their names, and twenty clean ones are not named', async seed => {
  const { planted, subject } = features(seed);
  const found = await lookAhead(subject, { cuts: 3, seed });
  expect([names(found), found.names.length, found.still]).toEqual([planted.sort(), ALL_FEATURES.length, []]);
});

test('over twenty seeds a Viterbi regime and a curve of today are found, the filter and the curve of the past are clean', async () => {
  const of = async (seed: number) => {
    const days = madeUpDays(seed, 20_000, 30);
    // the likeliest way differs from the filter in a bar of thirty or so: only cuts near those tell
    const options = { cuts: 80, seed };
    const few = { cuts: 4, seed };
    return [
      names(await lookAhead(regimes(seed, true), options)),
      names(await lookAhead(regimes(seed, false), options)),
      names(await lookAhead(todays(days), few)),
      names(await lookAhead(curveSubject(days), few)),
    ];
  };
  const found = [];
  for (const seed of SEEDS) found.push(await of(seed));
  expect(found).toEqual(SEEDS.map(() => [['regimeViterbi'], [], ['volume curve'], []]));
});

test('labels read up to their horizon and no further: one that reads a second more is named', async () => {
  const horizons = [10, 11].map(horizon => ({ name: 'drift', horizon }) as const);
  const subject = streamSubject(eventMarket(3, 7), [], horizons);
  const early = {
    ...subject,
    compute: async (market: Parameters<typeof subject.compute>[0]) => {
      const [short, long] = await subject.compute(market);
      return [short!, { ...long!, asOf: Array.from(long!.asOf, at => at - 1_000_000) }];
    },
  };
  const options = { cuts: 6, seed: 5 };
  expect([names(await lookAhead(subject, options)), names(await lookAhead(early, options))]).toEqual([[], ['label drift 11s']]);
});

test('a finding says where, what it was and is, and by how much it reads ahead', async () => {
  const values = Array.from({ length: 100 }, (_, n) => n);
  const asOf = values.map(n => n * 1_000_000);
  const subject: Subject<readonly number[]> = {
    market: values,
    noiseAfter: (market, cut, seed) => market.map((v, n) => (asOf[n]! <= cut ? v : -v - seed)),
    compute: market => [
      { name: 'past', asOf, values: market },
      { name: 'ahead', asOf, values: market.map((_, n) => market[n + 4] ?? 0) },
      { name: 'constant', asOf, values: market.map(() => 1) },
    ],
  };
  const { findings, compared, still } = await lookAhead(subject, { cuts: 1, seed: 1 });
  expect({ findings, compared, still }).toEqual({
    findings: [
      {
        guard: 'look-ahead',
        name: 'ahead',
        at: 25_000_000,
        why: 'as of 1970-01-01 00:00:25.000000 it was 29, and is -30 once everything after 1970-01-01 00:00:28.000000 is something else: it reads more than 3 s ahead (seen at 1 cut)',
      },
    ],
    compared: 87,
    still: ['constant'],
  });
});

test('a series that throws for what is not known yet is a finding, any other mistake is thrown', async () => {
  const clock = new AsOfClock();
  const values = Float64Array.of(1, 2);
  const base = { market: 0, noiseAfter: () => 1 };
  const read = (): Column[] => {
    clock.now = 1_000_000;
    const mid = new AsOfSeries('mid', clock, { known: Float64Array.of(1_000_000, 3_000_000), values });
    return [{ name: 'next', asOf: [0], values: [mid.value(1)] }];
  };
  const { findings } = await lookAhead({ ...base, compute: read }, { cuts: 1, seed: 1 });
  expect(findings).toEqual([
    {
      guard: 'look-ahead',
      name: 'mid',
      at: 1_000_000,
      why: "'mid' was read 2 s ahead: it is known at 3000000 us, and the clock stands at 1000000 us",
    },
  ]);
  const twins = () => [1, 2].map(() => ({ name: 'x', asOf: [0], values }));
  await expect(lookAhead({ ...base, compute: twins }, { cuts: 1, seed: 1 })).rejects.toThrow("two columns are called 'x'");
});

test('noise that changes nothing tests nothing; a kind of value that only another future has is seen where it is too early', async () => {
  const column = (name: string, seconds: readonly number[]): Column => ({
    name,
    asOf: seconds.map(s => s * 1_000_000),
    values: seconds,
  });
  const own = [column('bar', [1, 2, 3, 4, 5])];
  const idle = await lookAhead({ market: own, noiseAfter: market => market, compute: market => market }, { cuts: 2, seed: 1 });
  const early = await lookAhead(
    { market: own, noiseAfter: () => [...own, column('halt', [0.5])], compute: market => market },
    { cuts: 2, seed: 1 },
  );
  expect([idle.cuts, idle.compared, idle.still, names(early), early.names]).toEqual([0, 0, ['bar'], ['halt'], ['bar', 'halt']]);
});

test('what is not the same twice on one market is told by that, and rows that only the other future has are seen', async () => {
  let n = 0;
  const base = { market: 0, noiseAfter: (_market: number, cut: number) => cut };
  const asOf = [1, 2, 3, 4, 5].map(s => s * 1_000_000);
  const unsteady = await lookAhead(
    { ...base, compute: () => [{ name: 'drawn', asOf, values: asOf.map(() => n++) }] },
    { cuts: 2, seed: 1 },
  );
  const rows = await lookAhead(
    {
      ...base,
      // the row at 2.5 s is there in the other future alone
      compute: market => {
        const own = market === 0 ? asOf : [1, 2, 2.5, 3, 4, 5].map(s => s * 1_000_000);
        return [{ name: 'rows', asOf: own, values: own.map(() => 1) }];
      },
    },
    { cuts: 2, seed: 1 },
  );
  expect([unsteady.findings.map(f => f.why), names(rows)]).toEqual([
    ['computed twice on one market it is not the same: nothing can be told of what it reads'],
    ['rows'],
  ]);
});
