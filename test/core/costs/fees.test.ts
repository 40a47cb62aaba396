import { Fees } from '../../../src/core/costs/fees';

const fees = new Fees({
  A: { maker: { per: 'share', rate: '-0.002' }, taker: { per: 'share', rate: '0.003' } },
  B: { maker: { per: 'bps', rate: '-0.1' }, taker: { per: 'bps', rate: '0.3' } },
  '*': { maker: { per: 'bps', rate: '0' }, taker: { per: 'bps', rate: '1' } },
});

test.each([
  ['A', 'taker', 0.3, 0.003],
  ['A', 'maker', -0.2, -0.002],
  ['B', 'taker', 0.3, 0.003],
  ['B', 'maker', -0.1, -0.001],
  ['another', 'taker', 1, 0.01],
  [undefined, 'taker', 1, 0.01],
] as const)('venue %s, %s: %d bps and %d a share at a price of 100', (venue, liquidity, bps, share) => {
  expect([fees.bps(venue, liquidity, 100), fees.perShare(venue, liquidity, 100)].map(v => Number(v.toFixed(9)))).toEqual([
    bps,
    share,
  ]);
});

test('a venue of which nothing was said is free', () => {
  expect(new Fees().bps('A', 'taker', 100)).toBe(0);
});
