// Builds dist/: first the FIX tables from fix-dictionaries/, then TypeScript, then the dashboard's page, then the bin's link.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const run = (...args) => execFileSync(process.execPath, args, { stdio: 'inherit' });
run('scripts/build-tables.mjs');
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
run('scripts/build-page.mjs');
const bin = 'dist/src/cli/main.js';
if (existsSync(bin)) {
  chmodSync(bin, 0o755);
  mkdirSync('node_modules/.bin', { recursive: true });
  rmSync('node_modules/.bin/sluice', { force: true });
  symlinkSync(join('..', '..', bin), 'node_modules/.bin/sluice');
}
