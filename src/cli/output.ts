import { shownJson, shownText, shownValue } from '../run/shown-text';

/** Writes answers to stdout: a line for a reader, or the same as JSON, one object a line; what a terminal would obey is shown and not sent. */
export function printer<T>(json: boolean, readable: (row: T) => string | undefined): (row: T) => void {
  return row => {
    const line = json ? shownJson(row) : readable(row);
    if (line !== undefined) process.stdout.write(`${json ? line : shownText(line)}\n`);
  };
}

/** Rows of cells as columns of equal width; cells that look like numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map(row => row.map(shownValue));
  const widths = head.map((_, i) => Math.max(...all.map(row => row[i]!.length)));
  const right = head.map((_, i) => rows.length > 0 && rows.every(row => /^[-\d.,]*$/.test(row[i]!)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
