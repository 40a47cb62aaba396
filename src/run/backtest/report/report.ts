import type { RunRecord } from '../../../validation/report';
import type { ParentResult } from '../results';
import type { StrategySummary } from '../summary';
import type { BacktestDetails } from './details';

/** What a backtest found. */
export interface BacktestReport {
  readonly seed: number;
  /** What was traded in: markets of agents, which the seed makes, or a tape, with or without them beside it. */
  readonly market: 'agents' | 'tape';
  /** What it rests on. */
  readonly run: RunRecord;
  /** Which costs its figures are with, in words: nobody has none who did not ask for that. */
  readonly fees: string;
  /** What a reader must know of where the parents come from; absent where there is nothing to say. */
  readonly notes?: readonly string[] | undefined;
  readonly parents: readonly ParentResult[];
  readonly strategies: readonly StrategySummary[];
  /** What must hold and does not, a line each. */
  readonly broken: readonly string[];
  /** Alarms of the line, by code. */
  readonly alarms: Readonly<Record<string, number>>;
  /** Events of a replayed file that were wrong and left out; the first one in words. */
  readonly skipped: { readonly events: number; readonly first: string | null };
  /** Symbols whose market is drawn towards a known end (`Market.pinned`): nothing may be concluded there. */
  readonly pinned: readonly string[];
  /** SHA-256 over every turn of the journal: two runs of one file and seed have the same. */
  readonly digest: string;
  /** What a report tells beside; only where files are written. */
  readonly details?: BacktestDetails | undefined;
  readonly turns: number;
  readonly simulatedSeconds: number;
  readonly seconds: number;
}
