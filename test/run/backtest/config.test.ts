import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseBacktest, readBacktest } from '../../../src/run/backtest/config';

const HEAD = 'instruments:\n  - {symbol: ACME, tick: 0.01, lot: 100, adv: 1000000}\n';
const ONE = 'parents:\n  - {at: 1m, symbol: ACME, side: buy, qty: 1000, strategy: TWAP, parameters: {Duration: 60}}\n';
const GENERATE = 'generate: {count: 20, ofAdv: {least: 0.0005, most: 0.002}, duration: {least: 1m, most: 5m}}\n';

const read = (text: string) => parseBacktest('bt.yaml', text);

test('what a file says, and what it leaves out', () => {
  const { parents, start, length, latency, publishEvery, market } = read(`${HEAD}${ONE}seed: 7\n`);
  expect({ parents, start, length, latency, publishEvery, regime: market.regime }).toEqual({
    parents: [
      {
        clOrdId: 'B1',
        after: 60_000_000,
        order: {
          symbol: 'ACME',
          side: '1',
          orderQty: '1000',
          price: undefined,
          timeInForce: '0',
          strategy: '1001',
          parameters: { Duration: '60' },
          rate: undefined,
        },
      },
    ],
    start: 1_767_623_400_000_000,
    length: 3_600_000_000,
    latency: 'constant:1ms',
    publishEvery: 50_000,
    regime: 'calm',
  });
});

test.each([
  [
    'no order',
    HEAD,
    'bt.yaml:1: the whole file: name `parents`, a `parentsFile`, a `parentsLog` or `generate`: there is no order to test',
  ],
  ['no instrument', ONE, 'bt.yaml:1: instruments: name at least one instrument'],
  [
    'any symbol',
    `instruments: [{symbol: '*', tick: 0.01}]\n${ONE}`,
    "bt.yaml:1: instruments: '*' names no symbol that anybody could trade in",
  ],
  [
    'a length without its unit',
    `${HEAD}${ONE}length: 5\n`,
    'bt.yaml:5: length: must be a length of time such as 500us, 20ms, 1.5s or 1m',
  ],
  ['market data all the time', `${HEAD}${ONE}publishEvery: 0s\n`, 'bt.yaml:5: publishEvery: must be 1ms or more'],
  ['an unknown key', `${HEAD}${ONE}speed: 3\n`, 'bt.yaml:5: speed: unknown key'],
  ['a side that is none', HEAD + ONE.replace('buy', 'up'), 'bt.yaml:4: parents.0.side: must be one of buy, sell, short'],
  [
    'a strategy that is none',
    HEAD + ONE.replace('TWAP', 'FAST'),
    'bt.yaml:4: parents.0.strategy: must be one of DMA, TWAP, ADAPTIVE, PTWAP, VWAP, POV, IS, OW, CLOSE',
  ],
  ['a stranger', HEAD + ONE.replace('ACME', 'BOLT'), "bt.yaml:1: instruments: an order is for 'BOLT', which is not among them"],
  [
    'an order after the end',
    `${HEAD}${ONE}length: 30s\n`,
    'bt.yaml:5: length: an order comes 60 s after the start: the backtest is over by then',
  ],
  [
    'two of one name',
    `${HEAD}${ONE}${ONE.replace('parents:\n', '')}`.replaceAll('{at', '{id: X, at'),
    "bt.yaml:3: parents: two orders are called 'X'",
  ],
  [
    'a start that is no time',
    `${HEAD}${ONE}start: today\n`,
    "bt.yaml:5: start: 'today' is not a time such as 2026-01-05T14:30:00Z",
  ],
  [
    'curves without hours',
    `${HEAD}${ONE}volumeCurves: v.csv\n`,
    'bt.yaml:5: volumeCurves: needs `reference`: the calendars that say when the sessions of its days were',
  ],
  [
    'a generator with two sizes',
    `${HEAD}${GENERATE.replace('ofAdv', 'qty: {least: 1, most: 2}, ofAdv')}`,
    'bt.yaml:3: generate: needs either `qty` or `ofAdv`',
  ],
  [
    'a range the wrong way round',
    `${HEAD}${GENERATE.replace('0.0005', '0.5')}`,
    'bt.yaml:3: generate.ofAdv.most: must not be below `least`',
  ],
  [
    'POV without a rate',
    `${HEAD}${GENERATE.replace('count', 'strategies: [POV], count')}`,
    'bt.yaml:3: generate.rate: POV needs a rate (849)',
  ],
  [
    'a part of a volume that nobody knows',
    `${HEAD.replace(', adv: 1000000', '')}${GENERATE}`,
    'bt.yaml:3: generate.ofAdv: instrument ACME has no `adv`',
  ],
])('%s is refused with file, line and key', (_what, text, message) => {
  expect(() => read(text)).toThrow(message);
});

test('a file that is not there', () => {
  expect(() => readBacktest('/nowhere/bt.yaml')).toThrow('/nowhere/bt.yaml: there is no such file of a backtest');
});

test('parents of a CSV file beside it, and what is wrong with one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parents-'));
  try {
    const file = join(folder, 'orders.csv');
    const told = (text: string): unknown => {
      writeFileSync(file, text);
      return parseBacktest(join(folder, 'bt.yaml'), `${HEAD}parentsFile: orders.csv\n`).parents.map(p => [
        p.clOrdId,
        p.after,
        p.order.parameters,
      ]);
    };
    const head = 'at,symbol,side,qty,strategy,parameters,id\n';
    const good = told(`${head}5s,ACME,sell,500,TWAP,Duration=60;SlotSeconds=5,X1\n1s,ACME,buy,100,DMA,,\n`);
    let wrong = '';
    try {
      told(`${head}soon,ACME,sell,0,TWAP,Duration,X1\n`);
    } catch (error) {
      wrong = (error as Error).message.replaceAll(folder, '');
    }
    expect([good, wrong.split('\n')]).toEqual([
      [
        ['B2', 1_000_000, {}],
        ['X1', 5_000_000, { Duration: '60', SlotSeconds: '5' }],
      ],
      [
        "/orders.csv:2: at: 'soon' is not a length of time such as 500us, 20ms, 1.5s or 1m, and is 'soon'",
        "/orders.csv:2: qty: must be a decimal number above zero, and is '0'",
        "/orders.csv:2: parameters: 'Duration' is not Name=value, and is 'Duration'",
      ],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('made-up parents: whole lots within their bounds, in order, the same for a seed, a longer list begins with the shorter one', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 40 }), (seed, count) => {
      const made = (n: number) =>
        parseBacktest('bt.yaml', `${HEAD}length: 10000m\n${GENERATE.replace('20', String(n))}`, seed).parents;
      const parents = made(count);
      const sizes = parents.map(p => Number(p.order.orderQty));
      expect({
        again: made(count),
        longer: made(count + 3).slice(0, count),
        inLots: sizes.every(q => q % 100 === 0 && q >= 500 && q <= 2000),
        inOrder: parents.every((p, i) => i === 0 || p.after > parents[i - 1]!.after),
        lengths: parents.every(
          p => Number(p.order.parameters!['Duration']) >= 60 && Number(p.order.parameters!['Duration']) <= 300,
        ),
      }).toEqual({ again: parents, longer: parents, inLots: true, inOrder: true, lengths: true });
    }),
    { numRuns: 15 },
  );
});
