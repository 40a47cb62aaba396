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
    const ann = { killed: true, by: 'ann', reason: 'runaway "algo"' };
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

  test('control characters of a latch written by hand are read as spaces', () => {
    writeFileSync(join(dir, 'kill.json'), JSON.stringify({ killed: true, by: 'ann\x0158=x', reason: 'two\nlines\x85', more: 1 }));
    const byHand = new KillLatch(dir).read();
    writeFileSync(join(dir, 'kill.json'), '{"killed":false,"by":7}');
    expect([byHand, new KillLatch(dir).read()]).toEqual([{ killed: true, by: 'ann 58=x', reason: 'two lines ' }, ACTIVE]);
  });

  test('a beginning makes an active latch once, and never over a kill or beside a journal', () => {
    const latch = new KillLatch(dir);
    latch.begin();
    const begun = [readdirSync(dir), latch.read()];
    latch.write({ killed: true, by: 'ann', reason: 'drill' });
    latch.begin();
    const kept = latch.read();
    rmSync(latch.file);
    writeFileSync(join(dir, 'journal.db'), '');
    latch.begin();
    expect([begun, kept, readdirSync(dir)]).toEqual([
      [['kill.json'], ACTIVE],
      { killed: true, by: 'ann', reason: 'drill' },
      ['journal.db'],
    ]);
  });

  test('a kill written while the latch is begun is kept', () => {
    const latch = new KillLatch(dir);
    const killed = { killed: true, by: 'ann', reason: 'in between' };
    const beginning = new KillLatch(dir);
    let looks = 0;
    // The journal is looked for after the latch was found missing: that is when the kill comes.
    Object.defineProperty(beginning, 'journal', {
      get: () => {
        looks++;
        latch.write(killed);
        return join(dir, 'journal.db');
      },
    });
    beginning.begin();
    expect([looks, latch.read(), readdirSync(dir)]).toEqual([1, killed, ['kill.json']]);
  });
});
