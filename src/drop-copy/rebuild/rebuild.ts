import type { Micros } from '../../core/numbers';
import { MessageView } from '../../fix/codec/view';
import type { LogDamage, LoggedMessage, LogSink } from '../read/message';
import type { Direction, SessionView } from './direction';
import { type Finding, type FindingKind, Findings } from './findings';
import type { RebuiltOrder } from './order';
import { Orders } from './orders';
import { Reports } from './reports';
import { Requests } from './requests';
import { Sessions } from './sessions';

/** Orders in memory at most: some 20 MB. */
const IN_MEMORY = 8_192;

/** What logs came to, in numbers. */
export interface RebuildCounts {
  /** Messages that were told of. */
  readonly messages: number;
  /** Of those: resends, repeats and what the log of the other end has too, counted once. */
  readonly again: number;
  /** By MsgType (35), of those that count. */
  readonly byType: Readonly<Record<string, number>>;
  readonly orders: number;
  /** Fills that were booked, and of those how many were taken back and how many rewritten. */
  readonly fills: number;
  readonly busts: number;
  readonly corrections: number;
  /** Reports that were known by their ExecID (17). */
  readonly repeatedReports: number;
  /** Exact, by kind; `Rebuilt.findings` has the first of each. */
  readonly findings: Partial<Record<FindingKind, number>>;
}

/** What logs say, rebuilt. */
export interface Rebuilt {
  /** Every order, by its number; as often as asked for, until it is closed. An order is good until the next is asked for. */
  orders(): Iterable<RebuiltOrder>;
  readonly findings: readonly Finding[];
  readonly sessions: readonly SessionView[];
  readonly counts: RebuildCounts;
  /** Lets go of what is kept on disk; `orders` ends. */
  close(): void;
}

/**
 * Rebuilds orders, by the table of core/order, and sessions out of the messages of logs, in the order in which they come; what is inconsistent is listed.
 * Memory is bounded but for 8 to 24 bytes a name and 6 a message: orders that nothing is told of go to a temporary file, and come back when something is.
 */
export class Rebuild implements LogSink {
  private readonly findings = new Findings();
  private readonly view = new MessageView();
  private readonly sessions = new Sessions(this.findings);
  private readonly orders: Orders;
  private readonly reports: Reports;
  private readonly requests: Requests;
  private messages = 0;
  private again = 0;

  /** `inMemory`: orders that are kept in memory at most. */
  constructor(inMemory = IN_MEMORY) {
    const { sessions, findings } = this;
    this.orders = new Orders(inMemory);
    this.reports = new Reports(this.orders, sessions, findings);
    this.requests = new Requests(this.orders, sessions, this.reports.finder, findings);
  }

  message(message: LoggedMessage): void {
    const { view, findings, sessions } = this;
    this.messages++;
    findings.at(message.file, message.line, message.offset);
    if (!view.read(message.buf, message.start, message.end))
      return findings.add('not-read', `no FIX message: ${view.malformedReason}`);
    const direction = view.msgType === '' ? undefined : sessions.between(view);
    if (direction === undefined)
      return findings.add('not-read', 'SenderCompID (49), TargetCompID (56) or MsgType (35) is missing');
    this.orders.shelf.tidy();
    const counts = sessions.take(direction, view, message);
    if (!counts) this.again++;
    if (counts || (sessions.doubtful && view.msgType === '8'))
      this.told(direction, sessions.sent ?? message.at ?? direction.last ?? 0);
  }

  damaged({ file, line, offset, kind, what }: LogDamage): void {
    this.findings.at(file, line, offset);
    this.findings.add(kind, what);
  }

  /** What there is once all is told. */
  end(): Rebuilt {
    const { orders, findings, reports } = this;
    const sessions = this.sessions.views();
    const byType: Record<string, number> = {};
    for (const s of sessions) for (const [type, n] of Object.entries(s.byType)) byType[type] = (byType[type] ?? 0) + n;
    const { fills, busts, corrections } = reports.fills;
    return {
      orders: () => orders.shelf.all(),
      findings: findings.kept,
      sessions,
      counts: {
        ...{ messages: this.messages, again: this.again, byType, orders: orders.shelf.size, fills, busts, corrections },
        ...{ repeatedReports: reports.repeats, findings: findings.counts },
      },
      close: () => this.close(),
    };
  }

  /** Lets go of what is kept on disk. */
  close(): void {
    this.orders.shelf.close();
  }

  private told(direction: Direction, at: Micros): void {
    const { view, reports, requests } = this;
    switch (view.msgType) {
      case '8':
        return reports.take(view, direction, at);
      case 'D':
        return requests.order(view, direction, at);
      case 'F':
      case 'G':
        return requests.request(view, direction, at);
      case '9':
        return requests.refused(view, direction);
      case 'E':
        return requests.list(view, direction, at);
      case '3':
      case 'j':
        return requests.rejected(view, direction);
      default:
    }
  }
}
