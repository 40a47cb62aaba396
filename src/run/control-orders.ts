import type { Books } from '../core/books';
import type { Fact } from '../core/facts';
import { orderNo } from '../core/ids';
import { priceText, qtyText } from '../core/instruments';
import { avgPxText } from '../core/order/cost';
import { leavesQty, ORD_STATUS_NAMES, ordStatus } from '../core/order/order';
import { isWorking, type Parent } from '../core/order/parent';
import type { Turn } from '../core/turn';
import { PAGE, plain, textOf, wholeOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { Gateway } from './gateway';

/** What can be asked about orders over the control socket: `orders` (open ones, a page at a time), `order`, `watch` and `order-stop`. */
export function ordersHandler(gateway: Gateway): ControlHandler {
  return (request, reply, closed) => {
    switch (request.cmd) {
      case 'orders':
        reply({ ok: true, ...openOrders(gateway, request) });
        return 'done';
      case 'order': {
        const parent = gateway.closed.named(textOf(request['session'], 'session'), textOf(request['clOrdId'], 'clOrdId'));
        reply(parent ? { ok: true, order: orderRow(parent) } : { ok: false, error: 'no such order' });
        return 'done';
      }
      case 'order-stop':
        reply({ ok: true, ...stopOrder(gateway, request) });
        return 'done';
      default:
        watch(gateway, textOf(request['clOrdId'], 'clOrdId'), request['wait'] === true, reply, closed);
        return 'stream';
    }
  };
}

/** Ends an order by its OrderID (37): its children are cancelled, then its OMS is told. Throws where it does not work. */
function stopOrder({ line }: Gateway, request: ControlRequest): { order: ReturnType<typeof orderRow> } {
  const parentId = plain(request['order'], 'order');
  const by = plain(request['by'], 'by');
  const reason = plain(request['reason'], 'reason');
  const parent = line.books.parents.get(parentId);
  if (!parent || !isWorking(parent)) throw new Error(`order '${parentId}' does not work: there is nothing to cancel`);
  if (parent.ending) throw new Error(`order '${parentId}' is ending already: ${parent.ending.reason}`);
  line.post({ type: 'ParentStopAsked', parentId, by, reason });
  line.commitNow();
  return { order: orderRow(parent) };
}

/** Open orders that came after the one named `after`, which may have ended since; at most `limit`. */
function openOrders(gateway: Gateway, request: ControlRequest) {
  const { books } = gateway.line;
  const after = request['after'] === undefined ? undefined : textOf(request['after'], 'after');
  const limit = wholeOf(request['limit'], 'limit', PAGE);
  if (after !== undefined && Number.isNaN(orderNo(after))) throw new Error("'after' must be the OrderID of a page's last order");
  const page: Parent[] = [];
  for (const parent of behind(books, after)) {
    if (page.length === limit)
      return { orders: page.map(orderRow), open: books.working.size, next: page.at(-1)?.parentId ?? null };
    page.push(parent);
  }
  return { orders: page.map(orderRow), open: books.working.size, next: null };
}

/** Working orders behind one in the order in which they are kept; where it works no more, those that came after it. */
function* behind({ working, parents }: Books, after: string | undefined): Iterable<Parent> {
  const last = after === undefined ? undefined : parents.get(after);
  const open = last !== undefined && working.has(last);
  const no = after === undefined ? 0 : orderNo(after);
  let passed = !open;
  for (const parent of working) {
    if (passed && (open || orderNo(parent.parentId) > no)) yield parent;
    passed ||= parent === last;
  }
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
      const parent = s.settings.role === 'oms' ? gateway.closed.named(s.id, clOrdId) : undefined;
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

const PRICES = new Set(['price', 'lastPx', 'limit']);
const QUANTITIES = new Set([
  'orderQty',
  'lastQty',
  'cumQty',
  'leavesQty',
  'target',
  'slotQty',
  'least',
  'most',
  'base',
  'qty',
  'displayQty',
]);

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
  session: p.session,
  clOrdId: p.clOrdId,
  symbol: p.instrument.symbol,
  side: p.side,
  strategy: p.strategy,
  ordStatus: ordStatus(p.state),
  status: ORD_STATUS_NAMES[ordStatus(p.state)],
  orderQty: qtyText(p.instrument, p.state.orderQty),
  cumQty: qtyText(p.instrument, p.state.cumQty),
  leavesQty: qtyText(p.instrument, leavesQty(p.state)),
  avgPx: avgPxText(p.instrument, p.state),
  children: p.children.length,
});
