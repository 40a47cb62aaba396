import type { Fact, FactOf } from '../../src/core/facts';
import { qtyText } from '../../src/core/instruments';
import type { Child } from '../../src/core/order/child';
import { leavesQty, ORD_STATUS_NAMES, type OrdStatus, ordStatus } from '../../src/core/order/order';
import { OMS, Rig } from '../core/rig';
import { type Row, type Step, stepsOf } from './row';
import { childOf, VENUE_STEPS } from './venue-steps';

/** Plays a row against the whole line in memory: each step with what the OMS was told after it and how the child stands. */
export function play(row: Row): Step[] {
  const rules = row.chain ? { omsRules: { [OMS]: { onPendingReplace: 'chain' as const, maxOrderAge: 0 } } } : {};
  const rig = new Rig(rules);
  rig.venueUp().quote('99.99', '100.01').heard();
  return stepsOf(row).map(({ what }) => {
    const from = rig.turns.length;
    happen(rig, what);
    const facts = rig.turns.slice(from).flatMap(turn => turn.facts);
    const child = [...facts.flatMap(sent), childText(childOf(rig))].filter(text => text !== '').join('; ');
    return { what, told: told(rig, facts), child };
  });
}

const TIF: Readonly<Record<string, string>> = { gtc: '1', ioc: '3', fok: '4', gtd: '6' };

/** `D X 10000 gtc`, `F Y,X`, `G Y,X 8000 @99`, `H X`, `q M 7`, `AF S 1`; `tick 3`: 3 s after the start; else what the venue says. */
function happen(rig: Rig, what: string): void {
  const [verb = '', ids = '', ...rest] = what.split(' ');
  const [id = '', orig = ''] = ids.split(',');
  const timeInForce = rest.map(word => TIF[word]).find(tif => tif !== undefined);
  const price = rest.find(word => word.startsWith('@'))?.slice(1);
  const strategy = rest.includes('twap') ? { strategy: '1001', parameters: { Duration: '2' } } : {};
  const over = {
    orderQty: rest[0] ?? '',
    ...(timeInForce && { timeInForce }),
    ...(timeInForce === '6' && { expireDate: '20260131' }),
    ...(price && { price }),
    ...(rest.includes('resend') && { possResend: true }),
    ...strategy,
  };
  switch (verb) {
    case 'D':
      return void rig.order(id, over);
    case 'F':
      return void rig.cancel(id, orig);
    case 'G':
      return void rig.replace(id, orig, over);
    case 'H':
      return void rig.status(id);
    case 'q':
      return void rig.post({ type: 'MassCancelReceived', session: OMS, clOrdId: id, kind: rest[0]! });
    case 'AF':
      return void rig.post({ type: 'ParentsStatusAsked', session: OMS, requestId: id, kind: rest[0]! });
    case 'tick':
      return void rig.until(Number(ids));
    default:
      return VENUE_STEPS[verb]!(rig, what.split(' ').slice(1));
  }
}

/** What left for the venue, by our ClOrdIDs. */
function sent(fact: Fact): string[] {
  switch (fact.type) {
    case 'ChildOrderReleased':
      return [`D(${fact.childId})`];
    case 'ChildCancelReleased':
      return [`F(${fact.clOrdId},${fact.origClOrdId})`];
    case 'ChildReplaceReleased':
      return [`G(${fact.clOrdId},${fact.origClOrdId})`];
    default:
      return [];
  }
}

/** What left for the OMS since a turn, and what a person was called for. */
function told(rig: Rig, facts: readonly Fact[]): string {
  const lines: string[] = [];
  for (const fact of facts) {
    if (fact.type === 'ParentReported') lines.push(report(rig, fact));
    else if (fact.type === 'ParentOrderDenied') lines.push(`8(${fact.clOrdId}) Rejected/Rejected 103=${fact.ordRejReason}`);
    else if (fact.type === 'StatusUnknown') lines.push(`8(${fact.clOrdId}) OrderStatus/Rejected 103=${fact.ordRejReason}`);
    else if (fact.type === 'ParentRequestDenied') lines.push(reject(fact));
    else if (fact.type === 'MassCancelAnswered') lines.push(`r(${fact.clOrdId}) ${fact.affected.map(o => o.clOrdId).join(' ')}`);
    else if (fact.type === 'Alarmed') lines.push(`alarm ${fact.code}`);
    else if (fact.type === 'UnexpectedReport') lines.push('alarm UnexpectedReport');
  }
  return lines.join('; ');
}

const EXEC_TYPES: Readonly<Record<string, string>> = {
  '0': 'New',
  '3': 'DoneForDay',
  '4': 'Canceled',
  '5': 'Replaced',
  '6': 'PendingCancel',
  '7': 'Stopped',
  '8': 'Rejected',
  '9': 'Suspended',
  B: 'Calculated',
  C: 'Expired',
  D: 'Restated',
  E: 'PendingReplace',
  F: 'Trade',
  G: 'TradeCorrect',
  H: 'TradeCancel',
  I: 'OrderStatus',
};

function report(rig: Rig, r: FactOf<'ParentReported'>): string {
  const { instrument } = rig.books.parents.get(r.parentId)!;
  const ids = r.origClOrdId === undefined ? r.clOrdId : `${r.clOrdId},${r.origClOrdId}`;
  const quantities = [r.orderQty, r.cumQty, r.leavesQty].map(qty => qtyText(instrument, qty)).join(' ');
  const parts = [`8(${ids}) ${EXEC_TYPES[r.execType]}/${name(r.ordStatus)} ${quantities}`];
  if (r.avgPx !== '0' && r.avgPx !== '100') parts.push(`6=${r.avgPx}`);
  if (r.restatementReason !== undefined) parts.push(`378=${r.restatementReason}`);
  if (r.ordRejReason !== undefined) parts.push(`103=${r.ordRejReason}`);
  if (r.mass?.last) parts.push(`912=Y`);
  return parts.join(' ');
}

const reject = (r: FactOf<'ParentRequestDenied'>): string =>
  `9(${r.clOrdId},${r.origClOrdId}) ${name(r.ordStatus)} 102=${r.cxlRejReason}`;

const name = (status: OrdStatus): string => ORD_STATUS_NAMES[status];

function childText(child: Child | undefined): string {
  if (!child) return '';
  const { state } = child;
  // a share has two decimals here: the rig's lot is 1
  const quantities = [state.orderQty, state.cumQty, leavesQty(state)].map(qty => qty / 100).join(' ');
  return `${name(ordStatus(state))} ${quantities}`;
}
