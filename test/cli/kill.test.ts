import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../src/fix/security/password';
import { KillLatch } from '../../src/run/kill-latch';
import { Desk } from '../run/desk';
import { type Answer, sluice } from './run-cli';

const WHY = ['--by', 'ann', '--reason', 'drill'];
const FILE_NOTE = 'in the latch file: no gateway answered on this data folder; it holds from its next look, or start, on';
const brief = ({ code, out, err }: Answer): string => [code, ...out, ...err].join(' | ');

describe('sluice kill and release without a gateway', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-kill-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const run = async (...args: string[]): Promise<string> => brief(await sluice(...args, '--data', dir));

  test('work on the latch file, level by level', async () => {
    const told = [
      await run('kill', '--account', 'A1', ...WHY),
      await run('kill', '--status'),
      await run('release', ...WHY),
      await run('release', '--account', 'A1', ...WHY),
      await run('kill', '--status'),
    ];
    expect(told).toEqual([
      `0 | kill switch of account 'A1' engaged ${FILE_NOTE}`,
      "0 | account 'A1' engaged by ann: drill (latch file: no gateway answers)",
      "2 | sluice: no kill switch is engaged at firm: 'sluice kill --status' shows those that are",
      `0 | kill switch of account 'A1' released ${FILE_NOTE}`,
      '0 | no kill switch is engaged',
    ]);
  });

  test('a release does not pass by the persons of a people file', async () => {
    new KillLatch(dir).engage({ level: 'firm', key: '', id: 'K', by: 'ann', reason: 'drill' }, true);
    expect(await run('release', ...WHY)).toBe(
      '2 | sluice: this gateway has a people file: start it, and release through it as a person of the risk role',
    );
  });

  test.each<[string, string[], string]>([
    ['without a reason', ['kill', '--by', 'ann'], '--reason: is required'],
    ['with an empty one', ['kill', '--by', 'ann', '--reason', ' '], '--reason: must not be empty'],
    ['at two levels at once', ['kill', '--account', 'A1', '--order', 'X', ...WHY], '--order: name one level at a time'],
    ['at a level without a name', ['kill', '--account', '', ...WHY], '--account: must not be empty'],
  ])('%s is refused', async (_what, args, why) => {
    expect(await run(...args)).toBe(`2 | sluice: ${why}`);
  });
});

describe('sluice kill and release through a gateway', () => {
  test('wait for the venue, show what it has confirmed, and do a command once', async () => {
    const desk = await Desk.make();
    try {
      await desk.start();
      const run = async (...args: string[]): Promise<string> => brief(await sluice(...args, '--data', desk.data));
      const child = await desk.order('X');
      const silent = await run('kill', '--order', 'X', '--wait', '1', '--command-id', 'C1', ...WHY);
      desk.report(child, 'E1', { 150: '4', 39: '4', 151: '0' });
      await desk.seen(desk.oms, 'the end', g => g[39] === '4');
      const id = desk.oms.got.find(g => g[39] === '4')![37]!;
      const told = [
        await run('kill', '--status'),
        await run('kill', '--session', 'NOBODY', ...WHY),
        await run('release', '--order', id, ...WHY),
        await run('kill', '--order', 'X', '--command-id', 'C1', ...WHY),
        await run('kill', '--status'),
      ];
      expect([silent, ...told]).toEqual([
        `1 | kill switch of order '${id}' engaged: 1 orders at venues not confirmed cancelled yet | order '${id}' engaged by ann: drill: 0 of 1 cancels confirmed, 1 outstanding`,
        `0 | order '${id}' engaged by ann: drill: 1 of 1 cancels confirmed, 0 outstanding`,
        expect.stringMatching(/^2 \| sluice: no session 'NOBODY'; did you mean /),
        `0 | kill switch of order '${id}' released: orders are taken again`,
        `0 | kill switch of order '${id}' released: orders are taken again`,
        '0 | no kill switch is engaged',
      ]);
    } finally {
      await desk.stop();
    }
  });

  test('with a people file the firm takes two persons of the risk role', async () => {
    const config =
      'people: people.yaml\ninstruments:\n  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }\nlimits: { firm: { maxOrderQty: 1000 } }\n';
    const desk = await Desk.make({ config });
    const credential = await hashPassword('open sesame');
    const person = (name: string, role: string): string => `  - { name: ${name}, role: ${role}, credential: "${credential}" }\n`;
    const file = `people:\n${person('ola', 'operator')}${person('rita', 'risk')}${person('ruth', 'risk')}`;
    writeFileSync(join(desk.dir, 'sessions', 'people.yaml'), file);
    try {
      await desk.start();
      const as = async (name: string, ...args: string[]): Promise<string> =>
        brief(await sluice(...args, '--by', name, '--reason', 'drill', '--data', desk.data));
      process.env['SLUICE_SECRET'] = 'open sesame';
      const told = [
        await as('ola', 'kill'),
        await as('ola', 'release'),
        await as('rita', 'release'),
        await as('Rita', 'release'),
        await as('ruth', 'release'),
      ];
      expect(told.map(t => t.replace(/until \S+Z/, 'until TIME'))).toEqual([
        '0 | kill switch engaged: 0 orders at venues not confirmed cancelled yet',
        '1 | sluice: ola is operator; this needs risk',
        '0 | kill switch still engaged: another person of the risk role has until TIME to release it',
        '1 | sluice: rita asked for the release: another person of the risk role has to grant it',
        '0 | kill switch released: orders are taken again',
      ]);
    } finally {
      delete process.env['SLUICE_SECRET'];
      await desk.stop();
    }
  });
});
