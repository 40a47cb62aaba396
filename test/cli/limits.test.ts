import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactOf } from '../../src/core/facts';
import { Paper } from '../run/paper-rig';
import { sluice } from './run-cli';

describe('sluice limits, against a running gateway', () => {
  let paper: Paper;
  let data: string[];
  let file: string;
  const changes: FactOf<'LimitsChanged'>[] = [];
  beforeAll(async () => {
    paper = await Paper.make();
    const { gateway } = await paper.start();
    gateway.watchers.add(({ facts }) => {
      for (const fact of facts) if (fact.type === 'LimitsChanged') changes.push(fact);
    });
    data = ['--data', join(paper.dir, 'data')];
    file = join(paper.dir, 'sluice.yaml');
  });
  afterAll(async () => paper.stop());

  test('shows what is in force, also as JSON', async () => {
    const [plain, json] = await Promise.all([sluice('limits', 'show', ...data), sluice('limits', '--json', ...data)]);
    const { source, limits } = JSON.parse(json.out[0]!) as { source: string; limits: { path: string; limit: string }[] };
    expect([plain.code, plain.out[0], plain.out.slice(2).map(l => l.split(/ {2,}/)[0]), source, limits[2]]).toEqual([
      0,
      `limits: ${file}`,
      ['firm.maxOrderQty', 'firm.maxNotional', 'firm.priceCollar.percent', 'firm.maxOpenOrders'],
      file,
      expect.objectContaining({ path: 'firm.priceCollar.percent', limit: '5' }),
    ]);
  });

  test('sets a limit: an order beyond it is denied by its name, and the fact says who and why', async () => {
    const set = await sluice('limits', 'set', 'symbols.ACME.maxOrderQty', '10', '--by', 'ana', '--reason', 'thin', ...data);
    const port = /^SocketAcceptPort=(\d+)/m.exec(readFileSync(join(paper.dir, 'gateway.cfg'), 'utf8'))![1]!;
    const order = ['order', 'buy', '11', 'ACME', '--limit', '100', '--port', port, ...data];
    const denied = await sluice(...order);
    const { by, reason, limits } = changes.at(-1)!;
    expect([
      set.code,
      set.out[1],
      denied.code === 0,
      [...denied.out, ...denied.err].join(' '),
      by,
      reason,
      limits.symbols,
    ]).toEqual([
      0,
      'symbols.ACME.maxOrderQty  10  shares or contracts of one order',
      false,
      expect.stringContaining('MaxOrderQty: OrderQty (38) 11 exceeds 10 (limits.symbols.ACME.maxOrderQty)'),
      'ana',
      'thin',
      { ACME: { maxOrderQty: '10' } },
    ]);
  });

  test('reloads the file, or refuses all of it with line and key and keeps what is in force', async () => {
    const good = readFileSync(file, 'utf8');
    const before = changes.length;
    writeFileSync(file, good.replace('maxOpenOrders: 1000', 'maxOpenOrders: -1'));
    const refused = await sluice('limits', 'reload', '--reason', 'x', ...data);
    const told = changes.length;
    writeFileSync(file, good.replace('maxOpenOrders: 1000', 'maxOpenOrders: 999'));
    const taken = await sluice('limits', 'reload', '--by', 'bob', '--reason', 'week', '--json', ...data);
    const line = 1 + good.split('\n').findIndex(l => l.includes('maxOpenOrders'));
    expect([refused.code, refused.err, told - before, taken.code, JSON.parse(taken.out[0]!), changes.at(-1)!.by]).toEqual([
      1,
      [`sluice: ${file}:${line}: limits.firm.maxOpenOrders: must be a whole number at or above zero`],
      0,
      0,
      [{ path: 'firm.maxOpenOrders', limit: '999', about: 'parent orders open at once' }],
      'bob',
    ]);
  });

  test.each([
    ['no reason', ['set', 'firm.maxOrderQty', '1'], "sluice: required option '--reason <text>' not specified (see --help)"],
    ['an empty reason', ['reload', '--reason', ' '], 'sluice: --reason: must not be empty'],
    [
      'no limit',
      ['set', 'desk.maxOrderQty', '1', '--reason', 'x'],
      "sluice: 'desk.maxOrderQty' names no limit: it begins with firm",
    ],
  ])('%s is refused', async (_what, args, said) => {
    const { code, err } = await sluice('limits', ...args, ...data);
    expect([code > 0, err[0]!.startsWith(said)]).toEqual([true, true]);
  });

  test('no gateway: it says so', async () => {
    const { code, err } = await sluice('limits', '--data', join(paper.dir, 'none'));
    expect([code, err[0]]).toEqual([1, expect.stringContaining('no gateway answers on')]);
  });
});
