import { expectedFees } from '../../../src/run/backtest/knowledge';
import { parseFees } from '../../../src/run/sim-fees';

const TIERS = 'tiers:\n  - { from: 0, maker: -0.002, taker: 0.003 }\n  - { from: 1000, maker: -0.003, taker: 0.002 }\n';
const share = (rate: string) => ({ per: 'share', rate });
const bps = (rate: string) => ({ per: 'bps', rate });

test.each([
  ['the first tier', TIERS, { maker: share('-0.002'), taker: share('0.003') }],
  ['by value', 'tiers: [{ from: 0, maker: { bps: 0.1 }, taker: { bps: 0.5 } }]', { maker: bps('0.1'), taker: bps('0.5') }],
  [
    'an amount a share whoever provides',
    'perShare: { rate: 0.005, minPerOrder: 1 }',
    { maker: share('0.005'), taker: share('0.005') },
  ],
  ['both a share: added', `${TIERS}perShare: { rate: 0.001 }`, { maker: share('-0.001'), taker: share('0.004') }],
  [
    'by value and a share: the tier',
    'tiers: [{ from: 0, maker: { bps: 0 }, taker: { bps: 0.5 } }]\nperShare: { rate: 0.001 }',
    { maker: bps('0'), taker: bps('0.5') },
  ],
])('fees that decisions expect of a schedule: %s', (_what, text, expected) => {
  expect(expectedFees(parseFees('fees.yaml', text))).toEqual(expected);
});
