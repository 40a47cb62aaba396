import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../../src/core/numbers';
import { isClosed, isTwap, lastOf, type Oms, type OmsOrder, type OmsReport } from './oms';
import { type Frame, field, type Tap } from './tap';

/** A fill as one side tells it: the venue's ExecID, quantity and price. */
type FillText = string;

/** What the venue itself wrote down about an order of the gateway's. */
export interface VenueReport {
  readonly type: string;
  readonly session: string;
  readonly clOrdId: string;
  readonly secondaryClOrdId?: string;
  readonly execId: string;
  readonly execType: string;
  readonly lastQty?: string;
  readonly lastPx?: string;
  readonly text?: string;
}

/** The venue's own record: a JSON line a report. */
export function venueRecord(lines: readonly string[]): VenueReport[] {
  const all = lines.map(l => JSON.parse(l) as VenueReport);
  return all.filter(r => r.type === 'report' && r.session.endsWith('->SLUICE'));
}

const twice = (values: readonly string[], what: string): string[] => {
  const seen = new Set<string>();
  return values.filter(v => seen.size === seen.add(v).size).map(v => `${what} twice: ${v}`);
};

/** What is wrong with the venue's record by itself: an order booked twice, a fill counted twice, an order it had to refuse. */
export const venueFaults = (record: readonly VenueReport[]): string[] => [
  ...twice(
    record.filter(r => r.execType === '0').map(r => r.clOrdId),
    'booked at the venue',
  ),
  ...twice(
    record.map(r => r.execId),
    'ExecID of the venue',
  ),
  ...record.filter(r => r.execType === '8').map(r => `refused by the venue: ${r.clOrdId} ${r.text ?? ''}`),
];

/** What the venue wrote down about each order of the OMS. */
export function byOrder(oms: Oms, record: readonly VenueReport[]): (order: OmsOrder) => readonly VenueReport[] {
  const reports = new Map<OmsOrder | undefined, VenueReport[]>();
  for (const r of record) {
    const order = oms.find(r.secondaryClOrdId ?? '');
    const known = reports.get(order);
    if (known) known.push(r);
    else reports.set(order, [r]);
  }
  return order => reports.get(order) ?? [];
}

/** What is wrong with an order: reports out of step, sums that differ, fills that the venue and the OMS do not agree on, requests unanswered. */
export function orderFaults(order: OmsOrder, record: readonly VenueReport[]): string[] {
  const atVenue = record.filter(r => r.execType === 'F');
  const told = order.reports.filter(r => r.execType === 'F');
  const faults = [
    ...ending(order, record),
    ...stepFaults(order.reports),
    ...differences(
      atVenue.map(r => fillText(r.execId, r.lastQty, r.lastPx)),
      told.map(r => fillText(r.venueExecId ?? '', r.lastQty, r.lastPx)),
    ),
    ...sums(lastOf(order), atVenue),
    ...[...order.waiting].map(id => `request ${id} was never answered`),
  ];
  return faults.map(f => `${order.clOrdId}: ${f}`);
}

/** Why an order that is passed through may be refused while the gateway comes and goes. */
const NO_VENUE = /^(VenueDown|NotSent)/;

/**
 * An order that nobody cancelled is filled, at the quantity asked for last; a cancelled one is closed, with nothing left. One that was
 * passed through may be refused, where the venue never had it; a window may lapse where the gateway was not back in time.
 */
function ending(order: OmsOrder, record: readonly VenueReport[]): string[] {
  const last = lastOf(order);
  const { ordStatus } = order;
  const wanted = order.replacedBy ?? order.orderQty;
  const filled = ordStatus === '2' && last?.cumQty === wanted && last.leavesQty === '0';
  const cancelled = order.cancelled && isClosed(order) && last?.leavesQty === '0' && ordStatus === '4';
  const booked = record.some(r => r.execType === '0');
  const refused = !isTwap(order) && ordStatus === '8' && NO_VENUE.test(last?.text ?? '') && !booked;
  const told = last && `${last.status} ${last.cumQty} of ${last.orderQty}, leaves ${last.leavesQty} ${last.text ?? ''}`;
  const lapsed = order.mayExpire && ordStatus === 'C' && last?.leavesQty === '0';
  return filled || cancelled || refused || lapsed ? [] : [`wanted ${wanted}, ended ${told ?? 'without a report'}`];
}

/** CumQty grows by LastQty and by nothing else; while it is open LeavesQty is the rest. */
function stepFaults(reports: readonly OmsReport[]): string[] {
  let cum = 0;
  return reports.flatMap(r => {
    cum += Number(r.lastQty ?? 0);
    const open = ['0', '1', '6', 'E'].includes(r.ordStatus);
    const leaves = open ? Number(r.orderQty) - cum : 0;
    return Number(r.cumQty) === cum && Number(r.leavesQty) === leaves
      ? []
      : [
          `report ${r.execId} (150=${r.execType} 39=${r.ordStatus}) says CumQty ${r.cumQty}, LeavesQty ${r.leavesQty}; ${cum}, ${leaves} is true`,
        ];
  });
}

const fillText = (execId: string, qty = '', px = ''): FillText => `${execId} ${Number(qty)}@${Number(px)}`;

function differences(venue: readonly FillText[], oms: readonly FillText[]): string[] {
  const atVenue = new Set(venue);
  const atOms = new Set(oms);
  return [
    ...venue.filter(f => !atOms.has(f)).map(f => `fill ${f} of the venue never reached the OMS`),
    ...oms.filter(f => !atVenue.has(f)).map(f => `fill ${f} was told to the OMS and is none of the venue's`),
    ...twice(oms, 'fill told to the OMS'),
  ];
}

/** CumQty and AvgPx of the last report against the exact sums over the venue's fills. */
function sums(last: OmsReport | undefined, fills: readonly VenueReport[]): string[] {
  let qty: Exact = ZERO;
  let cost: Exact = ZERO;
  for (const f of fills) {
    const lastQty = exactFromText(f.lastQty ?? '')!;
    qty = addExact(qty, lastQty);
    cost = addExact(cost, mulExact(lastQty, exactFromText(f.lastPx ?? '')!));
  }
  const avgPx = qty.n === 0n ? '0' : divideToText(cost, qty, AVG_PX_DECIMALS);
  const wanted = `${qty.n} at ${avgPx}`;
  const told = `${last?.cumQty} at ${last?.avgPx}`;
  return told === wanted ? [] : [`the OMS was told ${told}, the venue's fills sum up to ${wanted}`];
}

/** Ticks of 0.01, four decimals finer for fills, two more for an average. */
const AVG_PX_DECIMALS = 8;

/** Every report once, by ExecID, over all orders. */
export const reportFaults = (oms: Oms): string[] => [
  ...twice(
    oms.orders.flatMap(o => o.reports.map(r => r.execId)),
    'ExecID told to the OMS',
  ),
  ...oms.others.map(text => `unexpected at the OMS: ${text}`),
];

/** Fields that a repetition may have otherwise: 9, 43, 52, 122, 10. */
const content = (text: string): string => text.replace(/(^|\x01)(9|43|52|122|10)=[^\x01]*/g, '');

/** One direction of a wire: no number used again for something else, no order sent again. */
function directionFaults(frames: readonly Frame[], name: string): string[] {
  const first = new Map<string, string>();
  const sent = frames.filter(f => !(field(f.text, 35) === '4' && field(f.text, 123) === 'Y'));
  const reused = sent.filter(f => {
    const seqNum = field(f.text, 34);
    const before = first.get(seqNum);
    first.set(seqNum, before ?? content(f.text));
    if (before === undefined) return false;
    return field(f.text, 43) !== 'Y' || before !== content(f.text);
  });
  return reused.map(f => `${name}: number ${field(f.text, 34)} used again: ${f.text.replaceAll('\x01', '|')}`);
}

/** What is wrong on a wire, in both directions. */
export const wireFaults = (tap: Tap, name: string): string[] =>
  (['near', 'far'] as const).flatMap(from =>
    directionFaults(
      tap.frames.filter(f => f.from === from),
      `${name}, from the ${from} end`,
    ),
  );

/** NewOrderSingles that went over a wire under one ClOrdID more than once. */
export const ordersSentTwice = (tap: Tap): string[] =>
  twice(
    tap.frames.filter(f => f.from === 'near' && field(f.text, 35) === 'D').map(f => field(f.text, 11)),
    'sent to the venue',
  );

/** Messages that came again with PossDupFlag (43=Y), gap fills apart. */
export const possDups = (tap: Tap, from: Frame['from']): number =>
  tap.frames.filter(f => f.from === from && field(f.text, 43) === 'Y' && field(f.text, 35) !== '4').length;
