import { join } from 'node:path';
import { recordOf } from '../../records/record';
import type { BacktestConfig } from '../config';
import { csv, type Row } from '../files';
import { isMadeUp, madeOf } from '../record';
import { sweepHtml } from '../report/sweep-html';
import type { Resolved } from './identity';
import { axesOf, type Cell, runName, type SweepFile } from './plan';
import { type SweepSummary, type SweptCells, type SweptRun, summariesOf } from './results';
import { reportOf, writeWhole } from './store';

/** What was run, and what it rests on. */
export interface Swept {
  readonly cells: readonly Cell[];
  readonly seeds: readonly number[];
  /** One a cell, with the file's own seed. */
  readonly resolved: readonly Resolved[];
  /** Files that they read. */
  readonly files: readonly string[];
}

/** Reads what all runs left, sums it up, and writes OUT/runs.csv, OUT/summary.json and OUT/report.html. Rejects with a UsageError that names what cannot be read. */
export async function writeSummary(
  out: string,
  { sweep }: SweepFile,
  { cells, seeds, resolved, files }: Swept,
): Promise<SweepSummary> {
  const swept: SweptCells = cells.map(cell => ({
    cell,
    runs: seeds.map((seed): SweptRun => {
      // the rest of a report is large, and there are many
      const { parents, strategies, broken, pinned, simulatedSeconds, digest } = reportOf(out, runName(cell, seed));
      return { seed, report: { parents, strategies, broken, pinned, simulatedSeconds, digest } };
    }),
  }));
  const configs = resolved.map(r => r.config);
  const runs = swept.flatMap(({ cell, runs: own }) => own.map(run => ({ cell, ...run })));
  const summary: SweepSummary = {
    schema: 1,
    run: await recordOf({ seed: seeds[0]!, config: { configs, seeds }, made: madeBy(resolved, seeds), files }),
    axes: axesOf(sweep),
    seeds,
    cells: summariesOf(swept, seeds[0]!),
    broken: runs.flatMap(({ cell, seed, report }) => report.broken.map(line => `${runName(cell, seed)}: ${line}`)),
    notes: notesOf(configs, seeds, runs),
    simulatedSeconds: runs.reduce((sum, { report }) => sum + report.simulatedSeconds, 0),
  };
  writeWhole(join(out, 'runs.csv'), csv(runs.flatMap(rowsOf)));
  writeWhole(join(out, 'summary.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  writeWhole(join(out, 'report.html'), sweepHtml(summary));
  return summary;
}

/** What no file holds: seeds count where a market was made up of them. */
const madeBy = (resolved: readonly Resolved[], seeds: readonly number[]) => ({
  ...(resolved.some(({ config }) => isMadeUp(config.market)) && { seeds }),
  cells: resolved.map(({ config, models }) => madeOf({ ...config, seed: seeds[0]! }, models)),
});

/** A row a strategy of a run: means over its parents. */
const rowsOf = ({ cell, seed, report }: SweptRun & { readonly cell: Cell }): Row[] =>
  report.strategies.map(({ strategy, parents, done, denied, means }) => ({
    run: runName(cell, seed),
    ...cell.values,
    seed,
    strategy,
    parents,
    done,
    denied,
    ...means,
    digest: report.digest,
  }));

function notesOf(configs: readonly BacktestConfig[], seeds: readonly number[], runs: readonly SweptRun[]): string[] {
  const pinned = [...new Set(runs.flatMap(r => r.report.pinned))];
  return [
    ...(seeds.length < 2 ? ['one seed is one observation: there is no interval'] : []),
    ...(configs.some(c => c.market.tape)
      ? ['a recorded market is the same for every seed: intervals are over its orders and latencies, not over markets']
      : []),
    ...(pinned.length > 0
      ? [
          `${pinned.join(', ')}: a bridge through bars, drawn towards known ends: what is measured there says nothing of a schedule`,
        ]
      : []),
  ];
}
