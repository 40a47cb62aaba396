import { formatDecimal } from '../../core/numbers';
import { leavesQty, ORD_STATUS_NAMES, type OrderState, type OrdStatus } from '../../core/order/order';
import { statusUnasked } from '../../core/order/told';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Draft } from './draft';
import type { Findings } from './findings';
import { qtyIn } from './units';

/** Of AvgPx (6), what a sum in floating point may be off by. */
const ROUNDING = 1e-9;

/** ExecTypes (150) by which AvgPx (6) changes, or is asked for. */
const TRADES = 'FGHI';
/** Powers of ten. */
const POWERS = Array.from({ length: 40 }, (_, n) => 10 ** n);

/**
 * Compares what a report says of the whole order (14, 39, 151, 6) with what its fills and events come to. What differs is told once, until it differs
 * otherwise: a fill that is missing would be told with every report that follows.
 */
export function check(d: Draft, view: MessageView, told: { execType: string; ordStatus: string }, findings: Findings): void {
  const cum = qtyIn(view, Tag.CumQty, d, findings);
  checkCumQty(d, cum, findings);
  if (d.endedByBust) return; // it counts as over, and its venue may not have said so yet
  const state = d.cumOff === 0 ? d.state : { ...d.state, cumQty: d.state.cumQty + d.cumOff };
  checkStatus(d, state, told, findings);
  checkLeaves(d, state, view, findings);
  if (cum !== undefined && cum > 0 && d.cumOff === 0 && TRADES.includes(told.execType)) checkAvgPx(d, view, findings);
}

const id = (d: Draft): string => d.clOrdIds[0]!;
const qty = (d: Draft, n: number): string => formatDecimal(n, d.qtyScale);

function checkCumQty(d: Draft, told: number | undefined, findings: Findings): void {
  d.cumMost = Math.max(d.cumMost, d.state.cumQty, told ?? 0);
  if (told === undefined) return;
  const off = told - d.state.cumQty;
  if (off !== 0 && off !== d.cumOff)
    findings.add('cum-qty-contradicts', `CumQty (14) is ${qty(d, told)}, the fills add up to ${qty(d, d.state.cumQty)}`, id(d));
  d.cumOff = off;
}

/** PendingCancel and PendingReplace say what is asked, which the other side may not know yet: only the status besides is compared. */
function checkStatus(d: Draft, state: OrderState, told: { execType: string; ordStatus: string }, findings: Findings): void {
  const { ordStatus } = told;
  if (ordStatus === '' || ordStatus === '6' || ordStatus === 'E') return;
  const ours = statusUnasked(state);
  if (ordStatus === ours) {
    d.statusOff = '';
    return;
  }
  if (d.statusOff !== ordStatus)
    findings.add(
      'status-contradicts',
      `OrdStatus (39) is ${nameOf(ordStatus)}, what was told before comes to ${nameOf(ours)}`,
      id(d),
    );
  d.statusOff = ordStatus;
}

const nameOf = (status: string): string => ORD_STATUS_NAMES[status as OrdStatus] ?? `'${status.slice(0, 20)}'`;

function checkLeaves(d: Draft, state: OrderState, view: MessageView, findings: Findings): void {
  const told = qtyIn(view, Tag.LeavesQty, d, findings);
  if (told === undefined) return;
  const ours = leavesQty(state);
  if (told !== ours && !d.leavesOff)
    findings.add('leaves-qty-contradicts', `LeavesQty (151) is ${qty(d, told)}, the order leaves ${qty(d, ours)}`, id(d));
  d.leavesOff = told !== ours;
}

/** Off by less than one unit of its last decimal, or of the last of LastPx (31), it is a matter of rounding: zeros at the end are often left out. */
function checkAvgPx(d: Draft, view: MessageView, findings: Findings): void {
  const text = view.text(Tag.AvgPx);
  if (!text) return;
  const { cost, cumQty } = d.state;
  const ours = Number(cost.n) / POWERS[cost.scale - d.qtyScale]! / cumQty;
  const decimals = Math.min(15, Math.max(decimalsIn(text), decimalsIn(view.text(Tag.LastPx) ?? '')));
  const off = !(Math.abs(Number(text) - ours) <= 1 / POWERS[decimals]! + ROUNDING * Math.abs(ours));
  if (off && !d.avgOff) findings.add('avg-px-contradicts', `AvgPx (6) is ${text.slice(0, 40)}, the fills come to ${ours}`, id(d));
  d.avgOff = off;
}

function decimalsIn(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
