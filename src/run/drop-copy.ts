import type { Books } from '../core/books';
import type { FactOf, Input } from '../core/facts';
import type { RecordedTurn } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import type { Child } from '../core/order/child';
import type { OrderState } from '../core/order/order';
import type { Parent } from '../core/order/parent';
import type { SessionId } from '../core/ports';
import type { MessageWriter } from '../fix/codec/writer';
import type { SessionSettings } from '../fix/settings/settings';
import type { Dialect } from '../fix/translate/dialect';
import { copyOfVenue, copyToOms, fieldOf, type ParentReport } from '../fix/translate/drop-copy';
import { SpareTime } from './spare-time';

/** Between two slices of work (ms), so that the line is never held up for long. */
const PAUSE_MS = 2;
/** Copies in one slice: about a millisecond. */
const SLICE = 128;
/** While the line has no time to spare copies wait for it, but so long (ms) and so many at most. */
const LATEST_MS = 5_000;
const MOST = 131_072;
/** Of what waits above that a slice takes this share too: it stays bounded at any rate. */
const SHARE = 16;
/** Account (1). */
const ACCOUNT = 1;

/** Where copies go, and how it is recorded that they went. */
export interface CopyOutlets {
  readonly send: (session: SessionId, msgType: string, build: (w: MessageWriter) => void) => number | undefined;
  readonly dialect: (session: SessionId) => Dialect;
  readonly post: (input: Input) => void;
  /** A report that cannot be written for a session: it has no copy there. */
  readonly failed: (session: SessionId, seq: number, error: unknown) => void;
}

/** A report that waits to be copied, with what may have changed by the time it is. */
interface Copy {
  readonly seq: number;
  /** When it began to wait (ms of `performance.now`). */
  readonly since: number;
  readonly at: Micros;
  readonly report: ParentReport | FactOf<'VenueReportReceived'>;
  readonly parent: Parent | undefined;
  readonly child: Child | undefined;
  readonly state: OrderState | undefined;
  /** The OMS's order, where there is no parent. */
  readonly body: string;
  readonly ordType: string;
  readonly clOrdId: string;
}

/**
 * Copies every ExecutionReport, ours to an OMS and a venue's about a child, to the drop copy sessions. What a turn brought is noted when it
 * closes, encoded a little later, a slice at a time, while the line has time to spare (else up to `LATEST_MS` later), and committed together with a fact that says up to which turn copies are made: so
 * after a crash the fold of the journal notes again what was not copied, and nothing is copied twice. A consumer that is away finds its
 * copies stored under their numbers.
 */
export class DropCopy {
  private waiting: Copy[] = [];
  private first = 0;
  /** Copies are made from the turns now seen. */
  private on = false;
  private outlets: CopyOutlets | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** By drop copy session: the accounts it sees; none named, all. */
  private readonly accounts: ReadonlyMap<SessionId, ReadonlySet<string>>;
  /** Their CompID by session; a session that is configured no more has none. */
  private readonly peers: ReadonlyMap<SessionId, string>;

  constructor(
    settings: readonly SessionSettings[],
    private readonly spare: Pick<SpareTime, 'turned' | 'none'> = new SpareTime(),
  ) {
    const copied = settings.filter(s => s.role === 'dropcopy' && s.connectionType === 'acceptor');
    this.accounts = new Map(copied.map(s => [s.id, new Set(s.dropCopyAccounts)]));
    this.peers = new Map(settings.map(s => [s.id, s.identity.targetCompID]));
  }

  /** Copies that wait. */
  get backlog(): number {
    return this.waiting.length - this.first;
  }

  /** A turn closed, now or (in the fold at a start) long ago. */
  turned(turn: RecordedTurn, books: Books): void {
    this.spare.turned();
    for (const fact of turn.facts) {
      switch (fact.type) {
        case 'ParentReported':
          this.note(turn, fact, books.parents.get(fact.parentId));
          break;
        case 'ParentOrderDenied':
        case 'StatusUnknown':
          this.note(turn, fact, undefined);
          break;
        case 'VenueReportReceived':
          this.noteVenue(turn, fact, books);
          break;
        case 'CopiesMade':
          this.made(fact.seq);
          break;
        default:
      }
    }
  }

  /** The fold is done: from here on copies go out. `seq` is the last turn's. */
  start(outlets: CopyOutlets, seq: number): void {
    this.outlets = outlets;
    const wanted = this.accounts.size > 0;
    if (this.on !== wanted) outlets.post({ type: 'CopiesMade', seq: wanted ? seq : 0 });
    this.arm();
  }

  /** Copies what waits, and no more after that: the next start goes on from what is recorded. */
  stop(): void {
    clearTimeout(this.timer);
    while (this.outlets && this.backlog > 0) this.work();
    this.outlets = undefined;
  }

  private made(seq: number): void {
    this.on = seq > 0;
    if (!this.on) this.first = this.waiting.length;
    while (this.first < this.waiting.length && this.waiting[this.first]!.seq <= seq) this.first++;
    this.shrink();
  }

  private note(turn: RecordedTurn, report: ParentReport, parent: Parent | undefined): void {
    if (!this.on) return;
    const [input] = turn.facts;
    const body = parent === undefined && input?.type === 'ParentOrderReceived' ? input.body : '';
    const { ordType = '', clOrdId = '' } = parent ?? {};
    this.add({ ...this.of(turn), report, parent, child: undefined, state: undefined, body, ordType, clOrdId });
  }

  private noteVenue(turn: RecordedTurn, report: FactOf<'VenueReportReceived'>, books: Books): void {
    if (!this.on) return;
    const child = books.childNamed(report.clOrdId) ?? books.childNamed(report.origClOrdId ?? '');
    if (!child) return; // an UnexpectedReport: no order of ours, no account
    const parent = books.parentOf(child);
    const { ordType, clOrdId } = parent;
    this.add({ ...this.of(turn), report, parent, child, state: child.state, body: '', ordType, clOrdId });
  }

  private of({ seq, at }: RecordedTurn): Pick<Copy, 'seq' | 'at' | 'since'> {
    return { seq, at, since: performance.now() };
  }

  private add(copy: Copy): void {
    this.waiting.push(copy);
    if (this.timer === undefined) this.arm();
  }

  private arm(): void {
    this.timer = this.outlets && this.backlog > 0 ? setTimeout(() => this.look(), PAUSE_MS) : undefined;
  }

  private look(): void {
    if (!(this.spare.none() && this.mayWait())) this.work();
    this.arm();
  }

  /** Whether what waits can wait a little longer, for the line to have what time there is. */
  private mayWait(): boolean {
    const oldest = this.waiting[this.first];
    return oldest !== undefined && this.backlog < MOST && performance.now() - oldest.since < LATEST_MS;
  }

  /** A slice, to the end of a turn: what is copied and that it is copied are one commit. */
  private work(): void {
    const until = this.first + SLICE + Math.max(0, Math.ceil((this.backlog - MOST) / SHARE));
    let last = 0;
    for (
      let copy = this.waiting[this.first];
      copy && (this.first < until || copy.seq === last);
      copy = this.waiting[this.first]
    ) {
      last = copy.seq;
      this.copy(copy);
      this.first++;
    }
    if (last > 0) this.outlets!.post({ type: 'CopiesMade', seq: last });
  }

  private copy(copy: Copy): void {
    const account = fieldOf(copy.parent?.received.body ?? copy.body, ACCOUNT);
    for (const [session, accounts] of this.accounts) {
      if (accounts.size > 0 && !(account !== undefined && accounts.has(account))) continue;
      const { dialect, send, failed } = this.outlets!;
      try {
        send(session, '8', w => this.encode(w, dialect(session), copy, account));
      } catch (error) {
        failed(session, copy.seq, error); // a value that a venue wrote and we may not: never the end of the line
      }
    }
  }

  private encode(w: MessageWriter, d: Dialect, copy: Copy, account: string | undefined): void {
    const { report, child, state, at } = copy;
    const parent = asItWas(copy);
    if (report.type === 'VenueReportReceived') {
      const onBehalfOf = this.peers.get(report.session);
      copyOfVenue(w, d, { report, child: child!, parent: parent!, state: state!, at, account, onBehalfOf });
      return;
    }
    const session = report.type === 'ParentReported' ? parent!.session : report.session;
    copyToOms(w, d, report, parent, { at, account, deliverTo: this.peers.get(session) });
  }

  private shrink(): void {
    if (2 * this.first < Math.max(2048, this.waiting.length) && this.backlog > 0) return;
    this.waiting = this.waiting.slice(this.first);
    this.first = 0;
  }
}

/** The parent with the terms it had when it was reported: a replace may have changed them since. */
function asItWas({ parent, ordType, clOrdId }: Copy): Parent | undefined {
  return parent && (parent.ordType !== ordType || parent.clOrdId !== clOrdId) ? { ...parent, ordType, clOrdId } : parent;
}
