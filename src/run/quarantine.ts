import type { FactOf } from '../core/facts';
import type { Micros } from '../core/numbers';
import { openJournal } from './replay';

/** A report that a venue's dictionary refused, as the journal keeps it. */
export interface QuarantinedRow extends Omit<FactOf<'ReportQuarantined'>, 'type'> {
  readonly at: Micros;
  /** Turn that recorded it; what could be read of it is the next one's. */
  readonly seq: number;
}

/** Every quarantined report of a journal, oldest first. The file is opened for reading only. Throws UsageError where it is no journal. */
export function quarantined(file: string): QuarantinedRow[] {
  const journal = openJournal(file, '--data');
  try {
    const rows: QuarantinedRow[] = [];
    for (const { seq, at, facts } of journal.turns()) {
      const [input] = facts;
      if (input?.type !== 'ReportQuarantined') continue;
      const { type: _type, ...kept } = input;
      rows.push({ seq, at, ...kept });
    }
    return rows;
  } finally {
    journal.close();
  }
}
