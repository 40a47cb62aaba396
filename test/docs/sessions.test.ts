import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SUPPORTED } from '../../src/fix/settings/keys';

const page = readFileSync(join(__dirname, '../../docs/sessions.md'), 'utf8');

test('docs/sessions.md has every key that a .cfg may hold, and no other', () => {
  const table = page.slice(page.indexOf('\n## Keys\n'));
  const keys = table
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(row => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(m => m[1]!));
  expect(keys.sort()).toEqual([...SUPPORTED].sort());
});
