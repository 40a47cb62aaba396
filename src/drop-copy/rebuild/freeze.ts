import { ZERO } from '../../core/numbers';
import type { Closed, OrderState, Pending } from '../../core/order/order';
import { Draft, type DraftFill } from './draft';
import { Pack } from './pack';
import { ToldIds } from './told-ids';

const CLOSED: readonly (Closed | undefined)[] = [undefined, 'Canceled', 'Rejected', 'Expired'];
/** Costs below this are kept as a number, others as text. */
const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const writer = new Pack();
const reader = new Pack();

/** A draft as bytes that `thawed` makes the same draft of. */
export function frozen(d: Draft): Buffer {
  const p = writer;
  p.clear();
  p.number(d.index);
  for (const text of [d.session, d.symbol, d.side, d.ordType, d.timeInForce, d.destination, d.custom, d.statusOff]) p.text(text);
  for (const text of [d.orderId, d.account, d.strategy]) p.text(text);
  for (const n of [d.parent, d.received, d.ended, d.decided, d.from, d.until]) p.number(n);
  for (const n of [d.qtyScale, d.pxScale, d.replaced, d.refused, d.cumOff, d.cumMost]) p.number(n);
  p.number(bits([d.implied, d.leavesOff, d.avgOff, d.endedByBust, d.qtyTold]));
  texts(p, d.clOrdIds);
  texts(p, d.doubled);
  freezeState(p, d.state);
  p.number(d.fills.length);
  for (const fill of d.fills) freezeFill(p, fill);
  texts(p, d.told.ids);
  for (const what of d.told.whats) p.number(what);
  return p.bytes();
}

function freezeState(p: Pack, s: OrderState): void {
  p.number(s.orderQty);
  p.number(s.price);
  p.number(s.cumQty);
  const { n, scale } = s.cost;
  const small = n <= MOST_EXACT && n >= -MOST_EXACT;
  p.number(small ? Number(n) : undefined);
  if (!small) p.text(`${n}`);
  p.number(scale);
  p.number(CLOSED.indexOf(s.closed));
  p.number(bits([s.acknowledged, s.multiDay, s.doneForDay, s.calculated, s.stopped, s.suspended]));
  p.number(s.pending.length);
  for (const asked of s.pending) {
    p.text(asked.clOrdId);
    p.number(asked.kind === 'Cancel' ? 1 : 0);
    p.number(asked.orderQty);
    p.number(asked.price);
  }
}

function freezeFill(p: Pack, f: DraftFill): void {
  p.text(f.execId);
  p.number(f.at);
  p.number(f.qty);
  p.number(f.px);
  p.text(f.liquidity);
  p.text(f.venue);
  p.text(f.fee);
  p.number(f.busted ? 1 : 0);
}

function texts(p: Pack, list: readonly string[]): void {
  p.number(list.length);
  for (const text of list) p.text(text);
}

function bits(flags: readonly boolean[]): number {
  let all = 0;
  for (let i = 0; i < flags.length; i++) if (flags[i]) all |= 1 << i;
  return all;
}

/** The draft of bytes that `frozen` made. */
export function thawed(bytes: Buffer): Draft {
  const p = reader;
  p.open(bytes);
  const d = new Draft(p.nextNumber(), p.nextText(), '');
  d.symbol = p.nextText();
  d.side = p.nextText();
  d.ordType = p.nextText();
  d.timeInForce = p.nextText();
  d.destination = p.nextText();
  d.custom = p.nextText();
  d.statusOff = p.nextText();
  d.orderId = p.nextMaybeText();
  d.account = p.nextMaybeText();
  d.strategy = p.nextMaybeText();
  d.parent = p.nextMaybe();
  d.received = p.nextNumber();
  d.ended = p.nextMaybe();
  d.decided = p.nextMaybe();
  d.from = p.nextMaybe();
  d.until = p.nextMaybe();
  thawMarks(p, d);
  d.clOrdIds = listed(p, () => p.nextText());
  d.doubled = listed(p, () => p.nextText());
  d.state = thawState(p);
  d.fills = listed(p, () => thawFill(p));
  const ids = listed(p, () => p.nextText());
  d.told = new ToldIds(
    ids,
    ids.map(() => p.nextNumber()),
  );
  return d;
}

function thawMarks(p: Pack, d: Draft): void {
  d.qtyScale = p.nextNumber();
  d.pxScale = p.nextNumber();
  d.replaced = p.nextNumber();
  d.refused = p.nextNumber();
  d.cumOff = p.nextNumber();
  d.cumMost = p.nextNumber();
  const marks = p.nextNumber();
  d.implied = (marks & 1) !== 0;
  d.leavesOff = (marks & 2) !== 0;
  d.avgOff = (marks & 4) !== 0;
  d.endedByBust = (marks & 8) !== 0;
  d.qtyTold = (marks & 16) !== 0;
}

/** Fields in the order of `newOrder`: states of one shape are copied fast. */
function thawState(p: Pack): OrderState {
  const orderQty = p.nextNumber();
  const price = p.nextMaybe();
  const cumQty = p.nextNumber();
  const cost = p.nextMaybe();
  const n = BigInt(cost ?? p.nextText());
  const scale = p.nextNumber();
  const closed = CLOSED[p.nextNumber()];
  const marks = p.nextNumber();
  return {
    orderQty,
    price,
    cumQty,
    cost: { n, scale },
    remainder: ZERO,
    acknowledged: (marks & 1) !== 0,
    closed,
    multiDay: (marks & 2) !== 0,
    doneForDay: (marks & 4) !== 0,
    calculated: (marks & 8) !== 0,
    stopped: (marks & 16) !== 0,
    suspended: (marks & 32) !== 0,
    pending: listed(p, () => thawPending(p)),
  };
}

function thawPending(p: Pack): Pending {
  const clOrdId = p.nextText();
  const kind = p.nextNumber() === 1 ? 'Cancel' : 'Replace';
  return { clOrdId, kind, orderQty: p.nextMaybe(), price: p.nextMaybe() };
}

function thawFill(p: Pack): DraftFill {
  const execId = p.nextText();
  const at = p.nextNumber();
  const qty = p.nextNumber();
  const px = p.nextNumber();
  const liquidity = p.nextMaybeText() as DraftFill['liquidity'];
  return { execId, at, qty, px, liquidity, venue: p.nextText(), fee: p.nextMaybeText(), busted: p.nextNumber() === 1 };
}

function listed<T>(p: Pack, next: () => T): T[] {
  const list: T[] = [];
  for (let left = p.nextNumber(); left > 0; left--) list.push(next());
  return list;
}
