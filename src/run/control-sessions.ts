import type { SessionHandle } from '../fix/engine';
import { explainSchedule } from '../fix/schedule/explain';
import { nearestOf } from '../fix/settings/keys';
import type { Endpoint } from '../fix/settings/settings';
import { plain, textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { Gateway } from './gateway';

type Act = 'reset' | 'set-seq' | 'disconnect';
const HIGHEST = 2_000_000_000;

/** What can be asked about sessions and done to them over the control socket: `sessions` and `session-explain`, `-reset`, `-set-seq`, `-disconnect`. */
export function sessionsHandler(gateway: Gateway): ControlHandler {
  return (request, reply) => {
    if (request.cmd === 'sessions') {
      reply({ ok: true, sessions: gateway.engine.sessions().map(s => sessionRow(gateway, s)) });
      return 'done';
    }
    const act = ACTS.find(a => request.cmd === `session-${a}`);
    if (!act && request.cmd !== 'session-explain') throw new Error(`unknown command '${request.cmd}'`);
    const session = sessionBy(gateway, textOf(request['session'], 'session'));
    if (!act) {
      const schedule = explainSchedule(session.settings, gateway.engine.clock.now());
      reply({ ok: true, session: sessionRow(gateway, session), keys: session.settings.keys, schedule });
      return 'done';
    }
    operate(gateway, session, act, request, reply);
    return 'stream';
  };
}

const ACTS: readonly Act[] = ['reset', 'set-seq', 'disconnect'];

/** A session by its id, or by its TargetCompID where only one has it. Throws an Error that names the nearest. */
export function sessionBy(gateway: Gateway, name: string): SessionHandle {
  const sessions = gateway.engine.sessions();
  const exact = sessions.find(s => s.id === name);
  if (exact) return exact;
  const named = sessions.filter(s => s.settings.identity.targetCompID === name);
  if (named.length === 1) return named[0]!;
  const ids = named.map(s => `'${s.id}'`).join(' or ');
  if (named.length > 1) throw new Error(`several sessions have TargetCompID ${name}: name ${ids}`);
  const names = sessions.flatMap(s => [s.id, s.settings.identity.targetCompID]);
  throw new Error(`no session '${name}'; did you mean '${nearestOf(name, names)}'?`);
}

/**
 * Does it once the session has no connection, after a Logout where it has one, and records who did it and why. Answers when that is stored:
 * the session may be back by then.
 */
function operate(
  gateway: Gateway,
  session: SessionHandle,
  act: Act,
  request: ControlRequest,
  reply: (line: unknown) => void,
): void {
  const by = plain(request['by'], 'by');
  const reason = plain(request['reason'], 'reason');
  const numbers = act === 'set-seq' ? wantedNumbers(session, request) : undefined; // refused before the session is logged out for nothing
  session.whenOff(LOGOUT_TEXT[act], () => {
    try {
      if (act === 'reset') session.reset();
      const set = numbers && wantedNumbers(session, request); // the Logout took numbers too
      if (set) session.setNumbers(set.nextIn, set.nextOut);
      gateway.line.post({ type: 'SessionOperated', session: session.id, act, by, reason, ...set });
      gateway.line.commitNow();
      reply({ ok: true, session: sessionRow(gateway, session) });
    } catch (error) {
      reply({ ok: false, error: (error as Error).message });
    }
  });
}

/** What the peer is told; the operator's reason is for our own journal. */
const LOGOUT_TEXT: Readonly<Record<Act, string>> = {
  reset: 'sequence numbers are reset by the operator',
  'set-seq': 'sequence numbers are set by the operator',
  disconnect: 'disconnected by the operator',
};

/** The numbers asked for. Throws where one is none, or is lower than the peer knows it without `force`. */
function wantedNumbers(session: SessionHandle, request: ControlRequest): { nextIn: number; nextOut: number } {
  const nextIn = numberOf(request, 'in') ?? session.nextIn;
  const nextOut = numberOf(request, 'out') ?? session.nextOut;
  if (nextIn === session.nextIn && nextOut === session.nextOut && session.state === 'idle')
    throw new Error(`nothing to set: next in is ${nextIn} and next out is ${nextOut} already`);
  if (request['force'] === true) return { nextIn, nextOut };
  if (nextOut < session.nextOut)
    throw new Error(
      `--out ${nextOut} is refused: the peer may have seen every number up to ${session.nextOut - 1}; --force sets it all the same`,
    );
  if (nextIn < session.nextIn)
    throw new Error(
      `--in ${nextIn} is refused: the peer has used every number up to ${session.nextIn - 1}; --force sets it all the same`,
    );
  return { nextIn, nextOut };
}

function numberOf(request: ControlRequest, name: 'in' | 'out'): number | undefined {
  const n = request[name];
  if (n === undefined) return undefined;
  if (typeof n === 'number' && Number.isSafeInteger(n) && n >= 1 && n <= HIGHEST) return n;
  throw new Error(`--${name} must be a whole number from 1 to ${HIGHEST}`);
}

const hostText = ({ host, port }: Endpoint): string => `${host}:${port}`;

function sessionRow(gateway: Gateway, s: SessionHandle) {
  const { role, marketDataFor, connectionType, endpoint, otherHosts, tls } = s.settings;
  return {
    id: s.id,
    role,
    ...(marketDataFor !== undefined && { marketDataFor }),
    type: connectionType,
    endpoint: hostText(endpoint),
    ...(otherHosts && { otherHosts: otherHosts.map(hostText) }),
    tls: tls !== undefined,
    state: s.state,
    loggedOn: s.loggedOn,
    nextIn: s.nextIn,
    nextOut: s.nextOut,
    generation: s.generation,
    opens: utcText(s.closedUntil),
    lastReset: lastReset(gateway, s),
    ...(role === 'marketdata' && { marketData: gateway.market.summaryOf(s.id) }),
    counters: gateway.counters.of(s.id),
  };
}

function lastReset(gateway: Gateway, s: SessionHandle): { cause: string; at: string } | null {
  const reset = gateway.line.books.resets.get(s.id);
  return reset ? { cause: reset.cause, at: utcText(reset.at)! } : null;
}

const utcText = (at: number | undefined): string | null => (at === undefined ? null : new Date(at / 1000).toISOString());
