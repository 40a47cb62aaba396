import type { AuditRow } from './row';

/** A column of an export: what it is called, what it says, and where the field is asked for. docs/audit.md lists them so. */
export interface Column {
  readonly name: string;
  readonly about: string;
  /** A row's cell; '' where the journal cannot know it. */
  readonly of: (row: AuditRow) => string;
}

/** One kind of export. */
export interface ExportFormat {
  readonly name: string;
  /** The rows it has. */
  readonly wants: (row: AuditRow) => boolean;
  readonly columns: readonly Column[];
}

/** A column that is a key of the row. */
export const key = (name: string, of: keyof AuditRow, about: string): Column => ({ name, about, of: row => row[of] });

/** A column that the firm must fill in: the gateway does not know it. */
export const empty = (name: string, about: string): Column => ({ name, about: `${about}; not known here`, of: () => '' });

/** The first line of each file: a reader must not take it for more than it is. */
export const NOTICE =
  '# Written by Sluice from its journal. This is not a submission: check it, complete it and convert it before it is reported.';

/** A line of CSV (RFC 4180): cells are quoted where they must be. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map(cell => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join()}\r\n`;
