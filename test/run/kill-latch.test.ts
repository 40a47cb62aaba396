import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTIVE, KillLatch, type LatchedKill } from '../../src/run/kill-latch';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-latch-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const FIRM: LatchedKill = { level: 'firm', key: '', id: 'K1', by: 'ann', reason: 'drill' };
const A1: LatchedKill = { level: 'account', key: 'A1', id: 'K2', by: 'bob', reason: 'runaway "algo"' };
const sluice = (reason: unknown) => ({
  engaged: [{ level: 'firm', key: '', id: 'latch', by: 'sluice', reason }],
  released: [],
  guarded: false,
});

describe('kill latch', () => {
  test('an empty data folder starts active', () => {
    expect(new KillLatch(dir).read()).toEqual(ACTIVE);
  });

  test('a journal without its latch is killed', () => {
    writeFileSync(join(dir, 'journal.db'), '');
    expect(new KillLatch(dir).read()).toEqual(sluice('kill.json is missing beside a journal'));
  });

  test('what is engaged is read by another, level by level, until it is released, and nothing else is left behind', () => {
    new KillLatch(dir).engage(FIRM);
    new KillLatch(dir).engage(A1);
    const read = new KillLatch(dir).read();
    const release = { id: 'R', kill: 'K1', by: 'cem', reason: 'fixed' };
    new KillLatch(dir).release(FIRM, release);
    expect([read, new KillLatch(dir).read(), readdirSync(dir)]).toEqual([
      { ...ACTIVE, engaged: [FIRM, A1] },
      { engaged: [A1], released: [release], guarded: false },
      ['kill.json'],
    ]);
  });

  test('a place that is engaged stays as it was engaged first', () => {
    const latch = new KillLatch(dir);
    latch.engage(A1);
    expect(latch.engage({ ...A1, id: 'K3', by: 'eve' }).engaged).toEqual([A1]);
  });

  test('releases are remembered, the last hundred', () => {
    const latch = new KillLatch(dir);
    for (let n = 1; n <= 102; n++) latch.release(FIRM, { id: `R${n}`, kill: `K${n}`, by: 'ann', reason: '' });
    expect([latch.read().released.length, latch.read().released[0]?.id]).toEqual([100, 'R3']);
  });

  test('a latch from before there were levels is read as the kill, or the release, of the firm', () => {
    const read = (text: string) => {
      writeFileSync(join(dir, 'kill.json'), text);
      return new KillLatch(dir).read();
    };
    expect([read('{"killed":true,"by":"ann","reason":"drill"}'), read('{"killed":false,"by":"bob","reason":"over"}')]).toEqual([
      { ...ACTIVE, engaged: [{ ...FIRM, id: 'old' }] },
      { ...ACTIVE, released: [{ id: 'old', kill: 'old', by: 'bob', reason: 'over' }] },
    ]);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"killed"',
    '{}',
    '{"killed":"no"}',
    '{"engaged":[]}',
    '{"engaged":{},"released":[]}',
    '{"engaged":[{"level":"desk","key":"x","id":"K"}],"released":[]}',
    '{"engaged":[{"level":"account","key":"","id":"K"}],"released":[]}',
    '{"engaged":[{"level":"firm","key":"A1","id":"K"}],"released":[]}',
    '{"engaged":[{"level":"account","key":"A1"}],"released":[]}',
    '{"engaged":[],"released":[{"id":"R"}]}',
    '{"engaged":[null],"released":[]}',
  ])('%j is killed', text => {
    writeFileSync(join(dir, 'kill.json'), text);
    expect(new KillLatch(dir).read()).toEqual(sluice(expect.stringMatching(/^kill.json cannot be read: /)));
  });

  test('an unreadable latch that another kill is written to stays killed', () => {
    writeFileSync(join(dir, 'kill.json'), '{');
    new KillLatch(dir).engage(A1);
    expect(new KillLatch(dir).read().engaged.map(k => k.level)).toEqual(['firm', 'account']);
  });

  test('an unreadable latch takes the name of whoever engages it', () => {
    writeFileSync(join(dir, 'kill.json'), '{');
    expect(new KillLatch(dir).engage(FIRM).engaged).toEqual([FIRM]);
  });

  test('a kill that cannot be made durable is an error, never acknowledged', () => {
    const latch = new KillLatch(dir);
    rmSync(dir, { recursive: true });
    expect(() => latch.engage(FIRM)).toThrow('ENOENT');
    expect(existsSync(dir)).toBe(false);
    dir = mkdtempSync(join(tmpdir(), 'sluice-latch-'));
  });

  test('the file can be read by a person', () => {
    new KillLatch(dir).engage(FIRM);
    expect(readFileSync(join(dir, 'kill.json'), 'utf8')).toBe(
      '{"engaged":[{"level":"firm","key":"","id":"K1","by":"ann","reason":"drill"}],"released":[],"guarded":false}\n',
    );
  });

  test('control characters of a latch written by hand are read as spaces', () => {
    const hand = { level: 'account', key: 'A1', id: 'K', by: 'ann\x0158=x', reason: 'two\nlines\x85' };
    writeFileSync(join(dir, 'kill.json'), JSON.stringify({ engaged: [hand], released: [], more: 1 }));
    const byHand = new KillLatch(dir).read().engaged;
    writeFileSync(join(dir, 'kill.json'), '{"killed":true,"by":7}');
    expect([byHand, new KillLatch(dir).read().engaged]).toEqual([
      [{ ...hand, by: 'ann 58=x', reason: 'two lines ' }],
      [{ ...FIRM, id: 'old', by: '', reason: '' }],
    ]);
  });

  test('a beginning makes an active latch once, and never over a kill or beside a journal', () => {
    const latch = new KillLatch(dir);
    latch.begin();
    const begun = [readdirSync(dir), latch.read()];
    latch.engage(FIRM);
    latch.begin();
    const kept = latch.read().engaged;
    rmSync(latch.file);
    writeFileSync(join(dir, 'journal.db'), '');
    latch.begin();
    expect([begun, kept, readdirSync(dir)]).toEqual([[['kill.json'], ACTIVE], [FIRM], ['journal.db']]);
  });

  test('a kill written while the latch is begun is kept', () => {
    const latch = new KillLatch(dir);
    const beginning = new KillLatch(dir);
    let looks = 0;
    // The journal is looked for after the latch was found missing: that is when the kill comes.
    Object.defineProperty(beginning, 'journal', {
      get: () => {
        looks++;
        latch.engage(FIRM);
        return join(dir, 'journal.db');
      },
    });
    beginning.begin();
    expect([looks, latch.read().engaged, readdirSync(dir)]).toEqual([1, [FIRM], ['kill.json']]);
  });
});
