import type { SessionRow } from '../../dashboard/feed';
import type { SessionHandle } from '../../fix/engine';
import type { Gateway } from '../gateway';

/** Every session as the dashboard shows it. */
export const sessionRows = (gateway: Gateway): SessionRow[] => gateway.engine.sessions().map(s => sessionRow(gateway, s));

function sessionRow(gateway: Gateway, s: SessionHandle): SessionRow {
  const { role, connectionType, endpoint, tls } = s.settings;
  const { logons, logoffs, gaps, refused, lastTrouble } = gateway.counters.of(s.id);
  const { lastReceived, lastSent, heartBtInt, gap, replaysWaiting } = s.health;
  return {
    id: s.id,
    role,
    type: connectionType,
    endpoint: `${endpoint.host}:${endpoint.port}`,
    tls: tls !== undefined,
    state: s.state,
    loggedOn: s.loggedOn,
    settled: gateway.line.books.sessions.get(s.id)?.settled ?? false,
    nextIn: s.nextIn,
    nextOut: s.nextOut,
    lastReceived: lastReceived || null,
    lastSent: lastSent || null,
    heartBtInt: Math.round(heartBtInt / 1_000_000),
    gap: gap ?? null,
    unreadBytes: s.unread,
    replaysWaiting,
    opens: s.closedUntil ?? null,
    ...{ logons, logoffs, gaps, refused, lastTrouble: lastTrouble ?? null },
  };
}
