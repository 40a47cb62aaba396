import type { Fact } from '../core/facts';
import { priceText, qtyText } from '../core/instruments';
import { clOrdKey } from '../core/order/apply-parent';
import { avgPxText } from '../core/order/cost';
import { leavesQty, ORD_STATUS_NAMES, ordStatus } from '../core/order/order';
import type { Parent } from '../core/order/parent';
import type { Turn } from '../core/turn';
import type { ControlHandler } from './control-server';
import type { Gateway } from './gateway';
import { hasControlCharacter, type KillLatch, type KillState } from './kill-latch';

const textOf = (value: unknown, name: string): string => {
  if (typeof value !== 'string' || value === '') throw new Error(`'${name}' is missing`);
  return value;
};

const plain = (value: unknown, name: string): string => {
  const text = textOf(value, name);
  if (hasControlCharacter(text)) throw new Error(`'${name}' has a control character: write it as plain text on one line`);
  return text;
};

/** What can be asked of a running gateway over its control socket. */
export function controlHandler(gateway: Gateway, latch: KillLatch): ControlHandler {
  return (request, reply, closed) => {
    switch (request.cmd) {
      case 'sessions':
        reply({ ok: true, sessions: sessionRows(gateway) });
        return 'done';
      case 'kill':
      case 'release': {
        const killed = request.cmd === 'kill';
        setLatch(gateway, latch, { killed, by: plain(request['by'], 'by'), reason: plain(request['reason'], 'reason') });
        reply({ ok: true, killed, outstanding: outstanding(gateway) });
        return 'done';
      }
      case 'order': {
        const parent = parentBy(gateway, textOf(request['session'], 'session'), textOf(request['clOrdId'], 'clOrdId'));
        reply(parent ? { ok: true, order: orderRow(parent) } : { ok: false, error: 'no such order' });
        return 'done';
      }
      case 'watch':
        watch(gateway, textOf(request['clOrdId'], 'clOrdId'), request['wait'] === true, reply, closed);
        return 'stream';
      default:
        throw new Error(`unknown command '${request.cmd}'`);
    }
  };
}

/** A kill holds at once even where it cannot be written (a full disk), but is not acknowledged: a restart would not know of it. */
function setLatch(gateway: Gateway, latch: KillLatch, state: KillState): void {
  try {
    latch.write(state);
  } catch (error) {
    if (!state.killed) throw error;
    gateway.engageKill(state.by, state.reason);
    throw new Error(`engaged in memory, latch not written: ${(error as Error).message}`);
  }
  gateway.lookAtLatch();
  gateway.line.commitNow();
}

const sessionRows = (gateway: Gateway) =>
  gateway.engine.sessions().map(s => ({
    id: s.id,
    role: s.settings.role,
    type: s.settings.connectionType,
    endpoint: `${s.settings.endpoint.host}:${s.settings.endpoint.port}`,
    state: s.state,
    loggedOn: s.loggedOn,
    nextIn: s.nextIn,
    nextOut: s.nextOut,
  }));

/** Children at venues that are not confirmed closed. */
function outstanding(gateway: Gateway): number {
  let n = 0;
  for (const child of gateway.line.books.children.values()) if (child.venue && leavesQty(child.state) > 0) n++;
  return n;
}

function parentBy(gateway: Gateway, session: string, clOrdId: string): Parent | undefined {
  const { books } = gateway.line;
  return books.parents.get(books.byClOrdId.get(clOrdKey(session, clOrdId)) ?? '');
}

/** Streams every committed fact about the order that carries a ClOrdID, from its present state on; with `wait` an order that is yet to come. */
function watch(
  gateway: Gateway,
  clOrdId: string,
  wait: boolean,
  reply: (line: unknown) => void,
  closed: (cleanup: () => void) => void,
): void {
  const { books } = gateway.line;
  const find = (): Parent | undefined => {
    for (const s of gateway.engine.sessions()) {
      const parent = s.settings.role === 'oms' ? parentBy(gateway, s.id, clOrdId) : undefined;
      if (parent) return parent;
    }
    return undefined;
  };
  let parent = find();
  if (parent) reply({ ok: true, order: orderRow(parent) });
  else if (wait) reply({ ok: true, order: null });
  else throw new Error(`ClOrdID '${clOrdId}' is no order of this gateway`);
  const watcher = (turn: Turn): void => {
    parent ??= find();
    if (!parent) return;
    for (const fact of turn.facts) {
      const about =
        'childId' in fact ? books.children.get(fact.childId)?.parentId : 'parentId' in fact ? fact.parentId : undefined;
      if (about === parent.parentId)
        reply({ ok: true, seq: turn.seq, at: turn.at, fact: readable(fact, parent), order: orderRow(parent) });
    }
  };
  gateway.watchers.add(watcher);
  closed(() => gateway.watchers.delete(watcher));
}

const PRICES = new Set(['price', 'lastPx']);
const QUANTITIES = new Set(['orderQty', 'lastQty', 'cumQty', 'leavesQty', 'target', 'slotQty']);

/** A fact with prices and quantities as decimal text. */
function readable(fact: Fact, { instrument }: Parent): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fact)) {
    if (typeof value === 'number' && PRICES.has(key)) row[key] = priceText(instrument, value);
    else if (typeof value === 'number' && QUANTITIES.has(key)) row[key] = qtyText(instrument, value);
    else row[key] = value;
  }
  return row;
}

const orderRow = (p: Parent) => ({
  orderId: p.parentId,
  clOrdId: p.clOrdId,
  symbol: p.instrument.symbol,
  side: p.side,
  strategy: p.strategy,
  status: ORD_STATUS_NAMES[ordStatus(p.state)],
  orderQty: qtyText(p.instrument, p.state.orderQty),
  cumQty: qtyText(p.instrument, p.state.cumQty),
  leavesQty: qtyText(p.instrument, leavesQty(p.state)),
  avgPx: avgPxText(p.instrument, p.state),
  children: p.children.length,
});
