import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { steady } from '../../simulator/market/agents/weather';
import { readConfig, UsageError } from '../../src/run/config';
import { loadTape } from '../../src/run/sim-tape';
import { type TapeFlags, tapeOf } from '../../src/run/sim-tape-flags';
import { Stage } from '../simulator/market/replay/stage';

const AGENTS = { seed: 1, weather: steady('calm') };
const called = (flag: string): string => `--${flag}`;
const QUOTES = 'DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL';
const TRADES = 'DT,EX,SYMBOL,COND,SIZE,PRICE,CORR';
const BARS = 'timestamp,open,high,low,close,volume';
const at = (second: string): string => `2018-01-02 10:00:${second}`;

/** Made-up files of real formats. */
const FILES: Record<string, string | Buffer> = {
  'quotes.csv': `${QUOTES}\n${at('00')},N,9.99,2,10.01,3,A\n${at('01')},N,9.98,1,10.00,4,A\n`,
  'trades.csv': `${TRADES}\n${at('00.5')},N,A,@,100,10.01,0\n`,
  'bars.csv.gz': gzipSync(
    `${BARS}\n2022-01-01 00:00:00+00:00,10,10.05,9.95,10.01,500\n2022-01-01 00:01:00+00:00,10.01,10.02,10,10,300\n`,
  ),
  'A_message_1.csv': '34200.0,1,11,100,100000,1\n',
  'late.csv': `${QUOTES}\n${at('01')},N,9.99,2,10.01,3,A\n${at('00')},N,9.98,1,10.00,4,A\n`,
  'cut.csv': `${QUOTES}\n${at('00')},N,9.99,2,10.01,3,A\n${at('01')},N,9.9`,
  'finer.csv': `${QUOTES}\n${at('00')},N,9.995,2,10.01,3,A\n`,
  'twice.csv.gz': gzipSync(gzipSync(`${BARS}\n`)),
  'plain.csv.gz': `${BARS}\n`,
  'torn.csv.gz': gzipSync(`${BARS}\n${'2022-01-01 00:00:00+00:00,10,10.05,9.95,10.01,500\n'.repeat(500)}`).subarray(0, 120),
};

describe('tapes of files', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-tapes-'));
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(dir, name), content);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** As the command line has them, files within the folder. */
  const load = (flags: TapeFlags, tick = '0.01') => {
    const files = ['lobster', 'l2', 'quotes', 'bars', 'trades'] as const;
    const within = files.flatMap(key => (flags[key] === undefined ? [] : [[key, join(dir, flags[key])] as const]));
    const tape = tapeOf({ symbol: 'A', ...flags, ...Object.fromEntries(within) }, AGENTS, called)!;
    return loadTape(tape, [{ symbol: 'A', tick, lot: '1' }]);
  };

  test('quotes with trades play: what is shown, what trades, and where the price begins', async () => {
    const { listing, player } = await load({ quotes: 'quotes.csv', trades: 'trades.csv', speed: 1 });
    const stage = new Stage(player(0));
    expect([listing.referencePriceTicks, stage.to(0), stage.to(1), stage.told]).toEqual([
      1000,
      '999x200 | 1001x300',
      '998x100 | 1000x400',
      ['buy 100@1001'],
    ]);
  });

  test('bars play between their open and their close, ten times as fast where no speed is told', async () => {
    const { player } = await load({ bars: 'bars.csv.gz' });
    const market = player(0);
    const stage = new Stage(market);
    stage.to(12);
    const volume = stage.told.reduce((n, line) => n + Number(/ (\d+)@/.exec(line)![1]), 0);
    expect([market.pinned, volume, market.nextAt()]).toEqual([true, 800, undefined]);
  });

  test('with guests, agents trade on top', async () => {
    const { player } = await load({ quotes: 'quotes.csv', guests: true });
    const stage = new Stage(player(0));
    stage.to(60);
    expect(stage.trades.some(t => t.takerOwner < 0)).toBe(true);
  });

  test('a coarser tick than the prices have: a line that says so', async () => {
    await expect(load({ quotes: 'quotes.csv' }, '0.05')).rejects.toThrow('quotes.csv:2: price 9.99 is not a multiple of 0.05');
  });

  test.each<[string, TapeFlags, string]>([
    ['a file that is not there', { l2: 'none.csv' }, 'none.csv:1: cannot be read'],
    [
      'a file of another kind',
      { bars: 'quotes.csv' },
      'quotes.csv:1: is of the format taq-quotes: its rows are quotes, not bars',
    ],
    ['a file out of order', { quotes: 'late.csv' }, 'late.csv:3: '],
    ['a file that is cut off', { quotes: 'cut.csv' }, 'cut.csv:3: '],
    ['a gzip that is cut off', { bars: 'torn.csv.gz' }, 'torn.csv.gz:'],
    ['a file gzipped twice', { bars: 'twice.csv.gz' }, 'twice.csv.gz:1: is gzipped twice'],
    ['a plain file named .gz', { bars: 'plain.csv.gz' }, 'plain.csv.gz:1: is named .gz but is not gzip'],
    ['a price off tick', { quotes: 'finer.csv' }, 'finer.csv:2: price 9.995 is not a multiple of 0.01'],
    ['a format that is none', { quotes: 'quotes.csv', format: 'pcap' }, "format 'pcap' has no quotes; those that have: "],
    ['bars with trades', { bars: 'bars.csv.gz', trades: 'trades.csv' }, 'no file of trades goes with them'],
    ['a queue model for LOBSTER', { lobster: 'A_message_1.csv', queue: 'log' }, 'neither a queue model nor a file of trades'],
  ])('%s: a line that says so', async (_name, flags, message) => {
    const error = await load(flags).catch((e: unknown) => e);
    expect([error instanceof UsageError, (error as Error).message.includes(message)]).toEqual([true, true]);
  });
});

test.each<[string, TapeFlags, string]>([
  ['two files', { l2: 'a', bars: 'b', symbol: 'A' }, '--l2 and --bars: one file to play at a time'],
  ['no symbol', { quotes: 'a' }, '--quotes needs --symbol'],
  ['a model without a file', { queue: 'log' }, '--queue is about a file to play'],
  ['a queue model that is none', { l2: 'a', symbol: 'A', queue: 'fifo' }, "--queue: 'fifo' is not risk-averse"],
  ['an impact that is none', { l2: 'a', symbol: 'A', impact: 'exp:1:2' }, "--impact: 'exp:1:2' is not exp:UNIT"],
  ['an impact that pays', { l2: 'a', symbol: 'A', impact: 'power:9:0:2:1:0.3:0.5' }, 'round trips would earn money'],
])('flags of a tape: %s', (_name, flags, message) => {
  expect(() => tapeOf(flags, AGENTS, called)).toThrow(message);
});

describe('a tape in the config of a paper gateway', () => {
  const REST = 'instruments:\n  - { symbol: A, tick: 0.01 }\n';
  const read = (tape: string) => readConfig('sluice.yaml', `simulator:\n  port: 9881\n  tape: ${tape}\n${REST}`).simulator?.tape;

  test('is told by the same words', () => {
    expect(read('{ quotes: q.csv, trades: t.csv, symbol: A, speed: 2.5, queue: "power:2", guests: true }')).toEqual({
      quotes: 'q.csv',
      trades: 't.csv',
      symbol: 'A',
      speed: 2.5,
      queue: 'power:2',
      guests: true,
    });
  });

  test.each([
    ['a key that is none', '{ lobster: m.csv, symbol: A, sped: 2 }', 'sluice.yaml:3: simulator.tape.sped'],
    ['a speed of nothing', '{ lobster: m.csv, symbol: A, speed: 0 }', 'sluice.yaml:3: simulator.tape.speed'],
  ])('%s: file, line and key', (_name, tape, message) => {
    expect(() => read(tape)).toThrow(message);
  });
});
