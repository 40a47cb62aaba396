import { statSync } from 'node:fs';
import type { Micros } from '../../core/numbers';
import { openJournal } from '../replay';

const DAY: Micros = 86_400_000_000;

/** How old a journal is against how long it is to be kept. Nothing is ever deleted by this program. */
export interface Retention {
  readonly journal: string;
  readonly bytes: number;
  /** Time of the first and of the last turn, ISO 8601; null for an empty journal. */
  readonly first: string | null;
  readonly last: string | null;
  readonly retentionDays: number;
  readonly rows: number;
  /** Rows that are older than they have to be kept. */
  readonly past: number;
  /** When the last turn so far may go, and with it the journal. */
  readonly keepUntil: string | null;
}

/** Looks at a journal; `now`: microseconds since the epoch. Throws UsageError where it is none. */
export function retentionOf(file: string, retentionDays: number, now: Micros): Retention {
  const journal = openJournal(file);
  try {
    let first: Micros | undefined;
    let last: Micros | undefined;
    let past = 0;
    const before = now - retentionDays * DAY;
    for (const { at } of journal.turns()) {
      first ??= at;
      last = at;
    }
    if (last !== undefined && last < before) past = journal.batches;
    else if (first !== undefined && first < before) past = journal.batchAt(before) - 1;
    return {
      journal: file,
      bytes: statSync(file).size,
      first: iso(first),
      last: iso(last),
      retentionDays,
      rows: journal.batches,
      past,
      keepUntil: last === undefined ? null : iso(last + retentionDays * DAY),
    };
  } finally {
    journal.close();
  }
}

const iso = (at: Micros | undefined): string | null => (at === undefined ? null : new Date(at / 1000).toISOString());
