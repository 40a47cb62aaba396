import type { DepthSide } from '../../../src/core/depth-side';
import { MarketDataReader } from '../../../src/fix/translate/market-data-reader';
import { type Field, viewOf } from '../../run/rules/set-up';

const sideText = ({ px, qty, count }: DepthSide): string =>
  Array.from({ length: count }, (_, i) => `${px[i]}x${qty[i]}`).join(' ');

/** A reader of ACME and BOLT at two decimals and whole quantities, and everything that it tells. */
function reading() {
  const told: string[] = [];
  let priceScale = 2;
  const reader = new MarketDataReader({
    scalesOf: symbol => (symbol === 'ACME' || symbol === 'BOLT' ? { priceScale, qtyScale: 0 } : undefined),
    traded: (symbol, px, qty, aggressor) => void told.push(`${symbol} trade ${px}x${qty} ${aggressor}`),
    lastIs: (symbol, px) => void told.push(`${symbol} last ${px}`),
    bookIs: (symbol, bids, asks) => void told.push(`${symbol} ${sideText(bids)} / ${sideText(asks)}`),
  });
  const read = (msgType: string, fields: readonly Field[]): string[] => {
    told.length = 0;
    reader.read(viewOf('FIX.4.4', msgType, fields));
    return [...told];
  };
  return {
    reader,
    w: (symbol: string, ...entries: Field[][]) => read('W', [[55, symbol], [268, `${entries.length}`], ...entries.flat()]),
    x: (...entries: Field[][]) => read('X', [[268, `${entries.length}`], ...entries.flat()]),
    rescale: (to: number) => {
      priceScale = to;
    },
  };
}

/** Fields of an entry of a W: type, price and, where it has them, size and id. */
const of = (type: string, px: string, size?: string, id?: string): Field[] => [
  [269, type],
  ...(id === undefined ? [] : [[278, id] as const]),
  [270, px],
  ...(size === undefined ? [] : [[271, size] as const]),
];
interface Update {
  readonly type?: string;
  readonly id?: string;
  readonly symbol?: string;
  readonly px?: string;
  readonly size?: string;
  readonly more?: Field[];
}
const up = (action: string, { type, id, symbol, px, size, more = [] }: Update): Field[] => {
  const named: [number, string | undefined][] = [
    [279, action],
    [269, type],
    [278, id],
    [55, symbol],
    [270, px],
    [271, size],
  ];
  return [...named.filter((f): f is [number, string] => f[1] !== undefined), ...more];
};

const BOOK = [of('0', '99.99', '100', 'B1'), of('0', '99.98', '50', 'B2'), of('1', '100.01', '70', 'A1')];

test('a snapshot is the whole book, and each one begins anew', () => {
  const { w } = reading();
  expect([...w('ACME', ...BOOK), ...w('ACME', of('1', '100.02', '5', 'A1')), ...w('ACME')]).toEqual([
    'ACME 9999x100 9998x50 / 10001x70',
    'ACME  / 10002x5',
    'ACME  / ',
  ]);
});

test.each<[string, Field[][], string[]]>([
  [
    'a new level',
    [up('0', { type: '0', id: 'B3', symbol: 'ACME', px: '100', size: '7' })],
    ['10000x7 9999x100 9998x50 / 10001x70'],
  ],
  ['a changed size; what is not said stays', [up('1', { id: 'B1', symbol: 'ACME', size: '40' })], ['9999x40 9998x50 / 10001x70']],
  ['a changed price', [up('1', { id: 'B1', symbol: 'ACME', px: '99.97' })], ['9998x50 9997x100 / 10001x70']],
  ['a deletion by id alone: the id says of which symbol', [up('2', { id: 'A1' })], ['9999x100 9998x50 / ']],
  [
    'a deletion of what is not there',
    [up('2', { type: '0', id: 'NO', symbol: 'ACME', px: '90' })],
    ['9999x100 9998x50 / 10001x70'],
  ],
  [
    'a size of nothing is a deletion',
    [up('1', { type: '0', id: 'B1', symbol: 'ACME', px: '99.99', size: '0' })],
    ['9998x50 / 10001x70'],
  ],
  [
    'two entries at one price add up, and one of them may go',
    [
      up('0', { type: '1', id: 'A2', symbol: 'ACME', px: '100.01', size: '30' }),
      up('0', { type: '1', id: 'A3', px: '100.01', size: '1' }),
      up('2', { id: 'A1' }),
    ],
    ['9999x100 9998x50 / 10001x31'],
  ],
  [
    'a quote without a size is a price all the same',
    [up('0', { type: '1', id: 'A0', symbol: 'ACME', px: '100' })],
    ['9999x100 9998x50 / 10000x0 10001x70'],
  ],
  ['an empty book (J)', [up('0', { type: 'J', symbol: 'ACME' })], [' / ']],
  [
    'entries of other types',
    [up('0', { type: '4', id: 'O', symbol: 'ACME', px: '100', size: '1' })],
    ['9999x100 9998x50 / 10001x70'],
  ],
  [
    'a price finer than the units is left out',
    [up('0', { type: '0', id: 'B9', symbol: 'ACME', px: '99.995', size: '1' })],
    ['9999x100 9998x50 / 10001x70'],
  ],
  [
    'a level that becomes finer than the units is not known any more',
    [up('1', { id: 'B1', symbol: 'ACME', px: '99.995' })],
    ['9998x50 / 10001x70'],
  ],
  [
    'a crossed book is told as it is',
    [up('0', { type: '0', id: 'B3', symbol: 'ACME', px: '100.05', size: '1' })],
    ['10005x1 9999x100 9998x50 / 10001x70'],
  ],
  ['a symbol that nobody wants', [up('0', { type: '0', id: 'Z', symbol: 'ZZZ', px: '1', size: '1' })], []],
  ['an update that says of no symbol', [up('0', { type: '0', id: 'NEW', px: '1', size: '1' })], []],
])('%s', (_what, entries, told) => {
  const { w, x } = reading();
  w('ACME', ...BOOK);
  expect(x(...entries)).toEqual(told.map(book => `ACME ${book}`));
});

test('an entry that names no symbol is of the one before it', () => {
  const { x } = reading();
  const entries = [
    up('0', { type: '0', id: 'b', symbol: 'BOLT', px: '42', size: '1' }),
    up('0', { type: '1', id: 'a', px: '43', size: '2' }),
    up('0', { type: '0', id: 'c', symbol: 'ACME', px: '99', size: '3' }),
  ];
  expect(x(...entries)).toEqual(['BOLT 4200x1 / 4300x2', 'ACME 9900x3 / ']);
});

test('levels of a snapshot without ids are known by price until an update names them', () => {
  const { w, x } = reading();
  w('ACME', of('0', '99.99', '60'), of('0', '99.99', '40'), of('1', '100.01', '70'));
  expect([
    ...x(up('1', { type: '0', id: 'B1', symbol: 'ACME', px: '99.99', size: '90' })),
    ...x(up('2', { id: 'B1' })),
    ...x(up('2', { type: '1', symbol: 'ACME', px: '100.01' })),
  ]).toEqual(['ACME 9999x90 / 10001x70', 'ACME  / 10001x70', 'ACME  / ']);
});

test('trades come before the book they left; who came in by 2446 or 5797; those of a snapshot and changes are prices only, deletions nothing', () => {
  const { w, x } = reading();
  const trade = (action: string, size: string | undefined, more: Field[] = []): Field[] =>
    up(action, { type: '2', id: 'T', symbol: 'ACME', px: '100', ...(size !== undefined && { size }), more });
  expect([
    w('ACME', ...BOOK, of('2', '100.01', '5')),
    x(up('2', { id: 'A1', symbol: 'ACME' }), trade('0', '70', [[2446, '1']]), trade('0', '1', [[5797, '2']]), trade('0', '2')),
    x(trade('1', '3')),
    x(trade('0', undefined)),
    x(trade('2', '3')),
  ]).toEqual([
    ['ACME last 10001', 'ACME 9999x100 9998x50 / 10001x70'],
    ['ACME trade 10000x70 1', 'ACME trade 10000x1 -1', 'ACME trade 10000x2 0', 'ACME 9999x100 9998x50 / '],
    ['ACME last 10000'],
    ['ACME last 10000'],
    [],
  ]);
});

test('an instrument that is counted otherwise from now on: the book goes with it, but for what is too fine', () => {
  const { reader, w, x, rescale } = reading();
  w('ACME', of('0', '99.99', '60', 'B1'), of('0', '99', '5', 'B2'), of('1', '100.5', '70'));
  rescale(4);
  const finer = x(up('1', { id: 'B1', symbol: 'ACME', size: '61' }));
  rescale(1);
  const coarser = x(up('1', { id: 'B2', symbol: 'ACME', size: '6' }));
  expect([finer, coarser, reader.leftOut]).toEqual([['ACME 999900x61 990000x5 / 1005000x70'], ['ACME 990x6 / 1005x70'], 0]);
});
