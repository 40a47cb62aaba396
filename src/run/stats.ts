import type { Gateway } from './gateway';
import type { LoopDelays } from './loop-delay';

/** How a running gateway is doing, for whoever watches it. Memory in bytes, times in milliseconds. */
export interface GatewayStats {
  readonly upMs: number;
  /** CPU time used since the start. */
  readonly cpuMs: number;
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly heapTotal: number; readonly external: number };
  readonly loopDelay: LoopDelays;
  /** What is in the books: closed orders leave them after a minute. */
  readonly orders: { readonly parents: number; readonly children: number; readonly open: number };
  /** Number of the last turn. */
  readonly turns: number;
  /** Connections dropped before they became a session, and of these Logons whose password was not looked at: too many waited for that. */
  readonly strangers: { readonly dropped: number; readonly unchecked: number };
  /** Over all sessions: peers that fell silent and were sent a TestRequest, and sessions that ended. */
  readonly sessions: { readonly silences: number; readonly logoffs: number };
}

/** Takes the figures of a gateway; `resetDelays` begins the delays of the event loop anew. */
export function statsOf(gateway: Gateway, resetDelays: boolean): GatewayStats {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const { books, lastSeq } = gateway.line;
  const { strangers, unchecked } = gateway.engine.counters;
  const counts = gateway.engine.sessions().map(s => gateway.counters.of(s.id));
  const sum = (of: 'silences' | 'logoffs'): number => counts.reduce((n, c) => n + c[of], 0);
  return {
    upMs: Math.round(process.uptime() * 1000),
    cpuMs: Math.round((user + system) / 1000),
    memory: { rss, heapUsed, heapTotal, external },
    loopDelay: gateway.loop.take(resetDelays),
    orders: { parents: books.parents.size, children: books.children.size, open: books.openParents },
    turns: lastSeq,
    strangers: { dropped: strangers, unchecked },
    sessions: { silences: sum('silences'), logoffs: sum('logoffs') },
  };
}
