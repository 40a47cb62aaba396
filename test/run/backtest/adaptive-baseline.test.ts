import type { StrategyName } from '../../../src/core/facts';
import { BASELINES } from '../../../src/core/strategy-parameters';
import { compare } from '../../../src/run/backtest/compare/compare';
import { SECOND } from './stage';

test.each(BASELINES)('without a model ADAPTIVE is its baseline, order by order: %s', async baseline => {
  const { parents } = await compare(
    {
      seed: 5,
      seeds: 1,
      strategies: [baseline, 'ADAPTIVE'],
      instrument: { symbol: 'ACME', tick: '0.01', lot: '1', adv: '2700000', volatility: '0.65' },
      qty: '1000',
      rate: '0.1',
      window: 60 * SECOND,
      regime: 'volatile',
      latency: 'constant:1ms',
      parameters: { IS: { RiskAversion: '0.001' }, ADAPTIVE: { Baseline: baseline } },
      model: 'none',
    },
    1,
  );
  const of = (name: StrategyName): unknown =>
    parents.filter(p => p.strategy === name).map(p => [p.clOrdId, p.cumQty, p.isBps, p.endedAt, p.orders, p.replaces, p.cancels]);
  expect(of('ADAPTIVE')).toEqual(of(baseline));
});
