import type { Micros } from '../../core/numbers';
import type { LogSink } from '../../drop-copy/read/message';
import type { Rebuilt } from '../../drop-copy/rebuild/rebuild';
import { rebuildLogs } from '../logs/rebuild-logs';
import { LogMarket } from './log-market';
import type { Told } from './told';

export interface LogsOptions {
  readonly logs: readonly string[];
  /** IANA name of the zone of the logs' own stamps, where they name none. */
  readonly logZone?: string | undefined;
  /** Bytes read, of how many. */
  readonly told?: ((bytes: number, of: number) => void) | undefined;
}

/** The orders of FIX logs, and the market data that stand in them. Rejects with a DataError that names a file that cannot be read. */
export async function ordersOfLogs({ logs, logZone, told }: LogsOptions): Promise<Told> {
  const market = new LogMarket();
  let last: Micros = 0;
  const also: LogSink = {
    message: message => {
      if (message.at !== undefined && message.at > last) last = message.at;
      market.message(message);
    },
    damaged: () => undefined,
  };
  const rebuilt = await rebuildLogs(logs, { also, ...(told && { told }), ...(logZone !== undefined && { zone: logZone }) });
  return { orders: () => rebuilt.orders(), end: last, market, notes: notesOf(rebuilt), close: () => rebuilt.close() };
}

function notesOf({ counts }: Rebuilt): string[] {
  if (counts.messages === 0) return ['There is no FIX message in what was read.'];
  const findings = Object.values(counts.findings).reduce((sum, n) => sum + n, 0);
  if (findings === 0) return [];
  return [
    `${findings} things in the logs are damaged or do not fit together (\`sluice replay LOG\` names them): the figures rest on them as they are.`,
  ];
}
