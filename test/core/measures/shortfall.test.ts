import fc from 'fast-check';
import { shortfallOf, walkBook } from '../../../src/core/measures/shortfall';

const rounded = (of: object): object =>
  Object.fromEntries(Object.entries(of).map(([k, v]) => [k, typeof v === 'number' ? Math.round(v * 1e6) / 1e6 : v]));

describe('implementation shortfall, by hand', () => {
  // 1,000 to buy at an arrival of 100: a basis point is 10 of currency
  const buy = { buy: true, qty: 1000, arrival: 100 };
  test.each([
    ['all bought two cents up', { ...buy, fills: [{ px: 100.02, qty: 1000, fee: 0 }] }, { bps: 2, feeBps: 0, restBps: 0 }],
    ['a fee of 3 is 0.3 bps', { ...buy, fills: [{ px: 100.02, qty: 1000, fee: 3 }] }, { bps: 2.3, feeBps: 0.3, restBps: 0 }],
    ['a rebate earns', { ...buy, fills: [{ px: 100, qty: 1000, fee: -2 }] }, { bps: -0.2, feeBps: -0.2, restBps: 0 }],
    [
      'half done at 100.02, half marked at 100.10 with a fee of 1.5: 1 + 5 + 0.15',
      { ...buy, fills: [{ px: 100.02, qty: 500, fee: 0 }], rest: { px: 100.1, fee: 1.5 } },
      { bps: 6.15, feeBps: 0.15, restBps: 5.15 },
    ],
    [
      'nothing done, the market fell: waiting paid',
      { ...buy, fills: [], rest: { px: 99.9, fee: 0 } },
      { bps: -10, feeBps: 0, restBps: -10 },
    ],
    [
      'a seller who gets less pays',
      { buy: false, qty: 1000, arrival: 100, fills: [{ px: 99.97, qty: 400, fee: 0 }], rest: { px: 99.9, fee: 0 } },
      { bps: 7.2, feeBps: 0, restBps: 6 },
    ],
    [
      'a rest that cannot be marked is not free',
      { ...buy, fills: [] },
      { bps: Number.NaN, feeBps: Number.NaN, restBps: Number.NaN },
    ],
  ])('%s', (_what, order, expected) => {
    expect(rounded(shortfallOf(order))).toEqual(expected);
  });

  test('a buyer and a seller with the same fills pay the opposite, but for fees', () => {
    const fill = fc.record({
      px: fc.double({ min: 90, max: 110, noNaN: true }),
      qty: fc.integer({ min: 1, max: 99 }),
      fee: fc.constant(0),
    });
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 9 }), fills => {
        const order = { qty: 1000, arrival: 100, fills, rest: { px: 101, fee: 0 } };
        return Math.abs(shortfallOf({ ...order, buy: true }).bps + shortfallOf({ ...order, buy: false }).bps) < 1e-9;
      }),
    );
  });
});

describe('the price of completing walks the book', () => {
  const levels = [
    { px: 100.01, qty: 300 },
    { px: 100.02, qty: 100 },
    { px: 100.05, qty: 600 },
  ];
  test.each([
    ['within the touch', levels, 300, { px: 100.01, shown: 1 }],
    ['through three levels', levels, 500, { px: 100.02, shown: 1 }],
    ['beyond what is shown: the last price, and it says so', levels, 2000, { px: 100.0425, shown: 0.5 }],
    ['an empty side has no price', [], 100, { px: Number.NaN, shown: 0 }],
  ])('%s', (_what, book, qty, expected) => {
    expect(rounded(walkBook(book, qty))).toEqual(expected);
  });
});
