// Writes the tables of docs/fix-versions.md and docs/simulator.md from the code; test/docs/fix-versions.test.ts holds the pages to it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTs } from './lib-ts.mjs';

const { features } = loadTs('src/fix/translate/features.ts');
const { venueFeatures } = loadTs('simulator/fix/features.ts');
const { FIX_VERSIONS } = loadTs('src/fix/translate/dialect.ts');
const of = side => features().filter(each => each.side === side);
const PAGES = {
  'fix-versions.md': {
    'Between an OMS and the gateway': of('OMS'),
    'Between the gateway and a venue': of('venue'),
    'On every session': of('session'),
  },
  'simulator.md': { 'How each feature travels': venueFeatures() },
};

const rowOf = cells => `| ${cells.join(' | ')} |`;

for (const [name, tables] of Object.entries(PAGES)) {
  const file = join(import.meta.dirname, '..', 'docs', name);
  let page = readFileSync(file, 'utf8');
  for (const [heading, rows] of Object.entries(tables)) {
    const table = [
      rowOf(['What', ...FIX_VERSIONS]),
      `|${'---|'.repeat(FIX_VERSIONS.length + 1)}`,
      ...rows.map(({ feature, ways }) => rowOf([feature, ...FIX_VERSIONS.map(version => ways[version])])),
    ].join('\n');
    const from = page.indexOf('|', page.search(new RegExp(`^##+ ${heading}$`, 'm')));
    const until = page.indexOf('\n\n', from);
    page = `${page.slice(0, from)}${table}${until < 0 ? '\n' : page.slice(until)}`;
  }
  writeFileSync(file, page);
}
