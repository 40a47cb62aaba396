// Writes the tables of docs/risk.md from CHECKS and the table of limits. Build first: node scripts/build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { riskPage } = require('../dist/test/docs/risk-page.js');
const path = fileURLToPath(new URL('../docs/risk.md', import.meta.url));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
writeFileSync(path, riskPage(readFileSync(path, 'utf8')));
