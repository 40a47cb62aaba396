import type { SqliteJournal } from '../journal/sqlite-journal';

/** How often (ms) the journal is looked at. */
const LOOK_MS = 100;
/** Pause (ms) between two slices of work. */
const PAUSE_MS = 2;
/** Bytes of commit log above which the database takes over even while the line is busy. */
const MOST = 64 * 1024 * 1024;
/** Pages (4 KiB) of write-ahead log above which it is moved into the file even while the line is busy: 256 MiB. */
const MOST_PAGES = 65_536;

/** The thread beside the line takes seconds at most (ms). */
const STUCK_MS = 60_000;

/** The part of a journal that is looked after. */
export type Settling = Pick<
  SqliteJournal,
  'batches' | 'backlog' | 'head' | 'walPages' | 'besideBusy' | 'settleBeside' | 'checkpoint'
>;

/** A line that commits at most this many batches between two looks is quiet: else one that is never idle would be chained an hour late. */
const QUIET_BATCHES = 5;

/**
 * Lets the database take over what the commit log holds while the line is quiet, or when the log has grown too large, a slice of about a
 * millisecond at a time. A new journal's first slice waits for neither: with it the hash chain begins, and so what can be proved. Where the
 * database cannot (another process holds its lock, say) the log keeps it and the next look tries again; `failed` is told once until it goes
 * well again. Returns how to stop.
 */
export function settleInBackground(journal: Settling, failed: (error: unknown) => void): () => void {
  let seen = Number.NEGATIVE_INFINITY;
  let failing = false;
  /** How far the database was when that was told. */
  let failedAt = 0;
  let answeredAt = performance.now();
  let timer: NodeJS.Timeout;
  const work = (few: number): boolean => {
    const quiet = journal.batches - seen <= few;
    seen = journal.batches;
    if (journal.besideBusy) {
      if (performance.now() - answeredAt > STUCK_MS)
        throw new Error(`its thread has not answered for ${STUCK_MS / 1000} s: the disk may be stuck`);
      return true;
    }
    answeredAt = performance.now();
    if (journal.walPages > MOST_PAGES) journal.checkpoint(true);
    const due = !journal.besideBusy && (quiet || journal.backlog > MOST || journal.head.id === 0);
    const more = due && journal.settleBeside();
    if (quiet && !more) journal.checkpoint();
    // a look at which nothing was done says nothing
    if (journal.head.id > failedAt || (due && !journal.besideBusy)) failing = false;
    return more;
  };
  let more = false;
  const look = (): void => {
    const few = more ? 0 : QUIET_BATCHES;
    more = false;
    try {
      more = work(few);
    } catch (error) {
      if (!failing) failed(error);
      failing = true;
      failedAt = journal.head.id;
    }
    timer = setTimeout(look, more ? PAUSE_MS : LOOK_MS);
  };
  timer = setTimeout(look, LOOK_MS);
  return () => clearTimeout(timer);
}
