import { addExact, divideToText, type Exact, exactFromText, formatDecimal, mulExact, ZERO } from '../core/numbers';
import type { Evidence } from './demo-evidence';
import { endOf, type Played, type Sent } from './demo-scenario';
import type { ReportRow } from './order-client-messages';
import type { ReplayResult } from './replay';

/** An invariant: `broken` names every case in which it did not hold. */
export interface Check {
  readonly name: string;
  readonly broken: readonly string[];
}

/** What the OMS's word is held against. */
export interface Proof {
  /** By the order's first ClOrdID. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly replay: ReplayResult;
  /** Nothing went wrong at the venue: an order ends as it was planned to, and requests are granted. */
  readonly asPlanned: boolean;
}

/** Judges what the OMS was told, what the venue said and booked, and what the journal replays to. */
export function judge(played: Played, { evidence, replay, asPlanned }: Proof): Check[] {
  const { sent } = played;
  const of = (s: Sent): Evidence | undefined => evidence.get(s.clOrdId);
  const each = (name: string, faults: (s: Sent) => (string | undefined)[]): Check => ({
    name,
    broken: sent.flatMap(s => faults(s).flatMap(fault => (fault === undefined ? [] : [`${s.clOrdId} (${s.what}): ${fault}`]))),
  });
  return [
    each('every order ended, and as it should', s => [endingFault(s, asPlanned)]),
    { name: 'a cancel of what does not exist is refused, naming OrigClOrdID (41)', broken: strayFault(played) },
    each("the venue's fills of the children sum to the CumQty of their parent", s => [sumFault(s, of(s))]),
    each('no child exceeds its parent: filled and working quantity together never do', s =>
      (of(s)?.overcommitted ?? []).map(seq => `exceeded in turn ${seq}`),
    ),
    each('LeavesQty (151) is OrderQty less CumQty while open, and 0 at the end', s => s.reports.map(leavesFault)),
    each('CumQty (14) and AvgPx (6) of every report are the exact sums of its fills', sumsFaults),
    { name: 'each ExecID (17) was told once', broken: twice(sent.flatMap(s => s.reports.map(r => r.execId))) },
    each('each trade of the venue was booked once', s =>
      (of(s)?.bookedTwice ?? []).map(execId => `ExecID ${execId} booked twice`),
    ),
    { name: 'the journal replays without a different decision', broken: replayFault(replay) },
  ];
}

function endingFault(s: Sent, asPlanned: boolean): string | undefined {
  const end = endOf(s);
  if (!end) return `still ${s.reports[s.reports.length - 1]?.status ?? 'unanswered'}`;
  if (!asPlanned && typeof s.ending === 'string') return undefined;
  if (s.refusal !== undefined) return `a request was refused: ${s.refusal}`;
  if (typeof s.ending === 'object') {
    const fits = end.status === 'Rejected' && end.text?.startsWith(`${s.ending.denied}: `) && Number(end.cumQty) === 0;
    return fits ? undefined : `${end.status} '${end.text}' where a denial ${s.ending.denied} was due`;
  }
  if (s.ending === 'ended') return end.status === 'Rejected' ? `rejected: ${end.text}` : undefined;
  return end.status === s.ending ? undefined : `${end.status} where ${s.ending} was due`;
}

const strayFault = ({ strayCancel }: Played): string[] =>
  strayCancel?.includes('OrigClOrdID (41)') ? [] : [`answered with '${strayCancel ?? 'nothing'}'`];

function sumFault(s: Sent, e: Evidence | undefined): string | undefined {
  const told = endOf(s)?.cumQty ?? '?';
  if (!e) return typeof s.ending === 'object' ? undefined : 'the journal has no such order';
  const same = e.venueQty === e.filledQty && e.filledQty === e.cumQty && e.cumQty === told;
  return same ? undefined : `venue ${e.venueQty}, of it arrived ${e.filledQty}, journal ${e.cumQty}, told ${told}`;
}

function leavesFault(r: ReportRow): string | undefined {
  const closed = '348C'.includes(r.ordStatus);
  const due = closed ? '0' : difference(r.orderQty, r.cumQty);
  return r.leavesQty === due ? undefined : `ExecID ${r.execId}: LeavesQty ${r.leavesQty} where ${due} was due`;
}

const exact = (text: string | undefined): Exact => exactFromText(text ?? '0') ?? ZERO;

function difference(a: string, b: string): string {
  const minus = exact(b);
  const d = addExact(exact(a), { n: -minus.n, scale: minus.scale });
  return formatDecimal(d.n, d.scale);
}

/** Decimals that AvgPx is told with at most, for the tick of the demo's instruments. */
const AVG_DECIMALS = 8;

function sumsFaults(s: Sent): string[] {
  const faults: string[] = [];
  let trades: { readonly execId: string; readonly qty: Exact; readonly cost: Exact }[] = [];
  for (const r of s.reports) {
    const { execType, execId, execRefId } = r;
    const qtyTold = exact(r.lastQty);
    if (execType === 'G' || execType === 'H') trades = trades.filter(t => t.execId !== execRefId);
    if (execType === 'F' || execType === 'G') trades.push({ execId, qty: qtyTold, cost: mulExact(qtyTold, exact(r.lastPx)) });
    const qty = trades.map(t => t.qty).reduce(addExact, ZERO);
    const cost = trades.map(t => t.cost).reduce(addExact, ZERO);
    const cumQty = formatDecimal(qty.n, qty.scale);
    const avgPx = qty.n === 0n ? '0' : divideToText(cost, qty, AVG_DECIMALS);
    if (r.cumQty !== cumQty || r.avgPx !== avgPx)
      faults.push(`ExecID ${r.execId}: CumQty ${r.cumQty}, AvgPx ${r.avgPx} where ${cumQty} and ${avgPx} were due`);
  }
  return faults;
}

function twice(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter(id => seen.has(id) || !seen.add(id)).map(id => `ExecID ${id} was told again`);
}

const replayFault = ({ difference: d }: ReplayResult): string[] =>
  d ? [`turn ${d.seq}, fact ${d.fact}${d.why ? `: ${d.why}` : ''}`] : [];
