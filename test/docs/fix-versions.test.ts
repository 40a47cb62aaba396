import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIX_VERSIONS } from '../../src/fix/translate/dialect';
import { features, type Side } from '../../src/fix/translate/features';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'fix-versions.md'), 'utf8');

/** The rows of the table under a heading, cells as they are printed. */
function rowsUnder(heading: string): string[] {
  const section = PAGE.slice(PAGE.indexOf(`## ${heading}\n`)).split('\n## ')[0]!;
  return section.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| What'));
}

test.each<[Side, string]>([
  ['OMS', 'Between an OMS and the gateway'],
  ['venue', 'Between the gateway and a venue'],
  ['session', 'On every session'],
])('docs/fix-versions.md has the table of the code: %s', (side, heading) => {
  const rows = features()
    .filter(each => each.side === side)
    .map(({ feature, ways }) => `| ${feature} | ${FIX_VERSIONS.map(version => ways[version]).join(' | ')} |`);
  expect(rowsUnder(heading)).toEqual(rows);
});
