import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KillLatch } from '../../src/run/kill-latch';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-latch-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const ACTIVE = { killed: false, by: '', reason: '' };

describe('kill latch', () => {
  test('an empty data folder starts active', () => {
    expect(new KillLatch(dir).read()).toEqual(ACTIVE);
  });

  test('a journal without its latch is killed', () => {
    writeFileSync(join(dir, 'journal.db'), '');
    expect(new KillLatch(dir).read()).toEqual({ killed: true, by: 'sluice', reason: 'kill.json is missing beside a journal' });
  });

  test('what is written is read by another, whole, and leaves nothing else behind', () => {
    const ann = { killed: true, by: 'ann', reason: 'runaway "algo"\n' };
    new KillLatch(dir).write(ann);
    const read = new KillLatch(dir).read();
    new KillLatch(dir).write({ killed: false, by: 'bob', reason: 'fixed' });
    expect([read, new KillLatch(dir).read(), readdirSync(dir)]).toEqual([
      ann,
      { killed: false, by: 'bob', reason: 'fixed' },
      ['kill.json'],
    ]);
  });

  test.each(['', '{', 'null', '[]', '"killed"', '{}', '{"killed":"no"}', '{"killed":0}'])('%j is killed', text => {
    writeFileSync(join(dir, 'kill.json'), text);
    const { killed, by, reason } = new KillLatch(dir).read();
    expect([killed, by, reason.startsWith('kill.json cannot be read: ')]).toEqual([true, 'sluice', true]);
  });

  test('a kill that cannot be made durable is an error, never acknowledged', () => {
    const latch = new KillLatch(dir);
    rmSync(dir, { recursive: true });
    expect(() => latch.write(ACTIVE)).toThrow('ENOENT');
    expect(existsSync(dir)).toBe(false);
    dir = mkdtempSync(join(tmpdir(), 'sluice-latch-'));
  });

  test('the file can be read by a person', () => {
    new KillLatch(dir).write({ killed: true, by: 'ann', reason: 'drill' });
    expect(readFileSync(join(dir, 'kill.json'), 'utf8')).toBe('{"killed":true,"by":"ann","reason":"drill"}\n');
  });
});
