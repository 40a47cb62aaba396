// Writes the tables of docs/fix-versions.md from the code; test/docs/fix-versions.test.ts holds the page to it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTs } from './lib-ts.mjs';

const { features } = loadTs('src/fix/translate/features.ts');
const { FIX_VERSIONS } = loadTs('src/fix/translate/dialect.ts');
const PAGE = join(import.meta.dirname, '..', 'docs', 'fix-versions.md');
const HEADINGS = { OMS: 'Between an OMS and the gateway', venue: 'Between the gateway and a venue', session: 'On every session' };

const rowOf = cells => `| ${cells.join(' | ')} |`;

let page = readFileSync(PAGE, 'utf8');
for (const [side, heading] of Object.entries(HEADINGS)) {
  const rows = features().filter(each => each.side === side);
  const table = [
    rowOf(['What', ...FIX_VERSIONS]),
    `|${'---|'.repeat(FIX_VERSIONS.length + 1)}`,
    ...rows.map(({ feature, ways }) => rowOf([feature, ...FIX_VERSIONS.map(version => ways[version])])),
  ].join('\n');
  const from = page.indexOf('|', page.indexOf(`## ${heading}\n`));
  const until = page.indexOf('\n\n', from);
  page = `${page.slice(0, from)}${table}${until < 0 ? '\n' : page.slice(until)}`;
}
writeFileSync(PAGE, page);
