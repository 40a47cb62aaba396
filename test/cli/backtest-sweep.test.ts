import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN, sluice } from './run-cli';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = `
length: 40s
tail: 1s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}]
parents: [{at: 2s, symbol: ACME, side: buy, qty: 300, strategy: TWAP, parameters: {Duration: 20}}]
sweep:
  seeds: 4
  grid: {latency: ['constant:1ms', 'constant:100ms']}
`;

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const finished = (out: string): string[] =>
  existsSync(join(out, 'runs')) ? readdirSync(join(out, 'runs')).filter(name => !name.endsWith('.part')) : [];

/** Starts a sweep and ends it once some runs are finished. Resolves to those, and to how the process ended. */
function killed(args: readonly string[], out: string, signal: NodeJS.Signals): Promise<{ runs: string[]; by: string | null }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
  const look = setInterval(() => finished(out).length >= 3 && child.kill(signal), 5);
  return new Promise(resolve =>
    child.on('exit', (_code, by) => {
      clearInterval(look);
      resolve({ runs: finished(out), by });
    }),
  );
}

test('a sweep in two threads that is killed goes on with what is missing, and comes to what one thread comes to', async () => {
  const path = file('bt.yaml', CONFIG);
  const [whole, out] = [join(folder, 'whole'), join(folder, 'out')];
  const args = ['backtest', path, '--threads', '2', '--out', out];
  const one = await sluice('backtest', path, '--threads', '1', '--out', whole);
  const first = await killed(args, out, 'SIGKILL');
  const times = () => first.runs.map(name => statSync(join(out, 'runs', name, 'report.json')).mtimeMs);
  const before = times();
  const second = await killed(args, out, 'SIGINT');
  const last = await sluice(...args);
  const read = (of: string, name: string): string => readFileSync(join(of, name), 'utf8');
  expect({
    codes: [one.code, last.code],
    ends: [first.by, second.by],
    some: [first.runs.length < 8, second.runs.length < 8],
    kept: times(),
    there: last.out.at(-2)!.includes(`, ${second.runs.length} were there`),
    runs: finished(out).length,
    table: last.out.slice(0, 3),
    csv: read(out, 'runs.csv'),
    summary: read(out, 'summary.json'),
  }).toEqual({
    codes: [0, 0],
    ends: ['SIGKILL', 'SIGINT'],
    some: [true, true],
    kept: before,
    there: true,
    runs: 8,
    table: one.out.slice(0, 3),
    csv: read(whole, 'runs.csv'),
    summary: read(whole, 'summary.json'),
  });
}, 120_000);

test('journals are kept where the sweep says so, and a report that is damaged is told', async () => {
  const text = CONFIG.replace('seeds: 4', 'seeds: 1\n  keep: journals').replace(", 'constant:100ms'", '');
  const out = join(folder, 'kept');
  const { code } = await sluice('backtest', file('kept.yaml', text), '--out', out, '--json');
  const names = readdirSync(join(out, 'runs/c0-s1')).filter(name => /^(journal.db|parents.csv|report.json)$/.test(name));
  writeFileSync(join(out, 'runs/c0-s1/report.json'), '{');
  const { code: broken, err } = await sluice('backtest', join(folder, 'kept.yaml'), '--out', out);
  expect([code, names, broken, err[0]]).toEqual([
    0,
    ['journal.db', 'parents.csv', 'report.json'],
    2,
    expect.stringMatching(/runs\/c0-s1: its report cannot be read .* remove that folder, and it is run again$/),
  ]);
});

test.each([
  ['no folder', CONFIG, [], '--out: a sweep keeps its runs: name a folder'],
  ['a seed', CONFIG, ['--out', 'x', '--seed', '4'], '--seed: a sweep says its seeds itself'],
  ['--fresh without a sweep', CONFIG.slice(0, CONFIG.indexOf('sweep')), ['--fresh'], '--threads, --fresh: are about a sweep'],
])('%s: exit code 2 and a line that says so', async (_what, text, flags, message) => {
  const { code, err } = await sluice('backtest', file('bad.yaml', text), ...flags);
  expect([code, err.length, err[0]!.includes(message)]).toEqual([2, 1, true]);
});
