import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseBacktest } from '../../../src/run/backtest/config';

const folder = mkdtempSync(join(tmpdir(), 'parents-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A message as logs show it, its BodyLength and CheckSum right. */
function message(version: string, body: string): string {
  const fields = `${body.replaceAll('|', '\x01')}\x01`;
  const head = `8=${version}\x019=${fields.length}\x01${fields}`;
  const sum = Buffer.from(head, 'latin1').reduce((total, byte) => total + byte, 0) % 256;
  return `${head}10=${String(sum).padStart(3, '0')}\x01`.replaceAll('\x01', '|');
}

const order = (id: string, body: string, { version = 'FIX.4.4', at = '14:30:10.5', from = 'OMS' } = {}): string =>
  message(version, `35=D|49=${from}|56=US|34=2|52=20260105-${at}|11=${id}|55=ACME|54=1|38=500|${body}`);

/** The parents that a backtest takes out of such lines, and what it notes. */
function taken(lines: readonly string[], keys = '', name = 'oms.log') {
  const text = lines.join('\n');
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  const yaml = `instruments: [{symbol: ACME, tick: 0.01, lot: 1}]\nparentsLog: {file: ${name}${keys}}`;
  const { parents, notes = [] } = parseBacktest(join(folder, 'bt.yaml'), yaml);
  return { parents, notes: notes.map(line => line.replace(folder, '')) };
}

test('orders of every version, with the strategy that each names in its own tags; what is no order of ours is counted', () => {
  const { parents, notes } = taken([
    order('A', '40=1|59=0', { version: 'FIX.4.2' }),
    `14:30:11 in ${order('B', '40=2|44=99.5|59=0|5847=1001|5848=Duration=300;SlotSeconds=10', { version: 'FIX.4.2', at: '14:30:20' })}`,
    order('C', '40=1|847=1003|957=2|958=Duration|959=1|960=120|958=Style|959=14|960=passive|849=0.1', { at: '14:30:30' }),
    order('D', '40=1|847=1001|126=20260105-14:41:00', { version: 'FIXT.1.1', at: '14:31:00' }),
    order('E', '40=1|847=7777'),
    order('A', '40=1', { at: '14:32:00' }),
    order('G', '40=3|99=101'),
    order('H', '40=1|59=6|432=20260110'),
    message('FIX.4.4', '35=G|49=OMS|56=US|34=9|52=20260105-14:33:00|11=X|41=A|38=100'),
    message('FIX.4.4', '35=F|49=OMS|56=US|34=9|52=20260105-14:33:00|11=Y|41=A'),
    message('FIX.4.4', '35=8|49=US|56=OMS|34=9|52=20260105-14:33:00|11=A'),
    order('Z', '40=1').replace('38=500', '38=900'),
    order('Q', '40=1').slice(0, 70),
  ]);
  expect({ parents: parents.map(p => [p.clOrdId, p.after / 1e6, p.order]), notes }).toEqual({
    parents: [
      ['A', 10.5, made({})],
      ['E', 10.5, made({})],
      ['B', 20, made({ price: '99.5', strategy: '1001', parameters: { Duration: '300', SlotSeconds: '10' } })],
      ['C', 30, made({ strategy: '1003', parameters: { Duration: '120', Style: 'passive' }, rate: '0.1' })],
      ['D', 60, made({ strategy: '1001', parameters: { Duration: '600' } })],
    ],
    notes: [
      '/oms.log: 5 orders of 12 messages',
      'left out: 1 orders that repeat a ClOrdID (11), 1 orders of OrdType (40) 3, 1 orders of TimeInForce (59) 6, 1 OrderCancelReplaceRequest (G), 1 OrderCancelRequest (F)',
      expect.stringMatching(
        /^damaged and left out: line 12: CheckSum \(10\) is \d+, the bytes give \d+; line 13: ends before its CheckSum \(10\)$/,
      ),
    ],
  });
});

const made = (over: object) => ({
  symbol: 'ACME',
  side: '1',
  orderQty: '500',
  price: undefined,
  timeInForce: '0',
  strategy: '1000',
  parameters: {},
  rate: undefined,
  ...over,
});

test('a gzipped log, filtered by time and sender, moved to the start, worked by a strategy of the config', () => {
  const lines = [
    order('A', '40=1', { at: '09:00:00' }),
    order('B', '40=1', { at: '09:30:00' }),
    order('C', '40=1', { at: '09:30:30' }),
    order('D', '40=1', { at: '09:30:40', from: 'OTHER' }),
    order('E', '40=1', { at: '10:31:00' }),
    order('F', '40=1', { at: '11:00:00' }),
  ];
  const keys =
    ', sender: OMS, from: "2026-01-05T09:30:00Z", to: "2026-01-05T11:00:00Z", first: 5s, strategy: POV, rate: 0.2, parameters: {Duration: 60}';
  const { parents, notes } = taken(lines, keys, 'oms.log.gz');
  expect({
    parents: parents.map(p => [p.clOrdId, p.after / 1e6, p.order.strategy, p.order.rate, p.order.parameters]),
    notes,
  }).toEqual({
    parents: [
      ['B', 5, '2', '0.2', { Duration: '60' }],
      ['C', 35, '2', '0.2', { Duration: '60' }],
    ],
    notes: [
      '/oms.log.gz: 2 orders of 6 messages',
      'left out: 2 orders outside of `from` and `to`, 1 orders of another SenderCompID (49), 1 orders from behind the end',
    ],
  });
});

test('a log in which accounts were hidden is taken where that is said', () => {
  const hidden = [order('A', '40=1|1=SECRET').replace('SECRET', 'XXX')];
  expect([taken(hidden, ', masked: true').parents.length, () => taken(hidden)]).toEqual([1, expect.any(Function)]);
  expect(() => taken(hidden)).toThrow('none of these messages is an order that can be taken');
});

test.each([
  ['orders in other symbols', [order('A', '40=1').replaceAll('55=ACME', '55=ACMF')], ', masked: true'],
  ['orders without OrderQty (38) above 0', [order('A', '40=1').replace('38=500', '38=000')], ', masked: true'],
  ['orders of Side (54) 8', [order('A', '40=1').replace('54=1', '54=8')], ', masked: true'],
  ['limit orders without Price (44)', [order('A', '40=2')], ''],
  ['orders of OrdType (40) none', [order('A', '59=0')], ''],
  ['orders from before the start', [order('A', '40=1', { at: '14:29:59' })], ''],
  ['orders whose ExpireTime (126) is not behind their begin', [order('A', '40=1|847=1001|126=20260105-14:00:00')], ''],
])('%s are left out, and nothing is left', (what, lines, keys) => {
  expect(() => taken(lines, keys)).toThrow(`left out: 1 ${what}`);
});

test.each([
  ['a file that is not there', 'parentsLog: none.log', 'parentsLog: .*none.log cannot be read'],
  ['a key that is none', 'parentsLog: {file: x, where: y}', 'bt.yaml:2: parentsLog.where: unknown key'],
  ['a time that is none', 'parentsLog: {file: x, from: now}', "bt.yaml:2: parentsLog.from: 'now' is not a time"],
])('%s is refused', (_what, line, message_) => {
  const yaml = `instruments: [{symbol: ACME, tick: 0.01, lot: 1}]\n${line}`;
  expect(() => parseBacktest(join(folder, 'bt.yaml'), yaml)).toThrow(new RegExp(message_));
});
