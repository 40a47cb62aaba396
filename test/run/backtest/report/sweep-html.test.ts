import { sweepHtml } from '../../../../src/run/backtest/report/sweep-html';
import { FIGURES } from '../../../../src/run/backtest/summary';
import { cellsOf, sweepSchema } from '../../../../src/run/backtest/sweep/plan';
import type { Estimate, StrategyCell, SweepSummary } from '../../../../src/run/backtest/sweep/results';
import { heldAgainst, outsideOf, plotsIn } from './page-cells';

const estimate = (mean: number | null): Estimate =>
  mean === null
    ? { mean, low: null, high: null, clusters: 0, observations: 0, by: 'none' }
    : { mean, low: mean - 0.512, high: mean + 0.498, clusters: 12, observations: 24, by: 'wild-t' };

const strategy = (name: string, cost: number, first: boolean): StrategyCell => ({
  strategy: name,
  parents: 24,
  done: 23,
  denied: 1,
  figures: Object.fromEntries(FIGURES.map((f, n) => [f.name, estimate(n === 0 ? cost : n % 3 === 2 ? null : n + 0.1234)])),
  less: first ? null : Object.fromEntries(FIGURES.map(f => [f.name, estimate(cost / 10)])),
  p: first ? null : 0.0312,
});

const grid = { latency: ['constant:1ms', 'constant:20ms'], 'market.tape.queue': ['risk-averse', 'optimistic'] };
const cells = cellsOf(sweepSchema.parse({ grid }));
const summary: SweepSummary = {
  schema: 1,
  run: { seed: 1, dataHash: 'd'.repeat(64), configHash: 'c'.repeat(64), code: 'sluice 0.1.0' },
  axes: Object.entries(grid).map(([key, values]) => ({ key, values })),
  seeds: [4, 5, 6],
  cells: cells.map(({ cell, values }) => ({
    cell,
    values,
    runs: 3,
    strategies: [strategy('TWAP', 1.5 + cell, cell === 0), strategy('PTWAP', 1.1 + cell / 2, cell === 0)],
  })),
  broken: [],
  notes: ['one day is a description'],
  simulatedSeconds: 3600.4,
};

test('a sweep has a plot for each thing that was swept over, its numbers are those of summary.json, and it needs nothing else', () => {
  const html = sweepHtml(summary);
  const { numbers, differing, unnamed } = heldAgainst(html, summary);
  expect([numbers > 80, differing, unnamed, outsideOf(html), plotsIn(html), html.includes('one day is a description')]).toEqual([
    true,
    [],
    [],
    [],
    ['latency', 'market.tape.queue'].flatMap(key => [
      `Implementation shortfall by ${key}`,
      `Change of the implementation shortfall by ${key}`,
    ]),
    true,
  ]);
});

test('by one key only cells are shown whose other keys have their first value', () => {
  const html = sweepHtml(summary);
  const section = html.slice(html.indexOf('<h2 id="by-latency"'), html.indexOf('<h2 id="by-markettapequeue"'));
  expect([...section.matchAll(/data-json="\/cells\/(\d)\/strategies\/0\/figures\/IS bps\/mean"/g)].map(m => m[1])).toEqual([
    '0',
    '2',
  ]);
});

test('a sweep over seeds alone, of which nothing is known, has no plot and does not break', () => {
  const none = { ...strategy('TWAP', 0, true), figures: Object.fromEntries(FIGURES.map(f => [f.name, estimate(null)])) };
  const alone: SweepSummary = { ...summary, axes: [], cells: [{ cell: 0, values: {}, runs: 1, strategies: [none] }] };
  const html = sweepHtml(alone);
  expect([plotsIn(html), heldAgainst(html, alone).differing]).toEqual([[], []]);
});
