import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdLock } from '../../src/journal/folder-lock';
import { UsageError } from '../../src/run/config';
import { start } from '../../src/run/start';
import { PACKAGE_ROOT } from '../../src/run/version';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Another process that takes the same kind of lock, and says so. */
const HOLDER = `
const db = new (require('better-sqlite3'))(process.argv[1], { timeout: 0 });
db.pragma('locking_mode = EXCLUSIVE');
db.exec('BEGIN EXCLUSIVE');
process.stdout.write('held');
setInterval(() => db, 1000);
`;

describe('the lock of a data folder', () => {
  test('is held by one, until it lets go', () => {
    const file = join(dir, 'lock');
    const first = holdLock(file);
    const second = holdLock(file);
    first?.();
    const third = holdLock(file);
    third?.();
    expect([first, second, third].map(held => typeof held)).toEqual(['function', 'undefined', 'function']);
  });

  test('ends with the process that held it, also by kill -9', async () => {
    const file = join(dir, 'lock');
    const holder = spawn(process.execPath, ['-e', HOLDER, file], { cwd: PACKAGE_ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const during = holdLock(file);
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    const after = holdLock(file);
    after?.();
    expect([typeof during, typeof after]).toEqual(['undefined', 'function']);
  });

  test('keeps a second gateway from the journal, the latch and the socket', async () => {
    const unlock = holdLock(join(dir, 'lock'));
    const second = start({
      sessions: join(PACKAGE_ROOT, 'sessions', 'paper'),
      data: dir,
      http: 0,
      durability: undefined,
      config: undefined,
      say: () => undefined,
    });
    const error: unknown = await second.catch((e: unknown) => e);
    unlock?.();
    expect([
      error instanceof UsageError && error.message.startsWith('another gateway runs on this data folder'),
      ['journal.db', 'kill.json', 'control.sock'].filter(name => existsSync(join(dir, name))),
    ]).toEqual([true, []]);
  });
});
