import { Books } from '../core/books';
import type { Fact, FactOf, Input } from '../core/facts';
import type { Journal, RecordedTurn, WireBatch } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import { frozen } from '../core/order/archive';
import type { Clock } from '../core/ports';
import type { Turn } from '../core/turn';
import { type LineOwner, Mailbox } from '../pipeline/mailbox';
import { BatchPace } from './batch-pace';
import { dispatch, type Outlets } from './dispatch';
import type { StageClock } from './stage-clock';
import { noStop, type StopHook } from './stop-points';
import { ToVenues } from './to-venues';

/** The sockets' side of a batch: hand over the bytes, write them once they are committed. */
export interface Wire {
  takeBatch(): WireBatch | undefined;
  flush(): void;
}

export type FailureCause = 'stage' | 'commit' | 'emergency';

/** What a line tells its owner. */
export interface LineWatch {
  /** A turn closed and is in the books; also each one that is read back at a start. It is committed soon, or was long ago. */
  turned(turn: RecordedTurn, books: Books): void;
  /** A turn was committed. */
  committed(turn: Turn): void;
  /** A stage threw (a bug), or the journal could not commit: nothing more may leave. `emergency`: of what leaves then, one could not. */
  failed(cause: FailureCause, error: unknown): void;
}

/** How often (ms) it is recorded up to which turn everything was written: what is behind that after a crash is in doubt. */
const WRITTEN_MS = 50;

/**
 * The line: inputs become turns, turns are journaled, and only then do their commands leave. All that one read from a socket brings, or under
 * load one tick of the event loop, is one batch: one commit, one write a session.
 */
export class Line implements LineOwner {
  readonly books = new Books();
  /** Measures how long stages take, where somebody wants to know. */
  stages: StageClock | undefined;
  private mailbox: Mailbox;
  private wire: Wire | undefined;
  private outlets: Outlets | undefined;
  private readonly toVenues = new ToVenues();
  private scheduled = false;
  private inRead = false;
  /** A commit's bytes are being written: what that leads to (a portion of a replay) lets reads and timers come first. */
  private flushing = false;
  /** The read that is worked through did not wait for a commit. */
  private alone = true;
  /** A commit at the end of the read that is worked through. */
  private due = false;
  private dead = false;
  /** Last turn whose bytes were handed to the sockets; recorded as a fact when the line next looks up (`recordWritten`). */
  private writtenSeq = 0;
  private recordedSeq = 0;
  private uncommitted: Turn[] = [];
  private readonly pace = new BatchPace();
  private readonly idle: NodeJS.Timeout;

  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly watch: LineWatch,
    private readonly stopAt: StopHook = noStop,
  ) {
    let seq = 0;
    let at = 0;
    for (const turn of journal.turns()) {
      if (turn.seq > journal.archive.upTo) for (const fact of turn.facts) this.keep(fact, turn.seq);
      for (const fact of turn.facts) this.books.apply(fact, turn.seq, turn.at);
      watch.turned(turn, this.books);
      ({ seq, at } = turn);
    }
    this.mailbox = new Mailbox(this.books, this, seq, at);
    this.idle = setInterval(() => this.recordWritten(), WRITTEN_MS);
  }

  /** Commands go here from now on; before, turns only reach the journal. */
  connect(wire: Wire, outlets: Outlets): void {
    this.wire = wire;
    this.outlets = outlets;
  }

  post(input: Input, at: Micros = this.clock.now()): void {
    this.mailbox.post(input, at);
  }

  /** The same of what a session brought, which was read at `at`: it is measured. */
  postRead(input: Input, at: Micros): void {
    const since = this.stages?.posted(at);
    this.mailbox.post(input, at);
    if (since !== undefined) this.stages?.decided(since);
  }

  /** Nothing is decided that is not committed. */
  get settled(): boolean {
    return this.uncommitted.length === 0;
  }

  /** Lets closed orders go: the archive has them before the books forget them. */
  archive(parentIds: readonly string[]): void {
    const fact = { type: 'ClosedOrdersArchived', parentIds } as const;
    this.keep(fact, this.mailbox.lastSeq + 1);
    this.post(fact);
    this.stopAt('before-archived');
    this.commitNow();
    this.stopAt('after-archived');
  }

  /** Commits soon: once what was just read is worked through or, where batches follow one another closely, at the end of the loop's tick. */
  schedule(): void {
    if (this.scheduled || this.dead) return;
    this.scheduled = true;
    if (this.inRead && this.alone) this.due = true;
    else if (!this.inRead && !this.flushing && this.pace.alone(this.clock.now())) process.nextTick(this.drain);
    else setImmediate(this.drain);
  }

  /** What was read from a socket at `since` is being worked through; without it: is done. */
  reading(since?: Micros): void {
    this.inRead = since !== undefined;
    if (since !== undefined) this.alone = this.pace.alone(since);
    if (this.inRead || !this.due) return;
    this.due = false;
    this.commitNow();
  }

  turn(turn: Turn): void {
    this.journal.append(turn);
    this.uncommitted.push(turn);
    if (this.outlets) dispatch(turn, this.books, this.outlets, this.toVenues);
    this.watch.turned(turn, this.books);
    this.schedule();
  }

  failed(error: unknown): void {
    this.watch.failed('stage', error);
  }

  /**
   * Adds facts outside the pipe, when the pipe is dead: they are applied, journaled and carried out, and that is the last commit. The numbers
   * expected from the peers stay where the last whole commit left them: what came since, and was perhaps not decided, is repeated after the
   * restart (a report that was booked is known by its ExecID, an order by its ClOrdID). One that cannot be carried out is told and keeps
   * none of the others.
   */
  emergency(facts: Fact[]): void {
    const turn: Turn = { seq: this.mailbox.lastSeq + 1, at: this.clock.now(), facts };
    for (const fact of facts) this.books.apply(fact, turn.seq, turn.at);
    this.journal.append(turn);
    this.uncommitted.push(turn);
    for (const fact of facts) this.tryToCarryOut({ ...turn, facts: [fact] });
    this.watch.turned(turn, this.books);
    this.commit(true);
    this.dead = true;
  }

  private tryToCarryOut(turn: Turn): void {
    try {
      if (this.outlets) dispatch(turn, this.books, this.outlets, this.toVenues);
    } catch (error) {
      this.watch.failed('emergency', error);
    }
  }

  /** Commits and writes what is there, without waiting for the tick's end. Not to be called from within a turn. */
  commitNow(): void {
    if (!this.dead) this.commit();
  }

  /** Number of the last turn. */
  get lastSeq(): number {
    return this.mailbox.lastSeq;
  }

  stop(): void {
    clearInterval(this.idle);
    this.commitNow();
    this.dead = true;
  }

  /** What the archive must have before such a fact is applied; after a crash also what it had in memory only. */
  private keep(fact: Fact, seq: number): void {
    if (fact.type !== 'ClosedOrdersArchived') return;
    for (const id of fact.parentIds) this.journal.archive.put(frozen(this.books.parents.get(id)!), seq);
  }

  private recordWritten(): void {
    if (this.writtenSeq === this.recordedSeq) return;
    this.recordedSeq = this.writtenSeq;
    this.post({ type: 'BatchWritten', seq: this.writtenSeq });
  }

  private readonly drain = (): void => this.commitNow();

  private inboundAsCommitted(numbers: WireBatch['numbers']): WireBatch['numbers'] {
    return numbers.map(([session, n]) => {
      const stored = this.journal.numbers(session);
      return [session, stored?.generation === n.generation ? { ...n, nextIn: stored.nextIn } : n];
    });
  }

  /** Encodes what waits for venues. One that cannot be encoded is a bug like one in a stage, and in an emergency keeps none of the others. */
  private encode(emergency: boolean): FactOf<'SendsWithheld'> | undefined {
    for (;;)
      try {
        return this.outlets && this.toVenues.send(this.books, this.outlets);
      } catch (error) {
        if (!emergency) this.mailbox.close();
        this.watch.failed(emergency ? 'emergency' : 'stage', error);
        if (!emergency) return undefined;
      }
  }

  /** One batch: everything since the last one is committed, then written. What a kill held back of it is a fact of the next. */
  private commit(emergency = false): void {
    this.scheduled = true;
    this.stages?.committing();
    const withheld = this.encode(emergency);
    if (this.dead) return;
    const taken = this.wire?.takeBatch();
    const batch = taken && emergency ? { runs: taken.runs, numbers: this.inboundAsCommitted(taken.numbers) } : taken;
    const sends = batch !== undefined && batch.runs.length > 0;
    const toVenue = sends && this.stopAt !== noStop && batch.runs.some(r => this.books.venues.includes(r.session));
    if (toVenue) this.stopAt('before-commit');
    try {
      this.journal.commit(batch);
    } catch (error) {
      this.dead = true;
      this.watch.failed('commit', error);
      return;
    }
    this.stages?.committed();
    if (toVenue) this.stopAt('after-commit');
    if (toVenue) this.stopAt('mid-write');
    this.scheduled = false;
    const turns = this.uncommitted;
    this.uncommitted = [];
    this.flushing = true;
    if (batch) this.wire?.flush();
    this.flushing = false;
    this.pace.committed(this.clock.now());
    this.stages?.written();
    if (toVenue) this.stopAt('before-written');
    if (sends) this.writtenSeq = turns.at(-1)?.seq ?? this.writtenSeq;
    for (const turn of turns) this.watch.committed(turn);
    if (withheld && !emergency) this.post(withheld);
  }
}
