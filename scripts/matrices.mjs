// Writes docs/matrices.md from the tables that test/matrices plays. Build first: node scripts/build.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { matricesPage } = require('../dist/test/matrices/page.js');
writeFileSync(fileURLToPath(new URL('../docs/matrices.md', import.meta.url)), matricesPage().text);
