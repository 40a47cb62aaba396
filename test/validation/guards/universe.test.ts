import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Draws } from '../../../simulator/market/draws';
import { type Day, dayFromText } from '../../../src/core/civil';
import { rowsOf } from '../../../src/core/csv';
import type { TickerRow } from '../../../src/core/reference/tickers';
import { readReference } from '../../../src/market-data/reference/folder';
import { gateOfGuard } from '../../../src/validation/guards/finding';
import { guardUniverse, type StudiedSymbol, Universe } from '../../../src/validation/guards/universe';
import { dataFile, testOn } from '../../data-pack';

const day = (text: string): Day => dayFromText(text)!;
const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);
const [FROM, TO] = [day('2020-01-02'), day('2021-12-31')];
const span = (from: Day, to: Day): Day[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** A made-up panel of a hundred symbols, of which a third vanish on the way. */
function panel(seed: number): TickerRow[] {
  const draws = new Draws(seed, 0);
  return Array.from({ length: 100 }, (_, n): TickerRow => {
    draws.decide(n);
    const row = { ticker: `T${n}`, security: `T${n}`, from: FROM };
    return draws.uniform() < 0.33 ? { ...row, until: FROM + 100 + draws.below(500) } : row;
  });
}

const studied = ({ ticker, from, until }: TickerRow): StudiedSymbol => ({
  ticker,
  days: [from, Math.min(TO, (until ?? TO + 1) - 1)],
});
const namesIn = (rows: readonly TickerRow[], study: readonly StudiedSymbol[]): string[] =>
  guardUniverse(new Universe(rows), study).findings.map(f => f.name);

test('over twenty seeds: a list of survivors only is found, one as of the first day is clean', () => {
  const found = SEEDS.map(seed => {
    const rows = panel(seed);
    const asOf = rows.filter((_, n) => (n + seed) % 2 === 0);
    return [namesIn(rows, rows.filter(r => r.until === undefined).map(studied)), namesIn(rows, asOf.map(studied))];
  });
  expect(found).toEqual(SEEDS.map(() => [['survivors only'], []]));
});

test('a few of those that vanished do not hide that most were left out', () => {
  const rows = panel(2);
  const [gone, stayed] = [rows.filter(r => r.until !== undefined), rows.filter(r => r.until === undefined)];
  expect(namesIn(rows, [...stayed, ...gone.slice(0, 2)].map(studied))).toEqual(['mostly survivors']);
});

test('the verdict says who is missing and how likely that is; a few symbols cannot tell', () => {
  const rows = panel(1);
  const survivors = rows.filter(r => r.until === undefined).map(studied);
  const of = (study: readonly StudiedSymbol[]) => {
    const { verdict, why } = gateOfGuard(guardUniverse(new Universe(rows), study));
    return [verdict, why];
  };
  expect([of(survivors.slice(0, 30)), of(survivors.slice(0, 3)), of([])]).toEqual([
    [
      'fail',
      expect.stringMatching(
        /^survivors only: \d+ of the 100 symbols of 2020-01-02 are gone by 2021-12-31, and 0 of the 30 studied: by chance that is 1 in \d+; missing: T\d+, /,
      ),
    ],
    ['inconclusive', expect.stringContaining('and none of the 3 studied, which are too few to tell')],
    ['inconclusive', 'there was nothing to look at'],
  ]);
});

test('who was there on a day is told by that day, not by what became of them; a change of ticker is no end', () => {
  const universe = new Universe([
    { ticker: 'OLD', security: 'one', from: FROM, until: FROM + 10 },
    { ticker: 'NEW', security: 'one', from: FROM + 10 },
    { ticker: 'GONE', security: 'two', from: FROM, until: FROM + 5 },
    { ticker: 'LATE', security: 'three', from: FROM + 7 },
  ]);
  const at = (n: number): string[] => universe.asOf(FROM + n).map(r => r.ticker);
  expect([at(0), at(5), at(9), at(10), universe.vanished(FROM, TO).map(r => r.ticker)]).toEqual([
    ['GONE', 'OLD'],
    ['OLD'],
    ['LATE', 'OLD'],
    ['LATE', 'NEW'],
    ['GONE'],
  ]);
});

test('a ticker that went to another company, or that was nobody, is named with the days', () => {
  const rows: TickerRow[] = [
    { ticker: 'AB', security: 'first', from: FROM, until: FROM + 100 },
    { ticker: 'AB', security: 'second', from: FROM + 300 },
    { ticker: 'CD', security: 'third', from: FROM },
  ];
  const study = [
    { ticker: 'AB', days: [FROM, FROM + 300] },
    { ticker: 'CD', days: span(FROM, FROM + 3) },
    { ticker: 'EF', days: [FROM + 1] },
  ];
  expect(guardUniverse(new Universe(rows), study).findings).toEqual([
    {
      guard: 'universe',
      name: 'AB',
      why: 'its days are of more than one company: first from 2020-01-02, second from 2020-10-28',
    },
    {
      guard: 'universe',
      name: 'EF',
      why: 'it is of nobody that the reference data know from 2020-01-03: whose it was, and what became of them, nobody can tell',
    },
  ]);
});

const PANEL = 'survivorship/panel_symbols.csv';
testOn(PANEL)(
  'the real panel (needs survivorship/ under SLUICE_DATA): its 125 survivors alone are found, all of it is clean',
  () => {
    const [, ...lines] = rowsOf(readFileSync(dataFile(PANEL), 'utf8'));
    const end = day('2017-03-31');
    const rows = lines.map(({ cells }) => {
      const [ticker, , group, first, last] = cells as [string, string, string, string, string];
      return {
        group,
        row: { ticker, security: ticker, from: day(first), ...(group === 'vanished' && { until: day(last) + 1 }) },
      };
    });
    const study = rows.map(({ group, row }) => ({
      group,
      symbol: { ticker: row.ticker, days: [row.from, (row.until ?? end + 1) - 1] },
    }));
    const universe = rows.map(r => r.row);
    const survivors = study.filter(s => s.group === 'survivor').map(s => s.symbol);
    expect([
      survivors.length,
      namesIn(universe, survivors),
      namesIn(
        universe,
        study.map(s => s.symbol),
      ),
    ]).toEqual([125, ['survivors only'], []]);
  },
);

const FOLDER = 'us-equities-algoseek';
testOn(FOLDER)('WM and AAA (need us-equities-algoseek under SLUICE_DATA) are more than one company each, AAPL is one', () => {
  const reference = readReference(dataFile(FOLDER));
  const study = ['WM', 'AAA', 'AAPL'].map((ticker): StudiedSymbol => {
    const text = gunzipSync(readFileSync(dataFile(FOLDER, 'daily', `${ticker}_daily.csv.gz`))).toString('latin1');
    const days = rowsOf(text).flatMap(
      ({ cells }) => dayFromText(cells[0]!.slice(0, 10)) ?? dayFromText(cells[0]!.slice(0, 8)) ?? [],
    );
    return { ticker, days };
  });
  const { findings } = guardUniverse(new Universe(reference.tickers.all()), study);
  expect(findings.map(f => [f.name, f.why])).toEqual([
    ['WM', 'its days are of more than one company: of nobody that the reference data know from 1998-12-09, WM from 2009-08-05'],
    ['AAA', 'its days are of more than one company: AAA.1 from 2002-05-22, AAA from 2020-09-09'],
  ]);
});
