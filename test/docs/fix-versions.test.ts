import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { venueFeatures } from '../../simulator/fix/features';
import { FIX_VERSIONS } from '../../src/fix/translate/dialect';
import { type Feature, features, type Side } from '../../src/fix/translate/features';

/** The rows of the table under a heading of a page, cells as they are printed. */
function rowsUnder(page: string, heading: string): string[] {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', page), 'utf8');
  const section = text.slice(text.search(new RegExp(`^##+ ${heading}$`, 'm')) + 4).split('\n##')[0]!;
  return section.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| What |'));
}

const rowsOf = (features: readonly Omit<Feature, 'side'>[]): string[] =>
  features.map(({ feature, ways }) => `| ${feature} | ${FIX_VERSIONS.map(version => ways[version]).join(' | ')} |`);

test.each<[Side, string]>([
  ['OMS', 'Between an OMS and the gateway'],
  ['venue', 'Between the gateway and a venue'],
  ['session', 'On every session'],
])('docs/fix-versions.md has the table of the code: %s', (side, heading) => {
  expect(rowsUnder('fix-versions.md', heading)).toEqual(rowsOf(features().filter(each => each.side === side)));
});

test('docs/simulator.md has the table of the code', () => {
  expect(rowsUnder('simulator.md', 'How each feature travels')).toEqual(rowsOf(venueFeatures()));
});
