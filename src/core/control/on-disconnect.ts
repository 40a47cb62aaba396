import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { SessionId } from '../ports';
import type { Emit } from '../turn';

const TIMER = 'away ';

/** After a start of ours an OMS has at least this long (us) to come back. */
const AFTER_START: Micros = 30_000_000;

/** An OMS session is off: with CancelOnDisconnect its orders have a while yet, unless it is back by then. */
export function sessionLeft(session: SessionId, books: Ledger, at: Micros, emit: Emit): void {
  const after = books.omsRules[session]?.cancelAfter;
  if (after !== undefined && concerns(session, books)) emit({ type: 'TimerSet', timer: TIMER + session, at: at + after });
}

/** We stopped, or crashed, and start again: that was no leaving of the OMS, which is given its time anew. */
export function startedAgain(books: Ledger, at: Micros, emit: Emit): void {
  for (const [session, { cancelAfter }] of Object.entries(books.omsRules))
    if (cancelAfter !== undefined && concerns(session, books))
      emit({ type: 'TimerSet', timer: TIMER + session, at: at + Math.max(cancelAfter, AFTER_START) });
}

/** The time is over: an OMS that is still away has its orders cancelled. Those of several days (GTC, GTD) stay, as they outlive its sessions anyway. */
export function awayTooLong(timer: string, books: Ledger, emit: Emit): void {
  if (!timer.startsWith(TIMER)) return;
  const session = timer.slice(TIMER.length);
  const after = books.omsRules[session]?.cancelAfter;
  if (after === undefined || books.sessions.get(session)?.loggedOn) return;
  const reason = `CancelOnDisconnect: ${session} was logged off for ${after / 1_000_000} s`;
  for (const parent of books.working)
    if (parent.session === session && !parent.ending && !parent.state.multiDay)
      emit({ type: 'ParentEnding', parentId: parent.parentId, as: 'Canceled', reason });
}

function concerns(session: SessionId, books: Ledger): boolean {
  for (const parent of books.working) if (parent.session === session && !parent.ending && !parent.state.multiDay) return true;
  return false;
}
