import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backtest } from '../../../../src/run/backtest/backtest';
import { parseBacktest } from '../../../../src/run/backtest/config';
import { cellsOf } from '../../../../src/run/backtest/report/cells';
import { PARTS } from '../../../../src/run/backtest/report/costs';
import type { BacktestDetails } from '../../../../src/run/backtest/report/details';
import type { BacktestReport } from '../../../../src/run/backtest/report/report';
import { heldAgainst, outsideOf, plotsIn } from './page-cells';

const FILE = `
length: 4m
tail: 2s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}, {symbol: BOLT, tick: 0.01, lot: 10, priorClose: 42.50}]
parents:
  - {id: "<A>", at: 5s, symbol: ACME, side: buy, qty: 900, strategy: TWAP, parameters: {Duration: 60}}
  - {id: B, at: 8s, symbol: BOLT, side: sell, qty: 400, strategy: PTWAP, parameters: {Duration: 60}}
  - {id: C, at: 9s, symbol: BOLT, side: buy, qty: 200, strategy: POV, parameters: {Duration: 30}}
  - {id: D, at: 10s, symbol: BOLT, side: sell, qty: 300, price: 60, strategy: DMA}
`;

type Whole = BacktestReport & { readonly details: BacktestDetails };
const written: { html: string; csv: string; report: Whole } = { html: '', csv: '', report: undefined as unknown as Whole };

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const out = join(folder, 'out');
  await backtest(parseBacktest(join(folder, 'bt.yaml'), FILE), { out });
  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  Object.assign(written, { html: read('report.html'), csv: read('parents.csv'), report: JSON.parse(read('report.json')) });
  rmSync(folder, { recursive: true });
});

test('every number in a table of the page is the one that stands in report.json, and none stands there without saying where', () => {
  const { numbers, differing, unnamed } = heldAgainst(written.html, written.report);
  expect([numbers > 120, differing, unnamed]).toEqual([true, [], []]);
});

test('a page that would show a number that the file has not is not made', () => {
  expect(() => cellsOf({ a: [{ b: 'text' }] })('/a/0/b', 2)).toThrow('/a/0/b of the report is no number');
});

test('the page loads nothing, runs nothing, names no place outside of itself, and takes no name for markup', () => {
  const { html } = written;
  expect([outsideOf(html), html.includes('&lt;A&gt;') && !html.includes('<A>'), plotsIn(html)]).toEqual([
    [],
    true,
    [
      'TWAP: done along the window',
      'PTWAP: done along the window',
      'DMA: done along the window',
      'Implementation shortfall',
      'What the implementation shortfall is made of, mean by strategy',
      'Participation by parent',
      'Fills by strategy',
      'Mark-outs',
    ],
  ]);
});

test('the parts of a cost add up to the implementation shortfall, of each parent and of the means', () => {
  const { parents, details } = written.report;
  const sums = details.parents.map(d => PARTS.reduce((sum, part) => sum + (d.cost[part] ?? Number.NaN), 0));
  const off = sums.map((sum, n) => (parents[n]!.isBps === null ? Number.isNaN(sum) : Math.abs(sum - parents[n]!.isBps!) < 1e-9));
  const means = details.strategies
    .filter(s => s.parents > 0)
    .map(s => PARTS.reduce((sum, part) => sum + s.cost[part]!, 0) - s.isBps.mean!);
  expect([parents.map(p => p.outcome), off, means.every(d => Math.abs(d) < 1e-9)]).toEqual([
    ['done', 'done', 'denied', 'open'],
    [true, true, true, true],
    true,
  ]);
});

test('an order that never trades cost its rest and the fee of completing, and its trajectory stays at nothing', () => {
  const { parents, details } = written.report;
  const { cost, path } = details.parents[3]!;
  expect({
    moved: [cost.spreadBps, cost.impactBps, cost.timingBps],
    rest: Math.abs(cost.restPriceBps! + cost.feeBps! - parents[3]!.restBps!) < 1e-9,
    done: path.done.every(v => v === 0),
    schedule: path.schedule,
  }).toEqual({ moved: [0, 0, 0], rest: true, done: true, schedule: null });
});

test('a schedule begins at nothing, ends at the whole order, and what was done ends there too', () => {
  const paths = written.report.details.parents.slice(0, 2).map(d => d.path);
  expect(paths.map(p => [p.done[0]! < 0.2, p.done.at(-1), p.schedule?.[0], p.schedule?.at(-1)])).toEqual([
    [true, 1, 0, 1],
    [true, 1, 0, 1],
  ]);
});

test('parents.csv has the parts beside the results', () => {
  const [head, first] = written.csv.split('\n').map(line => line.split(','));
  const cell = (name: string): number => Number(first![head!.indexOf(name)]);
  const { cost } = written.report.details.parents[0]!;
  expect(PARTS.map(cell)).toEqual(PARTS.map(part => cost[part]));
});
