import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact, Input } from '../../src/core/facts';
import { KillDesk } from '../../src/run/kill-desk';
import { KillLatch } from '../../src/run/kill-latch';
import { Rig, T0 } from '../core/rig';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-desk-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const FIRM = { level: 'firm', key: '' } as const;
const A1 = { level: 'account', key: 'A1' } as const;
const by = (name: string, id: string, place: typeof FIRM | typeof A1 = FIRM) => ({ ...place, id, by: name, reason: 'drill' });

/** A gateway's kill switches in a folder; started again on the same facts where a rig is given. */
function house(guarded = false, before?: Rig) {
  const rig = new Rig({ recorded: before?.turns ?? [] });
  let now = T0;
  const latch = new KillLatch(dir);
  const line = { books: rig.books, post: (fact: Input) => void rig.post(fact), commitNow: () => undefined };
  const desk = new KillDesk(line, latch, { now: () => now, at: () => () => undefined }, guarded);
  const engaged = (): string[] => desk.rows().map(k => `${k.level} ${k.by}${k.latched ? '' : ' not latched'}`);
  const told = (): string[] => rig.turns.flatMap(t => t.facts).flatMap(brief);
  return { rig, latch, desk, engaged, told, later: (seconds: number) => (now += seconds * 1_000_000) };
}

const brief = (f: Fact): string[] =>
  f.type === 'KillSwitchEngaged' || f.type === 'KillSwitchReleased' || f.type === 'KillReleaseAsked'
    ? [`${f.type} ${f.by}${f.type === 'KillSwitchReleased' && f.second ? ` and ${f.second}` : ''}`]
    : [];

/** Where the latch should be stands something that cannot be replaced. */
const block = (): void => void mkdirSync(join(dir, 'kill.json', 'full'), { recursive: true });
const unblock = (): void => rmSync(join(dir, 'kill.json'), { recursive: true });

describe('the kill switches of a gateway', () => {
  test('are latched before they are journaled, and carried out once by a command id', () => {
    const { desk, latch, engaged, told } = house();
    desk.kill(by('ann', 'K1'));
    desk.kill(by('ann', 'K1'));
    desk.release(by('bob', 'R1'));
    desk.release(by('bob', 'R1'));
    desk.kill(by('ann', 'K1'));
    expect([engaged(), told(), latch.read().engaged]).toEqual([[], ['KillSwitchEngaged ann', 'KillSwitchReleased bob'], []]);
  });

  test('a release of what is not engaged says what is', () => {
    const { desk } = house();
    desk.kill(by('ann', 'K1', A1));
    expect(() => desk.release(by('ann', 'R1'))).toThrow("no kill switch is engaged at firm; engaged: account 'A1'");
  });

  test('are taken up from a latch that somebody else wrote, and released by it', () => {
    const { desk, latch, engaged } = house();
    latch.begin();
    desk.look();
    latch.engage({ ...by('ops', 'K1', A1) });
    desk.look();
    const during = engaged();
    latch.release(A1, { id: 'R1', kill: 'K1', by: 'ops', reason: 'over' });
    desk.look();
    expect([during, engaged()]).toEqual([['account ops'], []]);
  });

  test('one that could not be latched holds while the latch reads active, and is latched once it can be', () => {
    const { desk, latch, engaged, told } = house();
    block();
    expect(() => desk.kill(by('ann', 'K1'))).toThrow(/^engaged in memory, latch not written: /);
    unblock();
    writeFileSync(latch.file, '{"killed":false,"by":"","reason":""}');
    const before = engaged();
    desk.look();
    expect([before, engaged(), latch.read().engaged.map(k => k.id), told()]).toEqual([
      ['firm ann not latched'],
      ['firm ann'],
      ['K1'],
      ['KillSwitchEngaged ann', 'KillSwitchEngaged ann'],
    ]);
  });

  test('one in memory and another in the latch at the same place are one, and released as one', () => {
    const { desk, latch, engaged } = house();
    block();
    expect(() => desk.kill(by('ann', 'K1'))).toThrow();
    unblock();
    latch.engage(by('ops', 'K2'));
    desk.look();
    const both = engaged();
    latch.release(FIRM, { id: 'R1', kill: 'K2', by: 'bob', reason: 'over' });
    desk.look();
    expect([both, engaged()]).toEqual([['firm ann'], []]);
  });

  test('one that was journaled only holds after a restart on an active latch', () => {
    const first = house();
    first.rig.post({ type: 'KillSwitchEngaged', by: 'sluice', reason: 'a bug', id: 'K1', unlatched: true });
    const { desk, latch, engaged } = house(false, first.rig);
    latch.write({ engaged: [], released: [], guarded: false });
    desk.look();
    expect([engaged(), latch.read().engaged.map(k => k.id)]).toEqual([['firm sluice'], ['K1']]);
  });

  test('hold where the latch was lost, or became unreadable, and then the firm is killed too', () => {
    const { desk, latch, engaged } = house();
    desk.kill(by('ann', 'K1', A1));
    writeFileSync(latch.file, '{');
    desk.look();
    const unreadable = engaged();
    latch.release(FIRM, { id: 'R1', kill: 'latch', by: 'bob', reason: 'mended' });
    desk.look();
    desk.look();
    expect([unreadable, engaged(), latch.read().engaged.map(k => k.id)]).toEqual([
      ['account ann', 'firm sluice'],
      ['account ann'],
      ['K1'],
    ]);
  });

  test('an old latch that is engaged is released as ever', () => {
    const { desk, latch, engaged } = house();
    writeFileSync(latch.file, '{"killed":true,"by":"ann","reason":"drill"}\n');
    desk.look();
    const before = engaged();
    desk.release(by('bob', 'R1'));
    desk.look();
    expect([before, engaged()]).toEqual([['firm ann'], []]);
  });
});

describe('with a people file', () => {
  test("the firm's is released by two persons, by person and not by spelling; another by one", () => {
    const { desk, engaged, told } = house(true);
    desk.kill(by('ann', 'K1'));
    desk.kill(by('ann', 'K2', A1));
    const outcomes = [desk.release(by('bob', 'R1', A1)), desk.release(by('bob', 'R2'))];
    expect(() => desk.release(by('BOB', 'R3'))).toThrow(
      'bob asked for the release: another person of the risk role has to grant it',
    );
    const waiting = desk.rows().map(k => k.releaseAsked?.by);
    outcomes.push(desk.release(by('cem', 'R4')));
    expect([outcomes, waiting, engaged(), told().slice(2)]).toEqual([
      [{ released: true }, { released: false, askedBy: 'bob', until: T0 + 600_000_000 }, { released: true }],
      ['bob'],
      [],
      ['KillSwitchReleased bob', 'KillReleaseAsked bob', 'KillSwitchReleased bob and cem'],
    ]);
  });

  test('what one person asked for is void ten minutes later', () => {
    const { desk, engaged, later } = house(true);
    desk.kill(by('ann', 'K1'));
    desk.release(by('bob', 'R1'));
    later(600);
    const second = desk.release(by('cem', 'R2'));
    expect([second, engaged()]).toEqual([{ released: false, askedBy: 'cem', until: T0 + 1_200_000_000 }, ['firm ann']]);
  });

  test('what one person asked for is not carried over to a later kill', () => {
    const { desk, engaged } = house(true);
    desk.kill(by('ann', 'K1'));
    desk.release(by('bob', 'R1'));
    desk.release(by('cem', 'R2'));
    desk.kill(by('ann', 'K2'));
    expect([desk.release(by('cem', 'R3')).released, engaged()]).toEqual([false, ['firm ann']]);
  });

  test('a release that is only written into the latch file does not count; a kill does', () => {
    const { desk, latch, engaged } = house(true);
    desk.kill(by('ann', 'K1', A1));
    latch.release(A1, { id: 'R1', kill: 'K1', by: 'mallory', reason: 'x' });
    latch.engage(by('ops', 'K2'));
    desk.look();
    desk.look();
    expect([
      engaged(),
      latch
        .read()
        .engaged.map(k => k.id)
        .sort(),
    ]).toEqual([
      ['account ann', 'firm ops'],
      ['K1', 'K2'],
    ]);
  });
});
