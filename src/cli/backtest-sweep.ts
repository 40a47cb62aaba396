import { availableParallelism } from 'node:os';
import { FIGURES } from '../run/backtest/summary';
import type { SweepFile } from '../run/backtest/sweep/plan';
import type { Estimate, SweepSummary } from '../run/backtest/sweep/results';
import { type SweepReport, sweep } from '../run/backtest/sweep/sweep';
import { UsageError } from '../run/usage-error';
import { table } from './output';
import { progressBar } from './progress';

/** Options of a sweep, as they were given. */
export interface SweepFlags {
  readonly out?: string;
  readonly seed?: number;
  readonly threads?: number;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

/** Runs the sweep that a file of a backtest asks for. Rejects with a UsageError where an option does not go with it. */
export async function runSweep(file: SweepFile, { out, seed, threads, fresh, json }: SweepFlags): Promise<void> {
  if (out === undefined) throw new UsageError('--out: a sweep keeps its runs: name a folder');
  if (seed !== undefined) throw new UsageError('--seed: a sweep says its seeds itself, under sweep.seeds');
  const bar = progressBar('swept');
  const all = Math.max(1, threads ?? Math.min(2, availableParallelism()));
  const report = await sweep(file, { out, threads: all, fresh, told: (done, of) => bar.show(done, of, 'runs') });
  bar.end();
  process.stdout.write(json ? `${JSON.stringify(report.summary)}\n` : readable(report, out));
  process.exitCode = report.summary.broken.length > 0 ? 1 : 0;
}

/** Broken promises that are told; a mistake in the line breaks them in every run. */
const TOLD = 5;

function readable({ summary, ran, seconds }: SweepReport, out: string): string {
  const { broken, notes, cells, seeds, simulatedSeconds } = summary;
  const runs = cells.length * seeds.length;
  const there = runs - ran;
  const lines = [
    cellTable(summary),
    ...(cells.length > 1
      ? ['less: than in the first row of cells, on the same order; p: two-sided, for all cells together (Holm)']
      : []),
    ...notes,
    ...broken.slice(0, TOLD).map(line => `BROKEN ${line}`),
    ...(broken.length > TOLD ? [`BROKEN ${broken.length - TOLD} more: ${out}/summary.json`] : []),
    `${ran} runs in ${seconds.toFixed(1)} s${there > 0 ? `, ${there} were there` : ''}; ${Math.round(simulatedSeconds)} s simulated in all`,
    `written: ${out}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A row a strategy of a cell. */
function cellTable({ axes, cells }: SweepSummary): string {
  const [cost] = FIGURES;
  const shown = FIGURES.filter(f => !f.inReports);
  const many = cells.length > 1;
  const head = [...axes.map(a => a.key), 'strategy', 'parents', 'denied', ...shown.map(f => f.name)];
  const rows = cells.flatMap(({ values, strategies }) =>
    strategies.map(({ strategy, parents, denied, figures, less, p }) => [
      ...axes.map(a => values[a.key]!),
      strategy,
      String(parents),
      String(denied),
      ...shown.map((f, n) => (n === 0 ? withEnds(figures[f.name]!) : textOf(figures[f.name]!.mean, f.decimals))),
      ...(many ? [less ? withEnds(less[cost!.name]!) : '-', p === null ? '-' : p.toFixed(4)] : []),
    ]),
  );
  return table(many ? [...head, 'IS less', 'p'] : head, rows);
}

const withEnds = ({ mean, low, high }: Estimate): string =>
  low === null || high === null ? textOf(mean, 2) : `${textOf(mean, 2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

const textOf = (value: number | null, decimals: number): string => value?.toFixed(decimals) ?? '-';
