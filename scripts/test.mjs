// The test command: build, lint, import rules, tests. The last line counts the tests from jest's own result.
// --long: longer property runs and soaks (SLUICE_LONG=1). Everything else is handed to jest: `npm test -- test/core`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const args = process.argv.slice(2);
const long = args.includes('--long');
const forJest = args.filter(a => a !== '--long');
/** A run that hangs ends here (ms), as a failure; one takes about ten minutes on two cores, more where others use them. */
const LIMIT = long ? 3 * 3_600_000 : 960_000;
const began = Date.now();

/** The step that runs: its process group is ended with us. */
let child;
const endChild = () => {
  try {
    if (child) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    endChild();
    process.exit(1);
  });

/** Runs a step; resolves to whether it went well. */
function step(name, script, ...rest) {
  process.stdout.write(`--- ${name}\n`);
  return new Promise(resolve => {
    const env = long ? { ...process.env, SLUICE_LONG: '1' } : process.env;
    child = spawn(process.execPath, [script, ...rest], { stdio: 'inherit', env, detached: true });
    const limit = setTimeout(
      () => {
        process.stdout.write(`${name}: ended after ${Math.round((Date.now() - began) / 1000)} s, the limit of a test run\n`);
        endChild();
      },
      Math.max(1, LIMIT - (Date.now() - began)),
    );
    child.on('exit', code => {
      clearTimeout(limit);
      child = undefined;
      if (code !== 0) process.stdout.write(`${name}: failed\n`);
      resolve(code === 0);
    });
  });
}

/** Jest's counts: a suite that could not run counts as one failure. Without a result everything failed. */
function counts(file) {
  try {
    const r = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: r.numPassedTests,
      failed: r.numFailedTests + r.numRuntimeErrorTestSuites,
      skipped: r.numPendingTests + r.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
const result = join(folder, 'jest.json');
const built = await step('build and typecheck', 'scripts/build.mjs');
const linted = await step('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.');
const ruled = await step(
  'import rules',
  'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  'src',
  'simulator',
  'test',
  'bench',
  '--config',
  '.dependency-cruiser.cjs',
);
const tested = built && (await step('tests', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${result}`, ...forJest));
const { passed, failed, skipped } = counts(result);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = built && linted && ruled && tested && failed === 0 ? 0 : 1;
