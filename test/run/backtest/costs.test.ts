import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BacktestReport, backtest } from '../../../src/run/backtest/backtest';
import { compare } from '../../../src/run/backtest/compare/compare';
import { parseBacktest } from '../../../src/run/backtest/config';
import { feesBeside, feesFile, feesOf } from '../../../src/run/backtest/fees';

const folder = mkdtempSync(join(tmpdir(), 'costs-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'own.yaml'), 'perShare: { rate: 0.01 }\n');

const FILE = `
length: 40s
tail: 1s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}]
parents: [{id: A, at: 5s, symbol: ACME, side: buy, qty: 300, strategy: TWAP, parameters: {Duration: 20}}]
`;
const run = (fees: string, out?: string) => backtest(parseBacktest(join(folder, 'bt.yaml'), `${FILE}${fees}`), { out });

test('costs are on unless the file says none; the report says which, and what the run rests on', async () => {
  const out = join(folder, 'out');
  const [usual, none, own] = [await run('', out), await run('fees: none\n'), await run('fees: own.yaml\n')];
  const written = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as BacktestReport;
  const [a, b, c] = [usual, none, own].map(r => r.parents[0]!);
  expect({
    fees: [usual.fees, none.fees, own.fees],
    // a taker's part of 0.3 bps, none, and a cent a share of some 100
    bps: [a!.feeBps! > 0 && a!.feeBps! <= 0.3, b!.feeBps, c!.feeBps! > 0.9 && c!.feeBps! < 1.1],
    seeds: [usual.run.seed, none.run.seed],
    data: [usual.run.dataHash === none.run.dataHash, own.run.dataHash === none.run.dataHash],
    configs: new Set([usual, none, own].map(r => r.run.configHash)).size,
    written: [written.run, written.fees],
  }).toEqual({
    fees: ['default: maker 0, taker 0.3 bps of the value', 'none', 'own.yaml'],
    bps: [true, 0, true],
    seeds: [1, 1],
    data: [true, false],
    configs: 3,
    written: [usual.run, usual.fees],
  });
});

test('a comparison says its costs and what it rests on: another seed is other data', async () => {
  const options = {
    seeds: 1,
    strategies: ['TWAP' as const],
    instrument: { symbol: 'ACME', tick: '0.01', lot: '1' },
    qty: '100',
    rate: '0.1',
    window: 10_000_000,
    regime: 'calm',
    latency: 'constant:1ms',
    parameters: {},
  };
  const [one, two] = [await compare({ ...options, seed: 1 }, 1), await compare({ ...options, seed: 2, fees: 'none' }, 1)];
  expect([one.fees, two.fees, one.run.seed, one.run.code === two.run.code, one.run.dataHash === two.run.dataHash]).toEqual([
    'default: maker 0, taker 0.3 bps of the value',
    'none',
    1,
    true,
    false,
  ]);
});

test('`none` and `default` are no files beside the config', () => {
  const beside = (name: string): string => `there/${name}`;
  expect([
    [undefined, 'none', 'default', 'x.yaml'].map(name => name && feesBeside(name, beside)),
    [undefined, 'none', 'default', 'x.yaml'].map(name => feesFile(name)),
    feesOf({ fees: 'none' }),
    feesOf({}) === feesOf({ fees: 'default' }),
  ]).toEqual([[undefined, 'none', 'default', 'there/x.yaml'], [undefined, undefined, undefined, 'x.yaml'], undefined, true]);
});
