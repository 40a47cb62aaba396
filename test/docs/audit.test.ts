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

/** The tables of what is asked for: by the name of their format, the columns that they name. */
const ASKED: Readonly<Record<string, string>> = {
  rts24: '| RTS 24, Table 2 |',
  cat: '| CAT: new order',
  rts6: '| RTS 6, article 28',
};

test.each(Object.values(FORMATS).map(f => [f.name, f] as const))(
  'docs/audit.md says for each column of %s what it was asked for, and names no other',
  (name, f) => {
    const start = page.indexOf(ASKED[name]!);
    const table = page.slice(start, page.indexOf('\n\n', start));
    // of another format: `detail` of `rts6`
    const own = table.replace(/`\w+`( in `\w+`)? of `\w+`/g, '');
    const named = new Set([...own.matchAll(/`(\w+)`/g)].map(m => m[1]!));
    const extra = new Set(f.columns.filter(c => c.about.includes('not a field of')).map(c => c.name));
    const beside = new Set(['NEWO', 'SelfMatch', ...extra, ...(name === 'rts24' ? ['venue', 'rts6'] : [])]);
    const wanted = f.columns.map(c => c.name).filter(c => !beside.has(c));
    expect([...named].filter(n => !beside.has(n)).sort()).toEqual(wanted.sort());
  },
);
