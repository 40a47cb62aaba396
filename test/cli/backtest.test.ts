import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sluice } from './run-cli';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backtest-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = `
length: 2m
tail: 1s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}]
parents: [{at: 5s, symbol: ACME, side: buy, qty: 300, strategy: TWAP, parameters: {Duration: 30}}]
`;
const COMPARE = ['backtest', 'compare', '--seeds', '2', '--minutes', '0.5', '--qty', '100', '--strategies', 'TWAP', 'POV'];

test('sluice backtest prints a table and writes a journal that sluice replay agrees with', async () => {
  const file = join(folder, 'bt.yaml');
  writeFileSync(file, CONFIG);
  const out = join(folder, 'one');
  const ran = await sluice('backtest', file, '--out', out);
  const replayed = await sluice('replay', '--journal', join(out, 'journal.db'));
  expect([ran.code, ran.err, ran.out[1]!.split(/ +/).slice(0, 4), replayed.code, replayed.out[1]]).toEqual([
    0,
    [],
    ['TWAP', '1', '1', '0'],
    0,
    'no decision differs',
  ]);
});

test('sluice backtest compare finds the same in one thread and in two, and writes what it found', async () => {
  const out = join(folder, 'compared');
  const [one, two] = [
    await sluice(...COMPARE, '--threads', '1', '--json'),
    await sluice(...COMPARE, '--threads', '2', '--json', '--out', out),
  ];
  const read = (text: string): object => ({ ...(JSON.parse(text) as object), seconds: 0 });
  const page = readFileSync(join(out, 'compare.md'), 'utf8').split('\n');
  const rows = readFileSync(join(out, 'parents.csv'), 'utf8').trim().split('\n');
  expect([one.code, read(one.out[0]!), page[0]!.startsWith('| schedule | parents |'), rows.length]).toEqual([
    two.code,
    read(two.out[0]!),
    true,
    1 + 2 * 2,
  ]);
});

test.each([
  ['a file that is not there', ['backtest', 'nowhere.yaml'], 'nowhere.yaml: there is no such file of a backtest'],
  [
    'a fee schedule that is not there, found in a thread',
    [...COMPARE, '--fees', 'nowhere.yaml'],
    'nowhere.yaml: there is no such fee schedule',
  ],
  [
    'a window no longer than the auction',
    ['backtest', 'compare', '--minutes', '1'],
    '--minutes: CLOSE needs more than the 1 minute',
  ],
  [
    'a schedule that is none',
    ['backtest', 'compare', '--strategies', 'FAST'],
    'one of TWAP, ADAPTIVE, PTWAP, VWAP, POV, IS, OW, CLOSE is needed',
  ],
  ['a rate that is no part', ['backtest', 'compare', '--rate', '10'], 'a part of a whole is needed, such as 0.1'],
  ['a parameter of nobody', ['backtest', 'compare', '--param', 'Duration=5'], 'SCHEDULE.Name=value is needed'],
  [
    'the close on a tape',
    ['backtest', 'compare', '--lobster', 'x.csv', '--strategies', 'CLOSE'],
    '--strategies: CLOSE needs a closing auction',
  ],
])('%s: exit code 2 and a line that says so', async (_what, args, message) => {
  const { code, err } = await sluice(...args);
  expect([code, err.length, err[0]!.includes(message)]).toEqual([2, 1, true]);
});
