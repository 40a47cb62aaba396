import { ORD_STATUS_NAMES, type OrdStatus } from '../core/order/order';
import type { ControlAnswer } from '../run/control-client';
import type { ClientRow, ReportRow } from '../run/order-client-messages';

const EXEC_TYPES: Readonly<Record<string, string>> = {
  '0': 'new',
  '3': 'done for day',
  '4': 'canceled',
  '5': 'replaced',
  '6': 'cancel pending',
  '7': 'stopped',
  '8': 'rejected',
  '9': 'suspended',
  A: 'pending new',
  B: 'calculated',
  C: 'expired',
  D: 'restated',
  E: 'replace pending',
  F: 'fill',
  G: 'trade corrected',
  H: 'trade canceled',
  I: 'status',
};

const SENT = { D: 'sent', F: 'cancel sent', G: 'replace sent', H: 'status asked' } as const;

const column = (what: string, rest: string): string =>
  `${new Date().toISOString().slice(11, 23)}  ${what.padEnd(15)}  ${rest}`.trimEnd();

/** A row of the order client for a reader. */
export function rowLine(row: ClientRow): string | undefined {
  switch (row.kind) {
    case 'sent':
      return column(SENT[row.msgType], row.clOrdId);
    case 'report':
      return reportLine(row);
    case 'cancelReject':
      return column('refused', `${row.clOrdId}: ${row.text ?? `CxlRejReason (102) ${row.cxlRejReason ?? '?'}`}`);
    case 'refused':
      return column('refused', `${row.clOrdId}: ${row.text}`);
    default:
      return undefined;
  }
}

function reportLine(r: ReportRow): string {
  const what = EXEC_TYPES[r.execType] ?? `ExecType ${r.execType}`;
  const trade = r.lastQty === undefined ? '' : `${r.lastQty} @ ${r.lastPx ?? '?'}`;
  const state = `${r.status}  cum ${r.cumQty}  leaves ${r.leavesQty}  avg ${r.avgPx}`;
  return column(what, [trade.padEnd(16), state, r.text ?? ''].filter(part => part.trim() !== '').join('  '));
}

/** Leaves out a slice that says what the one before it said: a schedule looks several times a slot. */
export function withoutRepeats(
  line: (answer: ControlAnswer) => string | undefined,
): (answer: ControlAnswer) => string | undefined {
  let last = '';
  return answer => {
    const fact = answer['fact'] as Record<string, string | number> | undefined;
    if (fact?.['type'] !== 'SliceScheduled' && fact?.['type'] !== 'SliceSkipped') return line(answer);
    const now = `${fact['type']} ${fact['slot']} ${fact['target']} ${fact['urgency']} ${fact['reason']}`;
    const repeated = now === last;
    last = now;
    return repeated ? undefined : line(answer);
  };
}

/** A committed fact of the gateway's own, for a reader; undefined for what a report tells anyway. */
export function factLine(answer: ControlAnswer): string | undefined {
  const fact = answer['fact'] as Record<string, string | number> | undefined;
  if (!fact) return undefined;
  const child = `${fact['childId'] ?? ''}`;
  const terms = `${fact['orderQty']} @ ${fact['price'] ?? 'market'}`;
  switch (fact['type']) {
    case 'PlanMade':
      return column(
        'plan',
        `${fact['slots']} slots until ${new Date(Number(fact['end']) / 1000).toISOString().slice(11, 23)} UTC${fact['basis'] === undefined ? '' : `  ${fact['basis']}`}`,
      );
    case 'SliceScheduled':
      return column('slice', sliceText(fact));
    case 'SliceSkipped':
      return column('slice skipped', `slot ${Number(fact['slot']) + 1}: ${fact['reason']}`);
    case 'SliceWeighed':
      return column('weighed', weighedText(fact));
    case 'ChildOrderProposed':
      return column('child', `${child}  ${terms}${workedText(fact)}`);
    case 'ChildReplaceReleased':
      return column('child changed', `${child}  ${terms}`);
    case 'ChildOrderDenied':
    case 'ChildReplaceDenied':
    case 'ChildOrderRejected':
    case 'ChildRequestRejected':
      return column('child refused', `${child}  ${fact['text']}`);
    case 'ChildOrderFilled':
      return column('child fill', `${child}  ${fact['lastQty']} @ ${fact['lastPx']}`);
    case 'ChildOrderCanceled':
    case 'ChildOrderExpired':
      return column('child closed', child);
    case 'ParentEnding':
      return column('ending', `${fact['reason']}`);
    default:
      return undefined;
  }
}

/** What each way to work a slice was expected to cost, and which was chosen. */
function weighedText({
  qty,
  chose,
  plain,
  cross,
  join,
  improve,
  fillJoin,
  fillImprove,
}: Readonly<Record<string, string | number>>): string {
  if (plain !== undefined) return `${qty} ${chose}: ${plain}`;
  const percent = (part: string | number | undefined): string => `${Math.round(Number(part) * 100)} %`;
  const inside = improve === undefined ? '' : `, improve ${improve} (fills ${percent(fillImprove)})`;
  return `${qty} ${chose}, by costs in bps: cross ${cross}, join ${join} (fills ${percent(fillJoin)})${inside}`;
}

/** How a child stands in the book, where that is not the usual. */
function workedText({ timeInForce, displayQty }: Readonly<Record<string, string | number>>): string {
  return `${timeInForce === '3' ? '  immediate or cancel' : ''}${displayQty === undefined ? '' : `  shows ${displayQty}`}`;
}

function sliceText(fact: Readonly<Record<string, string | number>>): string {
  if (fact['forClose'] !== undefined) return `up to ${fact['target']} goes into the closing auction`;
  if (fact['limit'] !== undefined) return `up to ${fact['target']} at once, at ${fact['limit']} or better`;
  return `slot ${Number(fact['slot']) + 1}: ${fact['target']} done by its end, ${fact['urgency']}`;
}

/** A report among the gateway's own facts, for a reader who has no session. */
export function reportFactLine(answer: ControlAnswer): string | undefined {
  const fact = answer['fact'] as Record<string, string> | undefined;
  const order = answer['order'] as Record<string, string> | undefined;
  if (!order) return undefined;
  const stateOf = (from: Record<string, string>, status: string | undefined): string =>
    `${status ?? ''}  cum ${from['cumQty']}  leaves ${from['leavesQty']}  avg ${from['avgPx']}`;
  if (!fact) {
    const what = `${order['clOrdId']}  ${order['strategy']} ${order['orderQty']} ${order['symbol']}`;
    return column('order', `${what}  ${stateOf(order, order['status'])}`);
  }
  if (fact['type'] === 'ParentOrderDenied') return column('rejected', `${fact['text']}`);
  if (fact['type'] !== 'ParentReported') return factLine(answer);
  const trade = fact['lastQty'] === undefined ? '' : `${fact['lastQty']} @ ${fact['lastPx']}`;
  const state = stateOf(fact, ORD_STATUS_NAMES[fact['ordStatus'] as OrdStatus]);
  const what = EXEC_TYPES[fact['execType'] ?? ''] ?? 'report';
  return column(what, [trade.padEnd(16), state, fact['text'] ?? ''].filter(part => part.trim() !== '').join('  '));
}
