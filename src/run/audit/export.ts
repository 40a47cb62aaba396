import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Micros } from '../../core/numbers';
import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import { csvLine, type ExportFormat, NOTICE } from './format';
import { CAT } from './format-cat';
import { RTS6 } from './format-rts6';
import { RTS24 } from './format-rts24';
import { AuditRows } from './rows';

/** Every export by name. */
export const FORMATS: Readonly<Record<string, ExportFormat>> = { rts6: RTS6, cat: CAT, rts24: RTS24 };

export interface ExportRequest {
  readonly journal: string;
  readonly format: ExportFormat;
  /** Events at or after, and before; microseconds since the epoch. */
  readonly from: Micros;
  readonly to: Micros;
}

/** Writes an export, a piece of CSV at a time; returns how many rows it has. The journal is folded from its first turn on, and only read. */
export function exportAudit({ journal: file, format, from, to }: ExportRequest, write: (text: string) => void): number {
  const journal = openJournal(file);
  try {
    const rows = new AuditRows();
    let count = 0;
    write(`${NOTICE}\r\n${csvLine(format.columns.map(c => c.name))}`);
    for (const turn of journal.turns())
      for (const row of rows.of(turn)) {
        if (turn.at < from || turn.at >= to || !format.wants(row)) continue;
        count++;
        write(csvLine(format.columns.map(c => c.of(row))));
      }
    return count;
  } finally {
    journal.close();
  }
}

/** The same to a file, which is there only once it is whole. Throws UsageError where it cannot be written. */
export function exportToFile(request: ExportRequest, out: string): number {
  const part = `${out}.part`;
  let fd: number;
  try {
    fd = openSync(part, 'w', 0o600);
  } catch (error) {
    throw new UsageError(`--out: ${out} cannot be written: ${(error as Error).message}`);
  }
  let text = '';
  const flush = (most: number): void => {
    if (text.length <= most) return;
    writeSync(fd, text);
    text = '';
  };
  try {
    const count = exportAudit(request, piece => {
      text += piece;
      flush(PIECE);
    });
    flush(0);
    renameSync(part, out);
    return count;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Characters written at once. */
const PIECE = 1 << 16;
