import { type DecimalError, decimalsOf, type Micros, parseDecimal } from '../../core/numbers';
import type { Pending } from '../../core/order/order';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Draft } from './draft';
import type { Findings } from './findings';

/** Finest scale there is. */
const FINEST = 15;

type Kind = 'qty' | 'px';

/** TransactTime (60) of a message, microseconds; a finding (of `order`, else of its ClOrdID), and undefined, where it is none that FIX has. */
export function transactTimeIn(view: MessageView, findings: Findings, order?: string): Micros | undefined {
  const at = view.utcMicros(Tag.TransactTime);
  if (at === undefined && view.has(Tag.TransactTime)) {
    const named = order ?? view.text(Tag.ClOrdID);
    findings.add('value-unreadable', 'TransactTime (60) is no UTCTimestamp: SendingTime (52) stands in for it', named);
  }
  return at;
}

/** A quantity in units of the order, which become finer (or coarser) where the text needs it; undefined where there is none, or none that fits. */
export const qtyIn = (view: MessageView, tag: number, d: Draft, findings: Findings): number | undefined =>
  numberIn(view, tag, d, 'qty', findings);

/** As `qtyIn`, of a price. */
export const pxIn = (view: MessageView, tag: number, d: Draft, findings: Findings): number | undefined =>
  numberIn(view, tag, d, 'px', findings);

function numberIn(view: MessageView, tag: number, d: Draft, kind: Kind, findings: Findings): number | undefined {
  const i = view.find(tag);
  if (i < 0 || view.starts[i] === view.ends[i]) return undefined;
  const value = view.decimalAt(i, scaleOf(d, kind));
  if (typeof value === 'number') return value;
  const text = view.textAt(i);
  const fits = value === 'NotANumber' ? value : fitted(d, kind, text, value);
  if (typeof fits === 'number') return fits;
  const why = value === 'NotANumber' ? 'is no number' : 'is too large or too fine to be held exactly';
  findings.add('value-unreadable', `tag ${tag} '${text.slice(0, 40)}' ${why}: left out`, d.clOrdIds[0]);
  return undefined;
}

const scaleOf = (d: Draft, kind: Kind): number => (kind === 'qty' ? d.qtyScale : d.pxScale);

/** Another scale for the order, so that the text and all it has already fit. */
function fitted(d: Draft, kind: Kind, text: string, error: DecimalError): number | DecimalError {
  const scale = error === 'TooFine' ? decimalsOf(text) : Math.max(decimalsOf(text), finestUsed(d, kind));
  if (scale > FINEST || scale === scaleOf(d, kind)) return error;
  const value = parseDecimal(text, scale);
  if (typeof value !== 'number' || !rescaled(d, kind, scale - scaleOf(d, kind))) return error;
  return value;
}

/** Every quantity (or price) that the order has. */
function numbersOf({ state, fills, cumMost }: Draft, kind: Kind): (number | undefined)[] {
  const { pending } = state;
  return kind === 'qty'
    ? [state.orderQty, state.cumQty, cumMost, ...pending.map(p => p.orderQty), ...fills.map(f => f.qty)]
    : [state.price, ...pending.map(p => p.price), ...fills.map(f => f.px)];
}

/** Decimals that the order's numbers use of its scale. */
function finestUsed(d: Draft, kind: Kind): number {
  let used = 0;
  const scale = scaleOf(d, kind);
  for (const n of numbersOf(d, kind)) {
    let decimals = n === undefined || n === 0 ? 0 : scale;
    for (let rest = n ?? 0; decimals > 0 && rest % 10 === 0; rest /= 10) decimals--;
    used = Math.max(used, decimals);
  }
  return used;
}

/** Moves the order's numbers by so many decimals; false, and nothing done, where one would not be exact any more. */
function rescaled(d: Draft, kind: Kind, by: number): boolean {
  const factor = 10 ** Math.abs(by);
  const moved = (n: number): number => (by > 0 ? n * factor : n / factor);
  if (!numbersOf(d, kind).every(n => n === undefined || Number.isSafeInteger(moved(n)))) return false;
  const maybe = (n: number | undefined): number | undefined => (n === undefined ? undefined : moved(n));
  const { state } = d;
  if (kind === 'qty') {
    d.qtyScale += by;
    const pending = state.pending.map((p): Pending => ({ ...p, orderQty: maybe(p.orderQty) }));
    d.state = { ...state, orderQty: moved(state.orderQty), cumQty: moved(state.cumQty), pending };
    for (const f of d.fills) f.qty = moved(f.qty);
    d.cumOff = moved(d.cumOff);
    d.cumMost = moved(d.cumMost);
    return true;
  }
  d.pxScale += by;
  d.state = {
    ...state,
    price: maybe(state.price),
    pending: state.pending.map((p): Pending => ({ ...p, price: maybe(p.price) })),
  };
  for (const f of d.fills) f.px = moved(f.px);
  return true;
}
