import type { Clock, SessionId, SessionNumbers, SessionStore, WireRun } from '../core/ports';
import { messageEnd } from './codec/bytes';
import { type EngineBatch, type EngineHandlers, FixEngine } from './engine';
import type { SessionSettings } from './settings/settings';

/** Messages a session keeps for replay; what is older is gap-filled. */
const KEPT_MESSAGES = 100_000;

const NONE: ReadonlySet<SessionId> = new Set();

interface Kept {
  generation: number;
  /** First number still kept. */
  first: number;
  messages: Buffer[];
}

/** Numbers and messages in memory, for a party without a journal: the simulator's FIX face, the order client, tests. */
export class MemorySessionStore implements SessionStore {
  private readonly bySession = new Map<SessionId, SessionNumbers>();
  private readonly kept = new Map<SessionId, Kept>();

  /** `numbers` as an earlier `saved()` gave them. */
  constructor(numbers: Readonly<Record<SessionId, SessionNumbers>> = {}) {
    for (const [id, n] of Object.entries(numbers)) this.bySession.set(id, n);
  }

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.bySession.get(session);
  }

  *messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    const kept = this.kept.get(session);
    if (kept === undefined || kept.generation !== (this.bySession.get(session)?.generation ?? 0)) return;
    const until = Math.min(last, kept.first + kept.messages.length - 1);
    for (let n = Math.max(first, kept.first); n <= until; n++) yield { seqNum: n, bytes: kept.messages[n - kept.first]! };
  }

  /** Takes a batch in, but for the messages of sessions that are `forgetful`: what is never replayed is not kept. */
  commit(batch: EngineBatch, forgetful: ReadonlySet<SessionId> = NONE): void {
    for (const [id, numbers] of batch.numbers) this.bySession.set(id, numbers);
    for (const run of batch.runs) if (!forgetful.has(run.session)) this.keep(run);
  }

  /** The numbers as plain data, to be written to a file and handed to the next store. */
  saved(): Record<SessionId, SessionNumbers> {
    return Object.fromEntries(this.bySession);
  }

  private keep(run: WireRun): void {
    let kept = this.kept.get(run.session);
    const follows = kept !== undefined && kept.generation === run.generation && kept.first + kept.messages.length === run.first;
    if (kept === undefined || !follows) {
      kept = { generation: run.generation, first: run.first, messages: [] };
      this.kept.set(run.session, kept);
    }
    for (const message of messagesOf(run)) kept.messages.push(message);
    if (kept.messages.length < 2 * KEPT_MESSAGES) return;
    const gone = kept.messages.length - KEPT_MESSAGES;
    kept.messages = kept.messages.slice(gone);
    kept.first += gone;
  }
}

/** Copies of the messages of a run, cut by their BodyLength(9). */
export function* messagesOf(run: Pick<WireRun, 'bytes' | 'start' | 'end'>): Iterable<Buffer> {
  const buf = Buffer.from(run.bytes.buffer, run.bytes.byteOffset, run.bytes.byteLength);
  for (let at = run.start; at < run.end; ) {
    const end = messageEnd(buf, at);
    yield Buffer.from(buf.subarray(at, end));
    at = end;
  }
}

/** An engine that commits to memory and flushes by itself, once an event-loop turn. `committed` is called behind each commit. */
export function standaloneEngine(
  settings: readonly SessionSettings[],
  clock: Clock,
  handlers: Omit<EngineHandlers, 'pending'> & { committed?: () => void },
  store = new MemorySessionStore(),
): FixEngine {
  const forgetful = new Set(settings.filter(s => !s.persistMessages).map(s => s.id));
  const drain = (): void => {
    const batch = engine.takeBatch();
    if (batch !== undefined) store.commit(batch, forgetful);
    engine.flush();
    handlers.committed?.();
  };
  const engine: FixEngine = new FixEngine(settings, clock, store, {
    message: (session, view, at) => handlers.message(session, view, at),
    event: event => handlers.event(event),
    connected: (session, connection) => handlers.connected?.(session, connection),
    network: handlers.network,
    tap: handlers.tap,
    pending: () => setImmediate(drain),
  });
  return engine;
}
