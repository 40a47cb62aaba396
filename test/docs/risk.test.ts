import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../src/core/risk/checks';
import { riskPage } from './risk-page';

const page = readFileSync(join(process.cwd(), 'docs/risk.md'), 'utf8');

test('docs/risk.md has the tables of the code: `node scripts/build.mjs && node scripts/risk.mjs` writes them', () => {
  expect(page).toBe(riskPage(page));
});

test('every control has a test that names it', () => {
  const rows = page.split('\n').filter(line => line.startsWith('| `'));
  const untested = CHECKS.filter(c => !rows.some(r => r.startsWith(`| \`${c.code}\` |`) && r.includes('.test.ts`')));
  expect(untested.map(c => c.code)).toEqual([]);
});
