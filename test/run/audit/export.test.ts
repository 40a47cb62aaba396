import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportAudit, exportToFile, FORMATS } from '../../../src/run/audit/export';
import { NOTICE } from '../../../src/run/audit/format';
import { VERSION } from '../../../src/run/version';
import { T0 } from '../../core/rig';
import { anchor, story, Written } from './written';

let dir: string;
let journal: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-export-'));
  journal = join(dir, 'journal.db');
  const written = new Written(journal).post(anchor(T0, '5000000000')).story(story()).archive('A');
  written.post({ type: 'SessionOperated', session: 'S', act: 'reset', by: 'ana', reason: 'a "new" day, agreed' }).close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Row = Readonly<Record<string, string>>;

/** Cells of a line of CSV. */
const cells = (line: string): string[] =>
  [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(m => (m[1] ?? m[2] ?? '').replaceAll('""', '"'));

/** An export read back: rows by column. */
function rows(format: string, from = 0, to = Number.MAX_SAFE_INTEGER): Row[] {
  let text = '';
  exportAudit({ journal, format: FORMATS[format]!, from, to }, piece => {
    text += piece;
  });
  const [notice, head, ...lines] = text.split('\r\n').slice(0, -1);
  expect(notice).toBe(NOTICE);
  const names = cells(head!);
  return lines.map(line => Object.fromEntries(cells(line).map((cell, n) => [names[n]!, cell])));
}

const pick = (row: Row | undefined, ...names: string[]): string[] => names.map(name => row![name]!);
const of = (event: string, where: Row = {}): Row => {
  const is = (row: Row): boolean => row['event'] === event && Object.entries(where).every(([k, v]) => row[k] === v);
  return rows('rts6').find(is)!;
};

test('who: session, account, the persons the order names, and who did a control action and why', () => {
  const order = of('ParentOrderReceived', { cl_ord_id: 'A' });
  const who = ['source', 'session', 'account', 'trader', 'investment_decision', 'investment_decision_kind'];
  const act = of('SessionOperated');
  expect([
    pick(order, ...who, 'execution_decision', 'execution_decision_kind', 'trading_capacity'),
    pick(act, 'source', 'person', 'reason'),
  ]).toEqual([
    ['oms', 'FIX.4.4:SLUICE->OMS', 'ACC', 'trader1', '9001', '24', '7', '22', 'P'],
    ['person', 'ana', 'a "new" day, agreed'],
  ]);
});

test('what: a fill at the venue with its ids, the chain of ClOrdIDs, exact prices and what is left', () => {
  const [first, second] = rows('rts6').filter(r => r['event'] === 'ChildOrderFilled');
  const ids = ['order_id', 'cl_ord_id', 'cl_ord_id_chain', 'child_id', 'venue_cl_ord_id', 'venue_order_id', 'venue_exec_id'];
  const terms = [
    'side',
    'quantity',
    'limit_price',
    'last_quantity',
    'last_price',
    'traded_quantity',
    'remaining_quantity',
    'status',
  ];
  expect([pick(first, ...ids), pick(first, ...terms), pick(second, ...terms), pick(second, 'cl_ord_id_chain')]).toEqual([
    ['TP1', 'A', 'A', 'TC1', 'TC1', 'O1', 'F1'],
    ['1', '100', '100', '30', '100.0125', '30', '70', 'PartiallyFilled'],
    ['1', '120', '100', '90', '99.99', '120', '0', 'Filled'],
    ['A>B'],
  ]);
});

test('when: the wall clock in microseconds, and the monotonic clock in nanoseconds to the same microsecond', () => {
  const all = rows('rts6').filter(r => r['monotonic_ns'] !== '');
  const off = all.map(r => {
    const micros = Date.parse(r['time']!) * 1000 + Number(r['time']!.slice(23, 26));
    return BigInt(r['monotonic_ns']!) - 5_000_000_000n - BigInt(micros - T0) * 1000n;
  });
  expect([all.length, new Set(off)]).toEqual([rows('rts6').length, new Set([0n])]);
});

test('which algorithm, which controls with which limits and inputs: of an order accepted, and of one denied', () => {
  const names = ['strategy', 'algorithm_version', 'limits', 'inputs'];
  const accepted = of('ParentOrderAccepted', { cl_ord_id: 'A' });
  const denied = of('ParentOrderDenied');
  const limits = JSON.stringify({ firm: { maxOrderQty: '500', maxGross: '1000000' } });
  const market = '"bid":"99.99","ask":"100.01","quotedAt":"2026-01-05T10:00:00.000005Z"';
  const seen = (open: number, gross: number): string =>
    `{"openParents":${open},${market},"used":{"limits.firm.maxGross":"${gross} of 1000000"}}`;
  expect([
    pick(accepted, ...names),
    accepted['checks']!.split(' ').slice(0, 2),
    pick(denied, ...names, 'code', 'status'),
    denied['text'],
  ]).toEqual([
    ['DMA', VERSION, limits, seen(1, 10_000)],
    ['KillSwitch', expect.any(String)],
    ['DMA', VERSION, limits, seen(0, 12_000), 'MaxOrderQty', 'Rejected'],
    expect.stringMatching(/501.*500/),
  ]);
});

test('a range of time, and a file that is there only once it is whole', () => {
  const out = join(dir, 'orders.csv');
  const request = { journal, format: FORMATS['rts6']!, from: T0 + 1_000_000, to: Number.MAX_SAFE_INTEGER };
  const count = exportToFile(request, out);
  const lines = readFileSync(out, 'utf8').split('\r\n').length - 3;
  const late = rows('rts6').filter(r => r['time']! >= '2026-01-05T10:00:01').length;
  expect([lines, count, count < rows('rts6').length]).toEqual([late, late, true]);
});

test('CAT: one event for each step of order and route, trades left to the venue', () => {
  expect(rows('cat').map(r => pick(r, 'type', 'clOrdID', 'priorOrderID', 'routedOrderID', 'quantity').join(' '))).toEqual([
    'MENO A   100',
    'MEOR A  TC1 100',
    'MEOMR B   120',
    'MEMR A  TC1R1 120',
    'MEOM B A  120',
    'MENO C   100',
    'MEOR C  TC2 100',
    'MEOCR D   100',
    'MECR C  TC2R1 100',
    'MEOC D C  100',
    'MENO E   100',
    'MEOR E  TC3 100',
  ]);
});

test('RTS 24: what the venue asks of its member, event by event', () => {
  const names = [
    'member_order_id',
    '21_event',
    '32_buy_sell',
    '36_initial_quantity',
    '39_traded_quantity',
    '37_remaining_quantity',
  ];
  expect(rows('rts24').map(r => pick(r, ...names).join(' '))).toEqual([
    'TC1 NEWO BUYI 100  100',
    'TC1 PARF BUYI 100 30 70',
    'TC1 REME BUYI 120  90',
    'TC1 FILL BUYI 120 90 0',
    'TC2 NEWO BUYI 100  100',
    'TC2 CAME BUYI 100  0',
    'TC3 NEWO BUYI 100  100',
  ]);
});

test('every column has a name of its own and says what it is', () => {
  for (const { columns } of Object.values(FORMATS))
    expect([new Set(columns.map(c => c.name)).size, columns.filter(c => c.about === '')]).toEqual([columns.length, []]);
});
