import { linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogs } from '../../../src/cli/replay-logs';
import { WholeFile } from '../../../src/run/logs/whole-file';
import { UsageError } from '../../../src/run/usage-error';
import { LogFolder, logText, STORY } from '../log-view/logs';

const folder = new LogFolder();
afterAll(() => folder.remove());
const text = logText(STORY);
const log = folder.file('some.log', text);
const [link, hard] = [join(folder.dir, 'link.csv'), join(folder.dir, 'hard.csv')];
symlinkSync(log, link);
linkSync(log, hard);

test.each([
  ['--orders on the log', { orders: log }],
  ['--findings on the log', { findings: join(folder.dir, '.', 'some.log') }],
  ['--orders on a link to it', { orders: link }],
  ['--orders on another name of it', { orders: hard }],
  ['both on one file that is not there', { orders: join(folder.dir, 'a.csv'), findings: `${folder.dir}//a.csv` }],
])('sluice replay refuses %s, and the log stays as it is', async (_what, flags) => {
  const answer = await runLogs([log], flags).catch((error: unknown) => error);
  expect([answer instanceof UsageError, readFileSync(log, 'latin1') === text]).toEqual([true, true]);
});

test('a file is there once it is whole: one that is dropped leaves what was there, and nothing beside it', () => {
  const path = join(folder.dir, 'orders.csv');
  writeFileSync(path, 'before');
  const dropped = WholeFile.make(path);
  dropped.write('half');
  dropped.drop();
  const after = readFileSync(path, 'utf8');
  const kept = WholeFile.make(path);
  kept.write('whole');
  kept.keep();
  kept.drop();
  const beside = readdirSync(folder.dir).filter(name => name.includes('.part'));
  expect([after, readFileSync(path, 'utf8'), beside]).toEqual(['before', 'whole', []]);
});
