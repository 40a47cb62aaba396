import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../run/desk';
import { sluice } from './run-cli';

/** Any order for more than 50 is held. */
const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 1000, soft: { maxOrderQty: 50, seconds: 60 } }
`;

jest.setTimeout(120_000);

describe('sluice orders and instruments, as commands on a running gateway', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await Desk.make({ config: CONFIG });
    await desk.start();
  });
  afterEach(() => desk.stop());

  const as = async (name: string, ...args: string[]): Promise<string> => {
    const { code, out, err } = await sluice(...args, '--by', name, '--reason', 'checked', '--data', desk.data);
    const told = [code, ...out, ...err].join(' | ');
    return told.replace(/\S+Z/g, 'TIME').replace(/ +/g, ' ');
  };
  const held = async (): Promise<string> =>
    (await sluice('orders', 'held', '--data', desk.data)).out.join(' | ').replace(/ +/g, ' ');

  test('a held order is listed, released by two persons, another refused; then none is held', async () => {
    const answered = async (clOrdId: string): Promise<string> =>
      (await desk.seen(desk.oms, `an answer to ${clOrdId}`, g => g[35] === '8' && g[11] === clOrdId))[37]!;
    desk.send('A');
    desk.send('B');
    const [a, b] = [await answered('A'), await answered('B')];
    const listed = await held();
    const told = [
      await as('ana', 'orders', 'release', a),
      await as('ana', 'orders', 'release', a),
      await as('ben', 'orders', 'release', 'A'),
      await as('ben', 'orders', 'refuse', b),
      await as('ben', 'orders', 'refuse', 'NOSUCH'),
      await held(),
    ];
    await desk.seen(desk.venue, 'the child of A', g => g[35] === 'D' && g[526] === 'A');
    await desk.seen(desk.oms, 'the denial of B', g => g[11] === 'B' && g[39] === '8');
    expect([listed.includes(` ${b} B `) || listed.includes(`${b} B `), ...told]).toEqual([
      true,
      `0 | order ${a} still held: another person has until TIME to release it`,
      expect.stringMatching(/^1 \| sluice: .*ana/),
      `0 | order ${a} released`,
      `0 | order ${b} refused`,
      expect.stringMatching(/^[12] \| sluice: .*NOSUCH/),
      'no order is held',
    ]);
  });

  test('instruments are read again: what changed, that nothing did, and what is wrong in the file', async () => {
    const file = join(desk.dir, 'sessions', 'sluice.yaml');
    const reload = (): Promise<string> => as('ana', 'instruments', 'reload');
    const told = [await reload()];
    writeFileSync(file, CONFIG.replace('priorClose: 100.00', 'priorClose: 101.50'));
    told.push(await reload());
    writeFileSync(file, CONFIG.replace('tick: 0.01', 'tick: none'));
    told.push(await reload());
    expect(told).toEqual([
      '0 | nothing changed',
      '0 | symbol is was | ACME tick 0.01, lot 1, priorClose 101.50 tick 0.01, lot 1, priorClose 100',
      expect.stringMatching(/^[12] \| sluice: .*sluice\.yaml:2: .*tick/),
    ]);
  });
});
