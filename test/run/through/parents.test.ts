import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specOf } from '../../../src/run/through/plans';
import { readLog } from '../../../src/run/through/read';
import { sourceOf } from '../../../src/run/through/source';
import { stretchesOf } from '../../../src/run/through/stretches';
import { as, message } from '../../drop-copy/read/logs';

const folder = mkdtempSync(join(tmpdir(), 'through-parents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 2026-01-05T14:30:00Z */
const START = 1_767_623_400_000_000;
const SECOND = 1_000_000;
const AT = '20260105-14:3';
const oms = (type: string, at: string, body: string): string =>
  as(message(`35=${type}|49=OMS|56=BRK|34=1|52=${AT}${at}|${body}`, 'FIX.4.4'), '|');
const report = (at: string, body: string): string =>
  as(message(`35=8|49=BRK|56=OMS|34=1|52=${AT}${at}|60=${AT}${at}|${body}`, 'FIX.4.4'), '|');

const LINES = [
  // one of ours, with a window, a cap and parameters; replaced twice, the second time in vain; then cancelled
  oms(
    'D',
    '0:00',
    '11=A|21=1|55=ACME|54=1|38=500|40=2|44=10.05|59=0|847=1|849=0.2|957=1|958=SlotSeconds|959=1|960=10|126=20260105-14:40:00',
  ),
  oms('G', '1:00', '11=A2|41=A|55=ACME|54=1|38=600|40=2|44=10.10'),
  report('1:01', '11=A2|41=A|37=1|17=1|150=5|39=0|55=ACME|54=1|38=600|44=10.10|40=2|14=0|151=600|6=0'),
  oms('G', '2:00', '11=A3|41=A2|55=ACME|54=1|38=100|40=2|44=10.10'),
  as(message(`35=9|49=BRK|56=OMS|34=1|52=${AT}2:01|11=A3|41=A2|37=1|39=0|434=2|102=0`, 'FIX.4.4'), '|'),
  oms('F', '3:00', '11=A4|41=A2|55=ACME|54=1'),
  // it names a strategy of somebody else: passed through
  oms('D', '0:30', '11=B|21=1|55=ACME|54=2|38=200|40=1|59=3|847=9999|958=X'),
  // what the log only has reports of
  report('1:10', '11=C|37=9|17=2|150=0|39=0|55=ACME|54=5|38=300|40=2|44=10.20|59=0|14=0|151=300|6=0'),
  report('1:40', '11=C|37=9|17=3|150=F|39=1|55=ACME|54=5|38=300|40=2|44=10.20|59=0|32=100|31=10.21|14=100|151=200|6=10.21'),
  report('4:00', '11=C|37=9|17=4|150=4|39=4|55=ACME|54=5|38=300|40=2|44=10.20|59=0|14=100|151=0|6=10.21'),
  // not taken
  oms('D', '4:10', '11=S|21=1|55=ACME|54=1|38=100|40=3|99=11|59=0'),
  oms('D', '4:11', '11=R|21=1|55=ACME|54=1|38=100|40=1|59=0'),
  report('4:12', '11=R|37=7|17=5|150=8|39=8|55=ACME|54=1|38=100|14=0|151=0|6=0|103=0'),
  // nothing shows a price of it
  oms('D', '4:20', '11=N|21=1|55=NIX|54=1|38=100|40=1|59=0'),
];

const TERMS = { rate: '0.1', window: 600 * SECOND, parameters: { VWAP: { Band: '0.2' } } };

async function specs(plan: 'as logged' | 'VWAP') {
  const file = join(folder, 'oms.log');
  writeFileSync(file, LINES.join('\n'));
  const log = await readLog([file], {});
  const source = sourceOf({ market: 'agents' }, ['ACME', 'NIX'], log.seen);
  const parents = log.parents.filter(p => p.happened.symbol === 'ACME');
  const { stretches } = stretchesOf(parents, source, TERMS.window);
  const told = stretches.map(s => ({ start: s.start - START, orders: s.parents.map(p => specOf(p, plan, TERMS, s.start)) }));
  return { told, notes: [...log.notes, ...source.notes], instruments: source.world.instruments };
}

test('orders as they were sent, with what was asked of them later, five minutes behind the begin of their market', async () => {
  const words = { symbol: 'ACME', effectiveTime: undefined, expireTime: undefined };
  const change = (clOrdId: string, origClOrdId: string, seconds: number, to?: object) => ({
    clOrdId,
    origClOrdId,
    after: (300 + seconds) * SECOND,
    to,
  });
  const { told, notes, instruments } = await specs('as logged');
  expect({ told, notes, instruments }).toEqual({
    told: [
      {
        start: -300 * SECOND,
        orders: [
          {
            clOrdId: 'A',
            after: 300 * SECOND,
            order: {
              ...words,
              side: '1',
              orderQty: '500',
              ordType: '2',
              price: '10.05',
              timeInForce: '0',
              strategy: '1',
              parameters: { SlotSeconds: '10' },
              rate: '0.2',
              expireTime: START + 600 * SECOND,
            },
            changes: [
              change('A2', 'A', 60, { orderQty: '600', price: '10.10' }),
              change('A3', 'A2', 120, { orderQty: '100', price: '10.10' }),
              change('A4', 'A2', 180),
            ],
          },
          {
            clOrdId: 'B',
            after: 330 * SECOND,
            order: {
              symbol: 'ACME',
              side: '2',
              orderQty: '200',
              ordType: '1',
              price: undefined,
              timeInForce: '3',
              strategy: '1000',
            },
            changes: [],
          },
          {
            clOrdId: 'C',
            after: 370 * SECOND,
            order: {
              symbol: 'ACME',
              side: '5',
              orderQty: '300',
              ordType: '2',
              price: '10.2',
              timeInForce: '0',
              strategy: '1000',
            },
            changes: [change('C-C', 'C', 240)],
          },
        ],
      },
    ],
    notes: [
      'left out: 1 orders of OrdType (40) 3, 1 orders that were rejected',
      'derived from the log: ACME: tick 0.01 from 2 limits, lot 1, its market begins at 10.21, the first price seen',
      'left out: the log shows no price of NIX: name it under `instruments` in the file of a backtest, and that as --market',
    ],
    instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '10.21' }],
  });
});

test('by a schedule: the window that they had, else as long as they lasted; what trades at once goes as it was', async () => {
  const { told } = await specs('VWAP');
  const orders = told[0]!.orders.map(({ clOrdId, order }) => [
    clOrdId,
    order.strategy,
    order.parameters,
    order.rate,
    order.price,
  ]);
  expect(orders).toEqual([
    ['A', '1', { Duration: '600', Band: '0.2' }, '0.2', '10.05'],
    ['B', '1000', undefined, undefined, undefined],
    ['C', '1', { Duration: '170', Band: '0.2' }, undefined, '10.2'],
  ]);
});

test('a market that begins at another time takes the orders that come while it is there; with none it says when it is', async () => {
  const file = join(folder, 'market.yaml');
  writeFileSync(file, 'instruments: [{symbol: ACME, tick: 0.01}]\nstart: 2026-01-05T14:30:20Z\nlength: 20s\n');
  const { parents, seen } = await readLog([join(folder, 'oms.log')], {});
  const found = (start?: number) => stretchesOf(parents, sourceOf({ market: file, start }, ['ACME'], seen), TERMS.window);
  const { stretches, notes } = found();
  expect([stretches.map(s => [s.start - START, s.length, s.parents.map(p => p.clOrdId)]), notes]).toEqual([
    [[20 * SECOND, 20 * SECOND, ['B']]],
    ["left out: 1 orders from before the market's start, 2 orders from behind the market's end"],
  ]);
  expect(() => found(START - 3600 * SECOND)).toThrow(
    "--market: it runs from 2026-01-05T13:30:00.000Z to 2026-01-05T13:30:20.000Z, and the log's orders came from 2026-01-05T14:30:00.000Z to 2026-01-05T14:34:20.000Z: say with --start when it begins",
  );
});
