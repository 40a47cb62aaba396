import type { FactOf } from '../../core/facts';
import { type Difference, differenceKey } from '../../core/ledger';
import { plain } from '../control-request';
import type { ControlHandler, ControlRequest } from '../control-server';
import type { Gateway } from '../gateway';
import { copySessions } from './copies-in';

/** A drop copy that we read, as `sluice dropcopy status` shows it. */
export interface CopyRow {
  readonly session: string;
  /** The venue session that it copies. */
  readonly venue: string;
  readonly state: string;
  /** Both sides have told everything up to here: what differs is judged. */
  readonly upToDate: boolean;
  /** Reports since the start: about our orders, about others', not compared. */
  readonly told: number;
  readonly foreign: number;
  readonly passed: number;
  /** Trades since the journal began: told by both, again, by quantity and price. */
  readonly matched: number;
  readonly repeated: number;
  readonly byContent: number;
  /** Trades of ours that the copy has not told yet, trades of the copy not booked yet, orders that read otherwise for now. */
  readonly awaited: number;
  readonly ahead: number;
  readonly touched: number;
  /** Trades that could not be waited for: there were too many. */
  readonly lost: number;
  /** Differences listed. */
  readonly differences: number;
  /** How often reading paused for the line since the start. */
  readonly pauses: number;
  /** ISO time of the last report; null: none since the start. */
  readonly last: string | null;
}

/** Drop copies that we read, over the control socket: `dropcopy-status`, and a person's word on a difference: `reconcile-adopt`, `reconcile-dismiss`. */
export function copiesHandler(gateway: Gateway): ControlHandler {
  return (request, reply) => {
    if (request.cmd === 'dropcopy-status') reply({ ok: true, copies: copyRows(gateway) });
    else reply({ ok: true, ...judge(gateway, request) });
    return 'done';
  };
}

function copyRows({ engine, line, copiesIn }: Gateway): CopyRow[] {
  const { books } = line;
  const settings = engine.sessions().map(s => s.settings);
  return copySessions(settings).map(({ id }) => {
    const watch = books.copies.of(id)!;
    const { lastAt, ...counts } = copiesIn.countsOf(id);
    const settled = (session: string): boolean => books.sessions.get(session)?.settled === true;
    const { told: _told, ...trades } = watch.counts;
    return {
      session: id,
      venue: watch.venue,
      state: engine.session(id).state,
      upToDate: settled(id) && settled(watch.venue),
      ...counts,
      ...trades,
      awaited: watch.awaited.size,
      ahead: watch.ahead.size,
      touched: watch.touched.size,
      differences: [...books.differences.values()].filter(d => d.fact.session === id).length,
      last: lastAt === 0 ? null : new Date(lastAt / 1000).toISOString(),
    };
  });
}

/** Records a person's word on a difference; throws an Error where there is none of that name, or nothing that could be booked. */
function judge({ line }: Gateway, request: ControlRequest): { order: string; execId: string | null; act: string } {
  const act = request.cmd === 'reconcile-adopt' ? 'adopt' : 'dismiss';
  const { fact } = differenceNamed([...line.books.differences.values()], plain(request['name'], 'name'));
  if (act === 'adopt' && fact.what !== 'NotBooked')
    throw new Error(
      `only a trade that the drop copy has and that is not booked can be adopted; '${fact.clOrdId}' is ${fact.what}`,
    );
  const { session, clOrdId, execId } = fact;
  const [by, reason] = [plain(request['by'], 'by'), plain(request['reason'], 'reason')];
  const word: FactOf<'CopyDifferenceJudged'> = { type: 'CopyDifferenceJudged', session, clOrdId, act, by, reason };
  line.post(execId === undefined ? word : { ...word, execId });
  line.commitNow();
  if (line.books.differences.has(differenceKey(fact)))
    throw new Error(`'${clOrdId}' still differs: ${fact.theirs} cannot be booked`);
  return { order: clOrdId, execId: execId ?? null, act };
}

/** The one difference of a drop copy with this ExecID (17), or about the order of this ClOrdID (11). */
function differenceNamed(differences: readonly Difference[], name: string): Difference {
  const copied = differences.filter(d => d.fact.venue !== undefined);
  const trades = copied.filter(d => d.fact.execId === name);
  const found = trades.length > 0 ? trades : copied.filter(d => d.fact.clOrdId === name);
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new Error(`no difference with a drop copy has ExecID (17) or order '${name}': see sluice reconcile`);
  const ids = found.map(d => d.fact.execId ?? 'the order itself').join(', ');
  throw new Error(`'${name}' names several differences: name the ExecID (17) of one: ${ids}`);
}
