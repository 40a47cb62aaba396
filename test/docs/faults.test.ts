import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../../simulator/models/faults/kinds';

test('docs/simulator.md tells of every fault what the code says of it, in its order', () => {
  const page = readFileSync(join(__dirname, '../../docs/simulator.md'), 'utf8');
  const section = page.split(/^## /m).find(s => s.startsWith('Faults\n')) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('| `'));
  expect(rows.map(row => row.split(' | ').slice(0, 2).join(' | '))).toEqual(
    Object.entries(FAULTS).map(([name, { about }]) => `| \`${name}\` | ${about}`),
  );
});
