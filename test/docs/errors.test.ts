import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALARMS } from '../../src/core/alarms';
import { DENIALS } from '../../src/core/denials';

const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');

/** The first cells of a section's table, as written. */
function firstCells(title: string, cells: number): string[] {
  const section = page.split(/^## /m).find(s => s.startsWith(`${title}\n`)) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('| `'));
  return rows.map(row =>
    row
      .split('|')
      .slice(1, 1 + cells)
      .map(cell => cell.trim().replaceAll('`', ''))
      .join(' '),
  );
}

test('docs/errors.md has the whole table of denials, in the order of the code', () => {
  const rows = Object.entries(DENIALS).map(([code, d]) => `${code} ${d.reason} ${d.when} ${d.remedy}`.replaceAll('`', ''));
  expect(firstCells('Order denials', 4)).toEqual(rows);
});

test('docs/errors.md has a row for every alarm, in the order of the code', () => {
  expect(firstCells('Alarms', 1)).toEqual([...ALARMS]);
});
