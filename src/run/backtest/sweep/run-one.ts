import type { Work } from '../../threads/job';
import { backtest } from '../backtest';
import { parseBacktest } from '../config';
import { marketSetups } from '../markets';
import type { Cell, SweepConfig } from './plan';
import { begun, finished } from './store';

/** One run of a sweep: a cell with a seed. */
export interface SweepJob {
  readonly path: string;
  readonly text: string;
  readonly cell: Cell;
  readonly seed: number;
  /** The sweep's folder, and what the run is called in it. */
  readonly out: string;
  readonly name: string;
  readonly keep: SweepConfig['keep'];
}

/** Does such jobs: each leaves its results in a folder of its own, which is there as a whole or not at all. */
export function open(): Work<SweepJob, void> {
  const setupOf = marketSetups();
  return async ({ path, text, cell, seed, out, name, keep }) => {
    const config = parseBacktest(path, text, seed, cell.set);
    const keeps = keep === 'journals' ? 'all' : 'results';
    await backtest(config, { out: begun(out, name), keeps, setupOf });
    finished(out, name);
  };
}
