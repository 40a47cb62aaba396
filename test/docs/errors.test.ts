import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALARMS, ALERTS, isCritical } from '../../src/core/alarms';
import { DENIALS } from '../../src/core/denials';
import { PROBLEMS } from '../../src/dashboard/problem';

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

test('docs/errors.md has the whole table of alerts, in the order of the code', () => {
  const rows = Object.entries(ALERTS).map(([code, a]) => `${code} ${a.severity} ${a.when} ${a.remedy}`.replaceAll('`', ''));
  expect(firstCells('Alerts', 4)).toEqual(rows);
});

test('docs/errors.md names the alarms that are critical', () => {
  const critical = ALARMS.filter(isCritical).map(code => `\`${code}\``);
  expect(page).toContain(`Critical among the alarms: ${critical.join(', ')}.`);
});

test('docs/errors.md has a row for every refusal over HTTP, with its status, in the order of the code', () => {
  expect(firstCells('HTTP', 2)).toEqual(Object.entries(PROBLEMS).map(([code, status]) => `${code} ${status}`));
});
