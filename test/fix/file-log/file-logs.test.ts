import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLogs } from '../../../src/fix/file-log/file-logs';
import { frame, settingsOf, T0 } from '../session/rig';

let dir: string;
const told: string[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-fix-log-'));
  told.length = 0;
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const logsOf = (folder: string, ...keys: string[]) => {
  const session = settingsOf('acceptor', [`FileLogPath=${folder}`, ...keys]);
  const logs = new FileLogs([session], {
    failed: (where, why) => told.push(`failed ${where.replace(dir, 'DIR')}: ${why.replaceAll(dir, 'DIR')}`),
    resumed: (where, lost) => told.push(`resumed ${where.replace(dir, 'DIR')}: ${lost} lost`),
  });
  return { logs, id: session.id };
};
const shown = (file: string): string[] =>
  readFileSync(join(dir, file), 'latin1').replaceAll('\x01', '|').split('\n').slice(0, -1);
const MESSAGES = 'FIX.4.4-SLUICE-PEER.messages.current.log';

/** A message of a peer that is `size` bytes longer than the shortest. */
const order = (seq: number, more = ''): Buffer => frame(`35=D|34=${seq}|11=a${seq}${more}`, T0);

test('what comes and goes is written as QuickFIX does, batches cut into messages, secrets masked', async () => {
  const { logs, id } = logsOf(dir, 'RedactFieldsInLogs=1');
  const logon = frame('35=A|34=1|554=hunter2', T0);
  const batch = Buffer.concat([order(2), order(3, '|1=client')]);
  logs.event({ type: 'loggedOn', session: id, at: T0, heartBtIntSeconds: 30 });
  logs.received(id, logon, 0, logon.length, T0);
  logs.sent(id, batch, 0, batch.length, T0 + 1_234_567);
  logs.event({ type: 'stranger', at: T0, remote: '10.0.0.1:5', reason: 'no\nLogon', bytes: 3 });
  await logs.stop();
  const masked = (text: string): string => frame(text, T0).toString('latin1').replaceAll('\x01', '|');
  expect([
    readdirSync(dir).sort(),
    shown(MESSAGES),
    shown('FIX.4.4-SLUICE-PEER.event.current.log'),
    shown('GLOBAL.event.current.log'),
    told,
  ]).toEqual([
    ['FIX.4.4-SLUICE-PEER.event.current.log', MESSAGES, 'GLOBAL.event.current.log'],
    [
      `20260105-10:00:00.000000 : ${masked('35=A|34=1|554=***')}`,
      `20260105-10:00:01.234567 : ${masked('35=D|34=2|11=a2')}`,
      `20260105-10:00:01.234567 : ${masked('35=D|34=3|11=a3|1=***')}`,
    ],
    ['20260105-10:00:00.000000 : logged on, heartBtIntSeconds 30'],
    ['20260105-10:00:00.000000 : a connection that became no session was dropped, remote 10.0.0.1:5, reason no Logon, bytes 3'],
    [],
  ]);
});

test('a log begins anew on another day and beyond its size; so many are kept as were asked for, and what was there stays', async () => {
  writeFileSync(join(dir, MESSAGES), 'of yesterday\n');
  utimesSync(join(dir, MESSAGES), T0 / 1e6 - 86_400, T0 / 1e6 - 86_400);
  writeFileSync(join(dir, 'FIX.4.4-SLUICE-PEER.messages.backup.7.log'), 'older\n');
  const { logs, id } = logsOf(dir, 'FileLogMaxMegabytes=1', 'FileLogKeep=3');
  const text = 'x'.repeat(60_000);
  for (let i = 1; i <= 40; i++) {
    const message = order(i, `|58=${text}`);
    logs.received(id, message, 0, message.length, T0);
  }
  await logs.stop();
  const numbers = shown(MESSAGES).map(line => /34=(\d+)/.exec(line)![1]);
  const backups = readdirSync(dir)
    .filter(n => n.includes('messages.backup'))
    .sort();
  const sizes = backups.map(n => readFileSync(join(dir, n)).length <= 1_000_000);
  expect([backups, sizes, shown('FIX.4.4-SLUICE-PEER.messages.backup.8.log'), numbers]).toEqual([
    [8, 9, 10].map(n => `FIX.4.4-SLUICE-PEER.messages.backup.${n}.log`).sort(),
    [true, true, true],
    ['of yesterday'],
    ['33', '34', '35', '36', '37', '38', '39', '40'],
  ]);
});

test('where the folder cannot be written a person is told once; what waits is written once it can be', async () => {
  const blocked = join(dir, 'blocked');
  writeFileSync(blocked, '');
  const { logs, id } = logsOf(blocked);
  const message = order(1);
  logs.received(id, message, 0, message.length, T0);
  const until = Date.now() + 5_000;
  while (told.length === 0 && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 10));
  logs.received(id, message, 0, message.length, T0);
  rmSync(blocked);
  await logs.stop();
  expect([told, shown(join('blocked', MESSAGES)).length]).toEqual([
    [expect.stringMatching(/^failed DIR\/blocked: (EEXIST|ENOTDIR)/), 'resumed DIR/blocked: 0 lost'],
    2,
  ]);
});

test('a disk that takes nothing costs bounded memory: what is beyond is counted, what is lost at the end is told', async () => {
  const blocked = join(dir, 'blocked');
  writeFileSync(blocked, '');
  const { logs, id } = logsOf(blocked);
  const message = order(1, `|58=${'x'.repeat(100_000)}`);
  for (let i = 0; i < 500; i++) logs.received(id, message, 0, message.length, T0);
  rmSync(blocked);
  mkdirSync(blocked);
  await logs.stop();
  const lines = shown(join('blocked', MESSAGES)).length;
  const lost = Number(/: (\d+) lost/.exec(told.at(-1)!)![1]);
  expect([lines + lost, lines > 300 && lines < 340]).toEqual([500, true]);
});

test('CompIDs that could name another folder stay in theirs', async () => {
  const session = settingsOf('acceptor', [`FileLogPath=${dir}`]);
  const odd = { ...session, qualifier: 'A/B', identity: { ...session.identity, senderCompID: '../up', senderSubID: 'desk' } };
  const logs = new FileLogs([odd], { failed: () => undefined, resumed: () => undefined });
  const message = order(1);
  logs.received(odd.id, message, 0, message.length, T0);
  await logs.stop();
  expect(readdirSync(dir)).toEqual(['FIX.4.4-..%2Fup_desk-PEER-A%2FB.messages.current.log']);
});
