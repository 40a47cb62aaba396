import type { SqliteJournal } from '../journal/sqlite-journal';

/** How often (ms) the journal is looked at. */
const LOOK_MS = 100;
/** Pause (ms) between two slices of work. */
const PAUSE_MS = 2;
/** Bytes of commit log above which the database takes over even while the line is busy. */
const MOST = 64 * 1024 * 1024;

/**
 * Lets the database take over what the commit log holds while the line is quiet, or when the log has grown too large, a slice of about a
 * millisecond at a time. Returns how to stop.
 */
export function settleInBackground(journal: SqliteJournal): () => void {
  let seen = -1;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const quiet = journal.batches === seen;
    seen = journal.batches;
    const more = quiet || journal.backlog > MOST ? journal.settle() : false;
    if (quiet && !more) journal.checkpoint();
    timer = setTimeout(look, more ? PAUSE_MS : LOOK_MS);
  };
  timer = setTimeout(look, LOOK_MS);
  return () => clearTimeout(timer);
}
