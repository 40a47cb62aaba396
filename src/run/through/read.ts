import { DataError } from '../../core/data-error';
import type { LogCounts } from '../../drop-copy/read/counts';
import type { LogSink } from '../../drop-copy/read/message';
import { type RebuiltLogs, rebuildLogs } from '../logs/rebuild-logs';
import { LogMarket } from '../tca/log-market';
import { UsageError } from '../usage-error';
import { Asked } from './asked';
import { SeenInstruments } from './instruments';
import { type LoggedParents, parentsOf, type Wanted } from './parents';

/** A log as a source of parents. */
export interface ReadLog extends LoggedParents {
  readonly counts: LogCounts;
  /** Orders in it, children too. */
  readonly orders: number;
  readonly seen: SeenInstruments;
  /** Market data that stand in it. */
  readonly market: LogMarket;
}

export interface ReadTerms extends Wanted {
  /** Bytes read so far, of how many. */
  readonly told?: ((bytes: number, of: number) => void) | undefined;
  readonly stop?: AbortSignal | undefined;
  readonly zone?: string | undefined;
}

/** Reads logs once: rebuilds their orders, and keeps what clients asked for. Throws a UsageError where there is no parent that can be taken. */
export async function readLog(files: readonly string[], terms: ReadTerms): Promise<ReadLog> {
  const asked = new Asked();
  const market = new LogMarket();
  const both: LogSink = {
    message: message => {
      asked.message(message);
      market.message(message);
    },
    damaged: () => undefined,
  };
  const rebuilt = await rebuildWith(files, both, terms);
  const seen = new SeenInstruments();
  try {
    const { parents, notes } = parentsOf(seen.of(rebuilt.orders()), asked, terms);
    if (parents.length > 0) return { parents, notes, counts: rebuilt.counts, orders: rebuilt.counts.orders, seen, market };
    throw new UsageError([`${files.join(', ')}: there is no parent order that can be sent again`, ...notes].join('\n'));
  } finally {
    rebuilt.close();
  }
}

async function rebuildWith(files: readonly string[], also: LogSink, { told, stop, zone }: ReadTerms): Promise<RebuiltLogs> {
  try {
    return await rebuildLogs(files, { also, ...(told && { told }), ...(stop && { stop }), ...(zone !== undefined && { zone }) });
  } catch (error) {
    throw error instanceof DataError ? new UsageError(error.message) : error;
  }
}
