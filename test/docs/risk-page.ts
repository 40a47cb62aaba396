import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Point } from '../../src/core/risk/check';
import { CHECKS } from '../../src/core/risk/checks';
import { LIMIT_KEYS, type LimitKey } from '../../src/core/risk/limit-keys';

const ROOT = process.cwd();

const WRITTEN = 'is written by `node scripts/build.mjs && node scripts/risk.mjs`';
const PART = /<!-- (checks|limits):[^\n]* -->[\s\S]*?(<!-- end -->)/g;

const POINTS: Readonly<Record<Point, string>> = { parent: 'order', child: 'child', replace: 'replace' };

const tableText = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(c => c.replaceAll('|', '\\|')).join(' | ')} |\n`).join('');

/** Test files of the risk controls, by path from the root, with their text. */
const tests = (): readonly (readonly [path: string, text: string])[] =>
  readdirSync(join(ROOT, 'test'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(ROOT, path), readFileSync(path, 'utf8')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Every control of CHECKS: code, where it is made, semantics, source, and the tests that name its code where it denies. */
function checksTable(): string {
  const files = tests();
  const rows = CHECKS.map(check => {
    const named = files.filter(([, text]) => text.includes(`${check.code}: `) || text.includes(`'${check.code}'`));
    const where = check.points.map(p => POINTS[p]).join(', ');
    return [`\`${check.code}\``, where, check.about, check.source, named.map(([path]) => `\`${path}\``).join(', ')];
  });
  return tableText(['code', 'made of', 'semantics', 'source', 'tests'], rows);
}

/** Every key of the limits file. */
function limitsTable(): string {
  return tableText(['key', 'written as', 'bounds'], rowsOf(LIMIT_KEYS, ''));
}

const rowsOf = (keys: Readonly<Record<string, LimitKey>>, prefix: string): string[][] =>
  Object.entries(keys).flatMap(([name, key]) => [row(`${prefix}${name}`, key), ...rowsOf(key.keys ?? {}, `${prefix}${name}.`)]);

const row = (name: string, key: LimitKey): string[] => [
  `\`${name}\``,
  key.choices ? key.choices.map(c => `\`${c}\``).join(', ') : KINDS[key.kind],
  key.about,
];

const KINDS: Readonly<Record<LimitKey['kind'], string>> = {
  quantity: 'quantity: shares or contracts',
  money: "money: the firm's currency",
  percent: 'per cent, at most two decimals',
  seconds: 'seconds, at most six decimals',
  count: 'whole number',
  flag: '`true` or `false`',
  choice: 'a word',
  names: 'list of names',
  group: 'keys of its own',
};

/** docs/risk.md with its tables as the code has them now; what stands around them is written by hand. */
export const riskPage = (page: string): string =>
  page.replace(PART, (_all, part: string, end: string) => {
    const rows = part === 'checks' ? checksTable() : limitsTable();
    return `<!-- ${part}: ${WRITTEN} -->\n\n${rows}\n${end}`;
  });
