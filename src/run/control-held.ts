import { priceText, qtyText } from '../core/instruments';
import type { Micros } from '../core/numbers';
import type { Parent } from '../core/order/parent';
import { plain } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { Gateway } from './gateway';

/** An order that a soft limit holds. */
export interface HeldRow {
  readonly orderId: string;
  readonly session: string;
  readonly clOrdId: string;
  readonly account: string;
  readonly trader: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: string;
  /** null: a market order. */
  readonly price: string | null;
  /** The soft limit it is beyond: code, what was seen, limit. */
  readonly why: string;
  /** When it is denied, unless it is released (us). */
  readonly until: Micros;
  /** The first of two persons, and why; null where nobody asked yet. */
  readonly asked: { readonly by: string; readonly reason: string } | null;
}

/**
 * Held orders over the control socket: `held` lists them; `held-release` and `held-refuse` take `order` (its OrderID, or a ClOrdID that only
 * one of them has), `by` and `reason`. The first release asks, the second, of another person who is not the order's trader, lets it go on.
 */
export function heldHandler(gateway: Pick<Gateway, 'line' | 'post'>): ControlHandler {
  const { line } = gateway;
  return (request, reply) => {
    if (request.cmd === 'held') {
      reply({ ok: true, held: heldRows(line.books.working) });
      return 'done';
    }
    const parent = heldNamed(line.books.working, plain(request['order'], 'order'));
    const { parentId } = parent;
    const by = plain(request['by'], 'by');
    const reason = plain(request['reason'], 'reason');
    if (request.cmd === 'held-refuse') line.post({ type: 'HeldOrderRefused', parentId, by, reason });
    else release(gateway, parent, by, reason);
    line.commitNow();
    reply({ ok: true, ...outcome(parent, request), held: heldRows(line.books.working) });
    return 'done';
  };
}

function release(gateway: Pick<Gateway, 'post'>, parent: Parent, by: string, reason: string): void {
  const { parentId, received, hold } = parent;
  const first = hold!.asked;
  if (!first) return gateway.post({ type: 'HeldReleaseAsked', parentId, by, reason });
  if (samePerson(first.by, by)) throw new Error(`${first.by} asked for the release: another person has to grant it`);
  if (received.trader !== undefined && samePerson(received.trader, by))
    throw new Error(`${by} is the trader of order ${parentId}: somebody else has to grant it`);
  const asked = { by: first.by, reason: first.reason };
  gateway.post({ type: 'HeldOrderReleased', parentId, ...asked, second: by, secondReason: reason });
}

const samePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What became of it: released, refused, still waiting for a second person, or denied by what else holds by now. */
function outcome(parent: Parent, { cmd }: ControlRequest): { orderId: string; outcome: string; until?: Micros } {
  const { parentId: orderId, hold, accepted } = parent;
  if (hold) return { orderId, outcome: 'asked', until: hold.until };
  return { orderId, outcome: accepted ? 'released' : cmd === 'held-refuse' ? 'refused' : 'denied' };
}

function heldNamed(working: Iterable<Parent>, named: string): Parent {
  const held = [...working].filter(p => p.hold !== undefined);
  const found = held.filter(p => p.parentId === named);
  const known = found.length > 0 ? found : held.filter(p => p.clOrdId === named);
  if (known.length === 1) return known[0]!;
  throw new Error(
    known.length === 0
      ? `no order '${named}' is held`
      : `several sessions have a held order with ClOrdID '${named}': name the OrderID (37)`,
  );
}

function heldRows(working: Iterable<Parent>): HeldRow[] {
  const rows: HeldRow[] = [];
  for (const parent of working) if (parent.hold) rows.push(heldOrder(parent, parent.hold));
  return rows;
}

/** A held order as it is told. */
export const heldOrder = (
  { parentId, session, clOrdId, received, instrument, side, state }: Parent,
  hold: NonNullable<Parent['hold']>,
): HeldRow => ({
  orderId: parentId,
  session,
  clOrdId,
  account: received.account ?? '',
  trader: received.trader ?? '',
  symbol: instrument.symbol,
  side,
  orderQty: qtyText(instrument, state.orderQty),
  price: state.price === undefined ? null : priceText(instrument, state.price),
  why: hold.text,
  until: hold.until,
  asked: hold.asked ?? null,
});
