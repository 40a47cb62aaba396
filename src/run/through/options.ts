import type { Books } from '../../core/books';
import type { StrategyName } from '../../core/facts';
import type { Turn } from '../../core/turn';
import type { PlanName, PlanTerms } from './plans';
import type { SourceTerms } from './source';

/** What is wanted of a replay. */
export interface ThroughOptions extends SourceTerms, PlanTerms {
  readonly files: readonly string[];
  /** Schedules beside the orders as logged. */
  readonly strategies: readonly StrategyName[];
  /** Market data of where the log's orders were worked: files or folders, as `sluice tca --market` takes them. */
  readonly logMarket?: readonly string[] | undefined;
  /** IANA zone of the logs' own stamps where they name none. */
  readonly zone?: string | undefined;
  readonly sender?: string | undefined;
  readonly symbols?: readonly string[] | undefined;
  /** What ADAPTIVE goes by: a file, a hash, `default` or `none`; absent: what the market's file says, else the one that ships. */
  readonly model?: string | undefined;
  readonly hmm?: string | undefined;
  /** Simulated over real time; Infinity: as fast as it goes. */
  readonly speed: number;
  /** Folder for the journals of the runs. */
  readonly out?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly told?: ((what: string, done: number, of: number) => void) | undefined;
  readonly watch?: ((plan: PlanName, turn: Turn, books: Books) => void) | undefined;
}
