import type { Clock } from '../core/ports';
import type { MessageView } from '../fix/codec/view';
import type { EngineEvent, FixEngine, SessionHandle } from '../fix/engine';
import { standaloneEngine } from '../fix/standalone';
import type { OrderFile } from './order-client-file';
import { clientSettings, inOptions, type SessionOptions } from './order-client-settings';

/** Told of what the session brings. */
export interface SessionListener {
  message(view: MessageView): void;
  event(event: EngineEvent): void;
}

/** How long (ms) a logon, with what was missed since the last one, may take. */
const LOGON_MS = 15_000;

/** The client's end of the session, logged on. */
export class ClientSession {
  readonly handle: SessionHandle;

  private constructor(private readonly engine: FixEngine) {
    this.handle = engine.sessions()[0]!;
  }

  /**
   * Logs on and waits until everything missed was told. Where one side's numbers are those of a first day (a new journal there, or a
   * new file here) and the other's are not, both begin again at 1, and `say` says so. Rejects with an Error that says what to do.
   */
  static async open(
    o: SessionOptions,
    file: OrderFile,
    clock: Clock,
    listener: SessionListener,
    say: (text: string) => void,
  ): Promise<ClientSession> {
    const begin = async (reset: boolean): Promise<ClientSession> => {
      const opened = await dial(o, reset, file, clock, listener);
      if (opened instanceof ClientSession) return opened;
      throw new Error(reasonText(o, opened));
    };
    /** Resets with a logon of its own: a session that went on with ResetOnLogon would lose reports whenever it reconnects. */
    const beginAnew = async (): Promise<ClientSession> => {
      await (await begin(true)).close();
      return begin(false);
    };
    for (const warning of clientSettings(o, false).warnings) say(warning);
    if (o.resetNumbers) return beginAnew();
    const first = await dial(o, false, file, clock, listener);
    if (first instanceof ClientSession) return first;
    const mend = first.refused ? mendOf(first.reason) : undefined;
    if (mend === undefined) throw new Error(reasonText(o, first));
    say(mend);
    return beginAnew();
  }

  /** Logs out, with the numbers saved. */
  async close(): Promise<void> {
    await stop(this.engine);
  }

  /** @internal Made by `dial`. */
  static of(engine: FixEngine): ClientSession {
    return new ClientSession(engine);
  }
}

interface Failed {
  /** The gateway (or we) refused the logon; else nobody answered. */
  readonly refused: boolean;
  readonly reason: string;
}

/** One try. The gateway drops a session it does not want without a word, so a state that falls back to idle is an answer too. */
function dial(
  o: SessionOptions,
  reset: boolean,
  file: OrderFile,
  clock: Clock,
  listener: SessionListener,
): Promise<ClientSession | Failed> {
  return new Promise((resolve, reject) => {
    let decided = false;
    let connected = false;
    const decide = (): boolean => {
      if (decided) return false;
      decided = true;
      clearTimeout(patience);
      clearInterval(look);
      return true;
    };
    const fail = (failed: Failed): void => {
      if (decide()) stop(engine).then(() => resolve(failed), reject);
    };
    const event = (e: EngineEvent): void => {
      if (e.type === 'settled' && decide()) resolve(ClientSession.of(engine));
      else if (e.type === 'connectFailed') fail({ refused: false, reason: e.reason });
      else if (e.type === 'logonRefused' || e.type === 'loggedOff') fail({ refused: true, reason: e.reason });
      listener.event(e);
    };
    const engine = standaloneEngine(
      clientSettings(o, reset).sessions,
      clock,
      {
        message: (_s, view) => listener.message(view),
        event,
        connected: () => {
          connected = true;
        },
      },
      file,
    );
    const patience = setTimeout(() => fail({ refused: true, reason: 'no logon in time' }), LOGON_MS);
    const look = setInterval(() => {
      if (connected && engine.sessions()[0]!.state === 'idle')
        fail({ refused: true, reason: 'the connection was closed without an answer' });
    }, 20);
    engine.start().catch(reject);
  });
}

/** Stops an engine and lets its last commit happen. */
async function stop(engine: FixEngine): Promise<void> {
  await engine.stop();
  await new Promise(resolve => setImmediate(resolve));
}

/** What to say when one side begins anew; undefined where neither does, and a person must decide. */
function mendOf(reason: string): string | undefined {
  const numbers = /too low, expecting (\d+) but received (\d+)/.exec(reason);
  if (numbers?.[2] !== '1') return undefined;
  return reason.startsWith('the peer')
    ? 'no numbers are kept here for this session: both sides begin again at 1'
    : 'the gateway has a new journal: both sides begin again at 1';
}

function reasonText(o: SessionOptions, { refused, reason }: Failed): string {
  const where = `${o.host}:${o.port}`;
  const tls = /TLS: (.*)$/.exec(reason)?.[1];
  if (tls !== undefined) return `no secured connection to ${where}: ${inOptions(tls)}`;
  if (!refused)
    return `no gateway answers on ${where} (${/E[A-Z]+/.exec(reason)?.[0] ?? reason}): start one with 'sluice start', or give --host and --port`;
  const what = `the session ${o.sender}->${o.target} on ${where} was not opened: ${reason}`;
  if (reason.includes('too low')) return `${what}; --reset-numbers begins again at 1 on both sides`;
  const plain =
    o.tls === undefined && reason.includes('without an answer') ? ', and does it take a session without TLS (--tls)' : '';
  return `${what}; is ${o.sender} configured there (--sender, --target), and not logged on already${plain}?`;
}
