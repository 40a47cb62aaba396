import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARENT_FEATURES, SYMBOL_FEATURES } from '../../src/core/features/names';
import { RULES } from '../../src/market-data/cleanse/rules';
import { FORMATS } from '../../src/market-data/read/formats';
import { TABLES } from '../../src/market-data/reference/tables';

const page = readFileSync(join(__dirname, '../../docs/market-data.md'), 'utf8').split('\n');

/** The rows of the table under these columns. */
function tableOf(head: string): string[] {
  const from = page.indexOf(head) + 2;
  return page.slice(from, page.indexOf('', from));
}

test('docs/market-data.md has every rule, in the order in which they see a row', () => {
  expect(tableOf('| rule | rows | what it does |')).toEqual(
    RULES.map(r => `| \`${r.name}\` | ${r.kinds.length === 5 ? 'all' : r.kinds.join(', ')} | ${r.about} |`),
  );
});

test('and every format', () => {
  expect(tableOf('| format | rows | known by | what it is |')).toEqual(
    FORMATS.map(f => `| \`${f.name}\` | ${f.kind} | ${f.head === undefined ? '`--format`' : 'its header'} | ${f.about} |`),
  );
});

test('and every table of reference data with its columns', () => {
  const told = tableOf('| file | columns |').map(row => row.replace(/\([^)]*\)/g, ''));
  const said = Object.entries(TABLES).map(([name, { columns }]) => {
    const row = told.find(r => r.startsWith(`| \`${name}\``)) ?? '';
    return columns.filter(c => !row.includes(`\`${c}\``)).map(c => `${name}: ${c}`);
  });
  expect(said.flat().filter(s => !/corporate-actions.csv: (new|old|amount|currency)/.test(s))).toEqual([]);
});

test.each([
  ['symbol', '| feature | counted in | what it is |', SYMBOL_FEATURES],
  ['scheduled order', '| feature of an order | counted in | what it is |', PARENT_FEATURES],
])('and every feature of a %s with its units, formula and source', (_name, head, features) => {
  const rows = features.map(f => `| \`${f.name}\` | ${f.units} | ${f.about}${f.source === undefined ? '' : ` (${f.source})`} |`);
  expect(tableOf(head)).toEqual(rows);
});
