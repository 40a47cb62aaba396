/** A line of a CSV file that says something. */
export interface CsvRow {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The lines of a CSV file (RFC 4180: a cell with a comma or a quote stands in quotes, a quote in it twice), each with its number. Lines that
 * are empty or begin with # are left out. For files that people write; a cell may not have a line break.
 */
export function rowsOf(text: string): CsvRow[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((written, n) => ({ line: n + 1, written: written.trim() }))
    .filter(({ written }) => written !== '' && !written.startsWith('#'))
    .map(({ line, written }) => ({ line, cells: cellsOf(written) }));
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(rest);
    const cell = quoted ? quoted[0] : /^[^,]*/.exec(rest)![0];
    cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : cell.trim());
    if (cell.length === rest.length) return cells;
    rest = rest.slice(cell.length + 1);
  }
}
