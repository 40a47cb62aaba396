import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { examine } from '../../src/run/doctor';
import { ACTIVE, KillLatch } from '../../src/run/kill-latch';

const dir = mkdtempSync(join(tmpdir(), 'sluice-doctor-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let made = 0;
/** A folder of sessions and a data folder; `port` 0 stands for any. */
function house(cfg: string, config = 'instruments:\n  - { symbol: ACME, tick: 0.01 }\n') {
  const sessions = join(dir, `s${++made}`);
  const data = join(sessions, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(sessions, 'a.cfg'), cfg);
  writeFileSync(join(sessions, 'sluice.yaml'), config);
  return { sessions, data, config: undefined };
}
const cfg = (port: number, more = ''): string =>
  `[SESSION]\nConnectionType=acceptor\nBeginString=FIX.4.4\nSenderCompID=SLUICE\nTargetCompID=OMS\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${port}\n${more}`;

/** Everything that is not fine, its folder left out. */
const troubles = async (h: ReturnType<typeof house>): Promise<string[]> =>
  (await examine(h)).filter(f => f.result !== 'ok').map(f => `${f.result} ${f.check}: ${f.text.replaceAll(h.sessions, 'DIR')}`);

test('a house in order gets a line a check', async () => {
  const findings = await examine(house(cfg(0)));
  const checks = [
    'node',
    'config',
    'sessions',
    'dictionary',
    'gateway',
    'port',
    'data',
    'kill latch',
    'journal',
    'disk',
    'clock',
  ];
  expect(findings.filter(f => f.check !== 'disk').map(f => `${f.result} ${f.check}`)).toEqual(
    checks.filter(c => c !== 'disk').map(c => `ok ${c}`),
  );
});

test('a config and sessions that cannot be used fail with file, line and key', async () => {
  const h = house(cfg(0, 'SocketUseSSL=Y\nHeartBtInterval=5\n'), 'instruments:\n  - { symbol: ACME, tik: 0.01 }\n');
  expect((await troubles(h)).map(t => t.split(' ').slice(0, 4).join(' '))).toEqual([
    'fail config: DIR/sluice.yaml:2: instruments.0.tick:',
    'fail sessions: DIR/a.cfg:1: ServerCertificateFile:',
    'warn sessions: DIR/a.cfg:9: HeartBtInterval:',
  ]);
});

test('a port that somebody else has fails, an engaged latch warns, a journal that is none fails, each with what to do', async () => {
  const other = createServer();
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const h = house(cfg(port));
  writeFileSync(join(h.data, 'journal.db'), 'no journal');
  new KillLatch(h.data).engage({ level: 'firm', key: '', id: 'K', by: 'ana', reason: 'test' });
  const found = await troubles(h);
  other.close();
  expect(found).toEqual([
    `fail port: 127.0.0.1:${port} for FIX.4.4:SLUICE->OMS is in use: stop what listens there or choose another port`,
    "warn kill latch: firm engaged by ana: test; no order is taken there until 'sluice release --reason ...'",
    'fail journal: DIR/data/journal.db is not a journal that can be read: file is not a database; move it away to begin a new one',
  ]);
});

test('a clock that stands before the last recorded turn fails', async () => {
  const h = house(cfg(0));
  const journal = new SqliteJournal(join(h.data, 'journal.db'), { durability: 'process' });
  journal.append({ seq: 1, at: (Date.now() + 3_600_000) * 1000, facts: [{ type: 'BatchWritten', seq: 0 }] });
  journal.commit(undefined);
  journal.close();
  new KillLatch(h.data).write(ACTIVE);
  expect((await troubles(h)).map(t => t.replace(/\d+ s before/, 'N s before'))).toEqual([
    "fail clock: stands N s before the journal's last turn: set the clock right",
  ]);
});
