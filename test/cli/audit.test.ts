import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { until } from '../fix/transport/pair';
import { Desk } from '../run/desk';
import { freePorts } from '../run/paper-rig';
import { MAIN, sluice } from './run-cli';

let desk: Desk;
let journal: string;

/** A gateway that filled an order, and lets closed orders go at once. */
beforeAll(async () => {
  process.env['SLUICE_KEEP_CLOSED_MS'] = '20';
  desk = await Desk.make();
  journal = join(desk.data, 'journal.db');
  const { gateway } = await desk.start();
  const child = await desk.order('A', [1, 'ACC']);
  desk.fill(child, 'F1');
  await desk.seen(desk.oms, 'the fill', g => g[39] === '2');
  await until('it is archived', () => gateway.line.books.parents.size === 0);
});
afterAll(async () => {
  delete process.env['SLUICE_KEEP_CLOSED_MS'];
  await desk.stop();
});

const verify = (...more: string[]) => sluice('audit', 'verify', '--journal', journal, ...more);

test('sluice audit verify passes a journal that a gateway is writing, its archive too', async () => {
  const { code, out } = await verify('--json');
  const verdict = JSON.parse(out[0]!) as { rows: number; waiting: number; archived: number; faults: unknown[] };
  expect([code, verdict.faults, verdict.archived, verdict.rows + verdict.waiting > 5]).toEqual([0, [], 1, true]);
});

test('the clocks and the head of the chain are in the journal', async () => {
  const { out } = await sluice('audit', 'export', '--format', 'rts6', '--journal', journal);
  const events = out.slice(2).map(line => line.split(',')[4]);
  expect([events[0], events[1], events.includes('ChildOrderFilled')]).toEqual(['ClocksCompared', 'Started', true]);
});

describe('of a gateway that stopped', () => {
  beforeAll(() => desk.stopGateway());

  test('its heads stand beside the journal and hold; sluice audit head prints the last', async () => {
    const { code, out } = await verify('--json');
    const head = await sluice('audit', 'head', '--journal', journal);
    const lines = readFileSync(join(desk.data, 'audit-heads.jsonl'), 'utf8').trim().split('\n');
    const last = JSON.parse(lines.at(-1)!) as { id: number; hash: string; occasion: string };
    const verdict = JSON.parse(out[0]!) as { heads: number; faults: unknown[] };
    expect([code, verdict.heads, verdict.faults, last.occasion, head.out]).toEqual([
      0,
      lines.length,
      [],
      'stop',
      [`${last.id}:${last.hash}`],
    ]);
  });

  test('a row that was edited is named, and the exit code is 1', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-edited-'));
    const copy = join(dir, 'journal.db');
    writeFileSync(copy, readFileSync(journal));
    const db = new Database(copy);
    db.exec(`UPDATE batch SET turns = replace(turns, '"ACC"', '"ACD"') WHERE id = 6; DELETE FROM batch WHERE id = 4`);
    const edited = db.prepare(`SELECT min(id) FROM batch WHERE instr(turns, '"ACD"')`).pluck().get();
    db.close();
    const { code, out } = await sluice('audit', 'verify', '--journal', copy);
    rmSync(dir, { recursive: true, force: true });
    const faults = out.filter(line => line.startsWith('row '));
    expect([code, faults[0], edited === null || faults.some(f => f.startsWith(`row ${edited}: `))]).toEqual([
      1,
      'row 5: row 4 is missing',
      true,
    ]);
  });

  test('a cut tail shows against the heads', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-cut-'));
    const copy = join(dir, 'journal.db');
    writeFileSync(copy, readFileSync(journal));
    const db = new Database(copy);
    db.exec(
      "DELETE FROM batch WHERE id > 3; DELETE FROM closed_order; DELETE FROM closed_key; DELETE FROM meta WHERE key = 'archived'",
    );
    db.close();
    const without = await sluice('audit', 'verify', '--journal', copy);
    const against = await sluice('audit', 'verify', '--journal', copy, '--head', join(desk.data, 'audit-heads.jsonl'));
    rmSync(dir, { recursive: true, force: true });
    expect([without.code, against.code, against.out.some(l => l.includes('is not there: the journal ends at row 3'))]).toEqual([
      0,
      1,
      true,
    ]);
  });

  test('sluice audit retention says what is older than it has to be kept', async () => {
    const { code, out } = await sluice('audit', 'retention', '--journal', journal, '--json');
    const told = JSON.parse(out[0]!) as Record<string, unknown>;
    expect([code, told['retentionDays'], told['past'], Number(told['rows']) > 5]).toEqual([0, 1827, 0, true]);
  });
});

test('a gateway that is killed soon after its first start leaves a head, and its journal verifies against it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-killed-'));
  const [port] = await freePorts(1);
  mkdirSync(join(dir, 'sessions'));
  const oms = `[SESSION]\nBeginString=FIX.4.4\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${port}\n`;
  writeFileSync(join(dir, 'sessions', 'oms.cfg'), `${oms}SenderCompID=SLUICE\nTargetCompID=OMS\nNonStopSession=Y\n`);
  const args = [MAIN, 'start', '--sessions', join(dir, 'sessions'), '--data', join(dir, 'data'), '--http', '0'];
  const gateway = spawn(process.execPath, args, { stdio: 'ignore' });
  try {
    const told = join(dir, 'data', 'audit-heads.jsonl');
    const isTold = (): boolean => existsSync(told) && readFileSync(told, 'utf8').endsWith('\n');
    for (let tries = 0; tries < 600 && !isTold(); tries++) await new Promise(resolve => setTimeout(resolve, 100));
    gateway.kill('SIGKILL');
    await once(gateway, 'exit');
    const { code, out } = await sluice('audit', 'verify', '--journal', join(dir, 'data', 'journal.db'), '--json');
    const { heads, faults } = JSON.parse(out[0]!) as { heads: number; faults: unknown[] };
    expect([code, heads, faults]).toEqual([0, 1, []]);
  } finally {
    gateway.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}, 90_000);

test.each([
  [['verify', '--journal', '/nowhere/journal.db'], 2, /--journal: \/nowhere\/journal.db does not exist/],
  [['export', '--journal', '/nowhere/journal.db', '--format', 'rts6'], 2, /--journal: \/nowhere\/journal.db does not exist/],
  [['export', '--format', 'mifid'], 2, /Allowed choices are rts6, cat, rts24/],
  [['export', '--format', 'cat', '--from', 'noon'], 2, /a time such as/],
])('sluice audit %j is refused', async (args, code, text) => {
  const answer = await sluice('audit', ...args);
  expect([answer.code, answer.err]).toEqual([code, [expect.stringMatching(text)]]);
});
