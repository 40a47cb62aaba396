import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../../src/run/audit/export';

const page = readFileSync(join(__dirname, '../../docs/audit.md'), 'utf8');

test.each(Object.values(FORMATS).map(f => [f.name, f] as const))(
  'docs/audit.md lists the columns of %s, in the order of the code',
  (name, f) => {
    const section = page.split(/^### /m).find(s => s.startsWith(`\`${name}\`\n`)) ?? '';
    const rows = section.split('\n').filter(line => line.startsWith('| `'));
    expect(rows).toEqual(f.columns.map(c => `| \`${c.name}\` | ${c.about} |`));
  },
);
