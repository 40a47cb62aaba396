import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import type { Draft } from '../../../src/drop-copy/rebuild/draft';
import { frozen, thawed } from '../../../src/drop-copy/rebuild/freeze';
import { IdIndex } from '../../../src/drop-copy/rebuild/id-index';
import { Rebuild } from '../../../src/drop-copy/rebuild/rebuild';
import { Spread } from '../../../src/drop-copy/rebuild/spread';
import { shown, Teller, told } from './told';

const MANY = 500;
const IN_MEMORY = 64;

test('orders that were put away come back for a late fill and a bust; no file is left behind', () => {
  const teller = new Teller(new Rebuild(IN_MEMORY));
  const order = (n: number): string[] => [
    `>35=D|11=O${n}|55=ACME|54=1|38=100|40=2|44=10`,
    `<35=8|37=V${n}|11=O${n}|17=E${n}|150=F|39=1|38=100|32=40|31=10|151=60|14=40|6=10`,
    `<35=8|37=V${n}|11=O${n}|17=C${n}|150=4|39=4|38=100|151=0|14=40|6=10`,
  ];
  for (let n = 0; n < MANY; n++) teller.tell(order(n));
  teller.tell([
    '<35=8|37=V0|11=O0|17=L0|150=F|39=4|38=100|32=60|31=11|151=0|14=100|6=10.6',
    '<35=8|37=V7|11=O7|17=B7|19=E7|150=H|39=4|38=100|151=0|14=0|6=0',
    '<35=8|37=V9|11=O9|17=E9|150=F|39=1|38=100|32=40|31=10|151=60|14=40|6=10|97=Y',
  ]);
  const rebuilt = teller.end();
  const twice = [[...rebuilt.orders()].map(shown), [...rebuilt.orders()].map(shown)];
  const named = readdirSync(tmpdir()).filter(name => name.startsWith('sluice-orders-')).length;
  rebuilt.close();
  const [orders, again] = twice;
  const others = orders!.filter((text, n) => text === `O${n}: 4 40/100 at 10 leaves 0, E${n} 40@10`).length;
  const { fills, busts, findings } = rebuilt.counts;
  expect([orders!.length, orders![0], orders![7], others, again, { fills, busts, findings }, named]).toEqual([
    MANY,
    'O0: 2 100/100 at 10 leaves 0, E0 40@10, L0 60@11',
    'O7: 4 0/100 at 10 leaves 0, (E7)',
    MANY - 2,
    orders,
    { fills: MANY + 1, busts: 1, findings: { 'status-contradicts': 1 } },
    0,
  ]);
});

const tag = fc.constantFrom(
  1,
  11,
  14,
  17,
  19,
  20,
  31,
  32,
  34,
  35,
  36,
  37,
  38,
  39,
  40,
  41,
  43,
  44,
  45,
  49,
  52,
  54,
  55,
  56,
  59,
  60,
  73,
  97,
  123,
  141,
  150,
  151,
  378,
  797,
);
const value = fc.oneof(
  fc.constantFrom(
    'A',
    'B',
    'D',
    'F',
    'G',
    '8',
    '9',
    '3',
    '4',
    'E',
    '1',
    '2',
    '5',
    'H',
    'I',
    'Y',
    'US',
    'THEM',
    '',
    '0',
    '-1',
    '1e9',
    'NaN',
    '99999999999999999999',
    '0.1',
    '100',
    '20260105-14:30:00',
  ),
  fc.string({ maxLength: 8 }).map(s => s.replace(/[^ -~]|\|/g, '')),
);
const line = fc
  .array(fc.tuple(tag, value), { minLength: 1, maxLength: 14 })
  .map(fields => `${['>', '<', ''][fields.length % 3]}${fields.map(([t, v]) => `${t}=${v}`).join('|')}`);
const likely = fc
  .tuple(fc.constantFrom('D', 'F', 'G', '8', '9', 'E', '4', 'A'), line)
  .map(([type, text]) => `${text[0] === '<' ? '<' : '>'}35=${type}|${text.replace(/^[<>]/, '')}`);

test('whatever messages say, they are read, and every order can be put away and brought back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(line, likely), { maxLength: 30 }), lines => {
      const teller = new Teller();
      teller.tell(lines);
      const rebuilt = teller.end();
      const orders = [...rebuilt.orders()] as Draft[];
      const back = orders.map(o => thawed(frozen(o)));
      expect(back.map(o => ({ ...o, told: [...o.told.ids] }))).toEqual(orders.map(o => ({ ...o, told: [...o.told.ids] })));
      rebuilt.close();
    }),
    { numRuns: 200 },
  );
});

test('names lead to their numbers, however many there are', () => {
  const index = new IdIndex();
  const all = Array.from({ length: 20_000 }, (_, n) => n);
  for (const n of all) index.add(n % 7, `order-${n}`, n);
  const wrong = all.filter(n => index.value(index.find(n % 7, `order-${n}`)) !== n);
  const found = all.filter(n => index.find((n + 1) % 7, `order-${n}`) >= 0);
  expect([wrong, found]).toEqual([[], []]);
});

test('quantiles are those of the sorted values, to 1.6 %', () => {
  const values = Array.from({ length: 9_999 }, (_, n) => Math.round((n - 2_000) ** 3 / 1e6));
  const spread = new Spread();
  for (const v of values) spread.add(v);
  const sorted = [...values].sort((a, b) => a - b);
  const off = [0.01, 0.2, 0.5, 0.9, 0.99].map(q => {
    const exact = sorted[Math.ceil(q * sorted.length) - 1]!;
    return Math.abs(spread.quantile(q)! - exact) <= Math.abs(exact) * 0.016 + 1;
  });
  expect([off, spread.min, spread.max, new Spread().quantile(0.5)]).toEqual([
    [true, true, true, true, true],
    sorted[0],
    sorted.at(-1),
    undefined,
  ]);
});

test('a list that is cut, and an order without a name, are no orders', () => {
  expect(told(['>35=E|66=L|73=2', '>35=D|55=ACME|54=1|38=100|40=1', '>35=F|41=A'])).toEqual({
    orders: [],
    findings: ['2 value-unreadable', '3 value-unreadable'],
  });
});
