import { statSync } from 'node:fs';
import type { Books } from '../core/books';
import { covers, type Kill, type KillPlace, openUnder, placeText } from '../core/control/kills';
import type { Input } from '../core/facts';
import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';
import { type KillLatch, type KillState, LATCH_FRESH_MICROS, type LatchedKill, type LatchedRelease } from './kill-latch';

/** Who kills or releases what, and why. `id` makes it idempotent: the same command again changes nothing. */
export interface KillCommand extends KillPlace {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
}

/** What became of a release: done, or waiting until `until` (microseconds) for a second person. */
export type ReleaseOutcome =
  | { readonly released: true }
  | { readonly released: false; readonly askedBy: string; readonly until: Micros };

/** A kill that is engaged, and how far the venues have confirmed what it cancels. */
export interface KillRow extends KillPlace {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Micros;
  /** False: the latch file could not be written yet. */
  readonly latched: boolean;
  /** Orders that were at venues when it was engaged, how many of them are confirmed closed, and how many are not. */
  readonly asked: number;
  readonly confirmed: number;
  readonly outstanding: number;
  readonly releaseAsked?: { readonly by: string; readonly reason: string; readonly until: Micros };
}

/** When a kill is committed and its cancels written: before `kill` returns, or with what the tick of the event loop brings. */
interface KillOptions {
  readonly commit?: 'now' | 'with the batch';
}

/** The line, as far as a kill needs it. */
interface KillLine {
  readonly books: Books;
  post(input: Input): void;
  commitNow(): void;
}

/** How long a second person has to grant a release (us). */
export const SECOND_PERSON: Micros = 600_000_000;

/**
 * The kill switches of a running gateway: the one way to engage, release and look, for the control socket, HTTP, FIX and signals alike. Keeps
 * the latch file and the books of one mind. `guarded`: a people file names who may do what, so that the firm's needs two persons to be released.
 */
export class KillDesk {
  private seen = 'not looked at';
  private lookedAt: Micros = Number.NEGATIVE_INFINITY;
  /** Something is engaged that the latch file lacks: it is tried again at every look. */
  private behind = false;

  constructor(
    private readonly line: KillLine,
    private readonly latch: KillLatch,
    private readonly clock: Clock,
    private readonly guarded: boolean,
  ) {}

  /**
   * Engages a kill: latched on disk, journaled and its cancels written when this returns. Throws where the latch cannot be written: then it
   * holds all the same, in memory and journal, but a gateway that could not even start would not know of it.
   */
  kill(command: KillCommand, { commit = 'now' }: KillOptions = {}): void {
    if (this.carriedOut(command.id)) return;
    const { level, key, id, by, reason } = command;
    let engaged: readonly LatchedKill[];
    try {
      ({ engaged } = this.latch.engage({ level, key, id, by, reason }, this.guarded));
    } catch (error) {
      this.engage(command, true, commit);
      this.behind = true;
      throw new Error(`engaged in memory, latch not written: ${(error as Error).message}`);
    }
    // a place that was engaged before keeps its id
    this.engage({ ...command, id: engaged.find(k => placeText(k) === placeText(command))!.id }, false, commit);
  }

  /** Lifts a kill, or notes that the first of two persons asked for it. Throws where nothing is engaged there, or the same person asks twice. */
  release(command: KillCommand): ReleaseOutcome {
    const { books } = this.line;
    const { level, id } = command;
    if (this.carriedOut(id)) return { released: true };
    const kill = books.kills.at(command);
    if (!kill) throw new Error(`no kill switch is engaged at ${placeText(command)}${elsewhere(books)}`);
    const first = this.guarded && level === 'firm' ? this.firstOf(command, kill) : { by: command.by, reason: command.reason };
    if ('until' in first) return { released: false, askedBy: first.by, until: first.until };
    this.latch.release(command, { id, kill: kill.id, by: first.by, reason: first.reason }, this.guarded);
    this.lift(kill, first, 'second' in first ? first.second : undefined);
    this.line.commitNow();
    return { released: true };
  }

  rows(): KillRow[] {
    const { books } = this.line;
    return [...books.kills.all()].map(kill => {
      const { level, key, id, by, reason, at, asked } = kill;
      const outstanding = count(openUnder(kill, books.children.values(), child => books.parentOf(child)));
      const waits = books.kills.release(kill);
      const valid = waits && waits.kill === id && waits.until > this.clock.now();
      return {
        ...{ level, key, id, by, reason, at, latched: !kill.unlatched, asked, outstanding },
        confirmed: Math.max(0, asked - outstanding),
        ...(valid && { releaseAsked: { by: waits.by, reason: waits.reason, until: waits.until } }),
      };
    });
  }

  /** For what adds risk: a look at the latch that is not older than LATCH_FRESH_MICROS, whoever wrote it. */
  lookIfStale(at: Micros): void {
    if (Math.abs(at - this.lookedAt) > LATCH_FRESH_MICROS) this.look();
  }

  /** Takes up what the latch says, where it changed. */
  look(): void {
    this.lookedAt = this.clock.now();
    const stat = statSync(this.latch.file, { throwIfNoEntry: false });
    const now = stat ? `${stat.ino} ${stat.mtimeMs}` : '';
    if (now === this.seen && !this.behind) return;
    this.seen = now;
    this.behind = false;
    this.takeUp(this.latch.read());
  }

  private takeUp(state: KillState): void {
    const { books } = this.line;
    for (const kill of state.engaged) {
      const known = books.kills.at(kill);
      const unended = [...books.working].some(p => !p.ending && covers(kill, p));
      if (known?.id !== kill.id || known.unlatched || unended) this.post(kill, false);
    }
    const latched = new Set(state.engaged.map(placeText));
    for (const kill of [...books.kills.all()]) {
      if (latched.has(placeText(kill))) continue;
      const release = this.guarded || kill.unlatched ? undefined : state.released.filter(r => r.kill === kill.id).at(-1);
      if (release) this.lift(kill, release, undefined);
      else this.putBack(kill);
    }
  }

  /** A kill that the latch lacks and nobody released: it holds, and goes into the latch as soon as that can be written. */
  private putBack(kill: Kill): void {
    const { level, key, id, by, reason } = kill;
    try {
      this.latch.engage({ level, key, id, by, reason }, this.guarded);
      this.post(kill, false);
    } catch {
      this.behind = true;
    }
  }

  private firstOf(
    { level, key, by, reason }: KillCommand,
    kill: Kill,
  ): { by: string; reason: string; second: string } | { by: string; until: Micros } {
    const now = this.clock.now();
    const asked = this.line.books.kills.release(kill);
    if (!asked || asked.kill !== kill.id || asked.until <= now) {
      const until = now + SECOND_PERSON;
      this.line.post({ type: 'KillReleaseAsked', level, key, kill: kill.id, by, reason, until });
      this.line.commitNow();
      return { by, until };
    }
    if (samePerson(asked.by, by))
      throw new Error(`${asked.by} asked for the release: another person of the risk role has to grant it`);
    return { by: asked.by, reason: asked.reason, second: by };
  }

  private engage(kill: LatchedKill, unlatched: boolean, commit: 'now' | 'with the batch'): void {
    this.post(kill, unlatched);
    if (commit === 'now') this.line.commitNow();
  }

  private post({ level, key, id, by, reason }: LatchedKill, unlatched: boolean): void {
    this.line.post({
      ...{ type: 'KillSwitchEngaged', by, reason, id },
      ...(level !== 'firm' && { level, key }),
      ...(unlatched && { unlatched }),
    });
  }

  private lift(
    { level, key, id }: Kill,
    { by, reason }: Pick<LatchedRelease, 'by' | 'reason'>,
    second: string | undefined,
  ): void {
    this.line.post({
      ...{ type: 'KillSwitchReleased', by, reason, id },
      ...(level !== 'firm' && { level, key }),
      ...(second !== undefined && { second }),
    });
  }

  private carriedOut(id: string): boolean {
    const { engaged, released } = this.latch.read();
    return engaged.some(k => k.id === id) || released.some(r => r.id === id || r.kill === id);
  }
}

const samePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function elsewhere(books: Books): string {
  const places = [...books.kills.all()].map(placeText);
  return places.length === 0 ? '' : `; engaged: ${places.join(', ')}`;
}

function count(rows: Iterable<unknown>): number {
  let n = 0;
  for (const _ of rows) n++;
  return n;
}
