import type { Micros } from '../../core/numbers';
import type { LoggedMessage } from '../../drop-copy/read/message';
import type { ReadLogsOptions } from '../../drop-copy/read/read-logs';
import type { MessageView } from '../../fix/codec/view';
import { Ends } from './ends';
import type { Spread } from './latency';
import { conversationOf, momentOf } from './moment';
import { type Phase, Phases } from './phases';
import { readViews } from './read';

export interface StatsRequest {
  readonly files: readonly string[];
  readonly zone?: string | undefined;
  readonly told?: (bytes: number, of: number) => void;
}

/** How long something took by one clock. */
export interface Latency {
  /** Whose log told it, where those of both ends are read: a CompID, or a file's name; '' for logs of which nobody can say. */
  readonly log?: string;
  readonly phase: Phase;
  readonly spread: Spread;
}

/** What two parties said to each other. */
export interface SessionStats {
  /** `A<->B`. */
  readonly session: string;
  /** Each once, also where the logs of both ends are read. */
  readonly messages: number;
  /** Messages that the log of the other end has too: they are in no other count but `latency`. */
  readonly otherEnd: number;
  /** Of the messages themselves, without what the log puts around them. */
  readonly bytes: number;
  /** By MsgType (35). */
  readonly types: Readonly<Record<string, number>>;
  /** NewOrderSingles, and refusals: Reject (3), BusinessMessageReject (j), OrderCancelReject (9), ExecutionReports with 39=8. Repeats (43=Y) are in none. */
  readonly orders: number;
  readonly rejects: Readonly<Record<'3' | 'j' | '9' | '39=8', number>>;
  /** Microseconds since the epoch; undefined where no message has a time. */
  readonly first: Micros | undefined;
  readonly last: Micros | undefined;
  /** Most messages in one second of the clock. */
  readonly peak: number;
  readonly latency: readonly Latency[];
}

export interface Stats {
  readonly messages: number;
  readonly unreadable: number;
  readonly damaged: number;
  /** Unpacked bytes of the files. */
  readonly bytes: number;
  readonly sessions: readonly SessionStats[];
}

/** Sessions told apart; what comes beyond is counted as one. */
const MOST_SESSIONS = 200;
/** MsgTypes told apart, of a session. */
const MOST_TYPES = 300;
const SECOND = 1_000_000;

/** Counts what logs hold, by session: in constant memory. */
export async function logStats({ files, zone, told }: StatsRequest): Promise<Stats> {
  const sessions = new Map<string, Counting>();
  let unreadable = 0;
  const names: string[] = [...files];
  const ends = new Ends();
  const options: ReadLogsOptions = {
    ...(told && { told }),
    ...(zone !== undefined && { zone }),
    opened: opened => void names.splice(0, names.length, ...opened),
  };
  const counts = await readViews(
    files,
    {
      message: (message, view) => {
        const name = conversationOf(view);
        const key = sessions.has(name) || sessions.size < MOST_SESSIONS ? name : 'others';
        let session = sessions.get(key);
        if (!session) sessions.set(key, (session = new Counting(key)));
        const again = names.length > 1 && ends.again(message, view);
        session.message(message, view, { again, log: ends.of(message, view, names) });
      },
      unreadable: () => void unreadable++,
    },
    options,
  );
  const sum = (of: (file: (typeof counts.files)[number]) => number): number => counts.files.reduce((all, f) => all + of(f), 0);
  return {
    messages: sum(f => f.messages),
    unreadable,
    damaged: sum(f => Object.values(f.damaged).reduce((all, n) => all + n, 0)),
    bytes: sum(f => f.bytes),
    sessions: [...sessions.values()].map(s => s.told()),
  };
}

class Counting {
  private messages = 0;
  private bytes = 0;
  private orders = 0;
  private readonly types = new Map<string, number>();
  private readonly rejects = { '3': 0, j: 0, '9': 0, '39=8': 0 };
  private first: Micros | undefined;
  private last: Micros | undefined;
  private second = 0;
  private inSecond = 0;
  private peak = 0;
  private otherEnd = 0;
  /** By whose log they are. */
  private readonly phases = new Map<string, Phases>();

  constructor(private readonly session: string) {}

  message(message: LoggedMessage, view: MessageView, { again, log }: { again: boolean; log: string }): void {
    const at = momentOf(message, view);
    this.phasesOf(log).message(view, at, message.at);
    if (again) {
      this.otherEnd++;
      return;
    }
    this.messages++;
    this.bytes += message.end - message.start;
    const type = this.types.has(view.msgType) || this.types.size < MOST_TYPES ? view.msgType : 'others';
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (at !== undefined) this.time(at);
    if (!view.flag(43)) this.business(view);
  }

  told(): SessionStats {
    const { session, messages, otherEnd, bytes, orders, rejects, first, last, peak } = this;
    const types = Object.fromEntries([...this.types].sort((a, b) => b[1] - a[1]));
    return { session, messages, otherEnd, bytes, types, orders, rejects, first, last, peak, latency: this.latency() };
  }

  private latency(): Latency[] {
    const many = this.phases.size > 1;
    return [...this.phases].flatMap(([log, phases]) => phases.told().map(each => (many ? { log, ...each } : each)));
  }

  private phasesOf(log: string): Phases {
    let phases = this.phases.get(log);
    if (!phases) this.phases.set(log, (phases = new Phases()));
    return phases;
  }

  private business(view: MessageView): void {
    const { msgType } = view;
    if (msgType === 'D') this.orders++;
    else if (msgType === '3' || msgType === 'j' || msgType === '9') this.rejects[msgType]++;
    else if (msgType === '8' && view.char(39) === '8') this.rejects['39=8']++;
  }

  private time(at: Micros): void {
    if (this.first === undefined || at < this.first) this.first = at;
    if (this.last === undefined || at > this.last) this.last = at;
    const second = Math.floor(at / SECOND);
    this.inSecond = second === this.second ? this.inSecond + 1 : 1;
    this.second = second;
    if (this.inSecond > this.peak) this.peak = this.inSecond;
  }
}
