import { steady } from '../../../simulator/market/agents/weather';
import { PRIOR } from '../../../src/core/impact/prior';
import { agentMetaorders } from '../../../src/run/impact/agents';
import { ordersOf } from '../../../src/run/impact/from-journal';
import { journalMarkOuts } from '../../../src/run/impact/journal-mark-outs';
import { Rig } from '../../core/rig';

const ACME = { symbol: 'ACME', tick: '0.01', lot: '1', adv: '1000000', volatility: '2' };
const market = (orderQty: string, side = '1') => ({ orderQty, side, ordType: '1', price: undefined });

describe('orders of a journal', () => {
  test('are what was filled of them, against the mid when they were accepted, for as long as it took', () => {
    const rig = Rig.ready({ instruments: [ACME] });
    rig.order('A', market('10000', '2'));
    const child = rig.facts('ChildOrderReleased')[0]!.childId;
    rig.ack(child).fill(child, '4000', '99.98').quote('99.90', '99.92').until(30).fill(child, '2000', '99.95');
    rig.report(child, '4');
    const { query, cost, ...order } = ordersOf(rig.turns, PRIOR.daySeconds).orders[0]!;
    // sold 4,000 at 2 bps and 2,000 at 5 bps below 100.00
    expect([order, { ...query, depth: undefined }, cost]).toEqual([
      { cluster: '2026-01-05', symbol: 'ACME', buy: false, start: 36_000 },
      { size: 0.006, volatility: 0.02, spread: expect.closeTo(2, 9), duration: 30, depth: undefined },
      expect.closeTo(3, 6),
    ]);
  });
  test('that work still, that nothing was filled of, or whose market nobody knew are counted apart', () => {
    const rig = Rig.ready({ instruments: [ACME, { symbol: 'BOLT', tick: '0.01', lot: '1' }] });
    rig
      .order('A', market('100'))
      .order('B', market('100'))
      .order('C', { ...market('100'), symbol: 'BOLT' })
      .order('D');
    const [first] = rig.facts('ChildOrderReleased');
    rig.ack(first!.childId).report(first!.childId, '4');
    const { orders, ...counts } = ordersOf(rig.turns, PRIOR.daySeconds);
    expect([orders, counts]).toEqual([[], { limits: 1, unknownMarket: 1, unfilled: 1, open: 1 }]);
  });
  test('a trade that was busted did not happen', () => {
    const rig = Rig.ready({ instruments: [ACME] }).order('A', market('100'));
    const child = rig.facts('ChildOrderReleased')[0]!.childId;
    rig.ack(child).fill(child, '50', '100.10', { execId: 'E1' }).fill(child, '50', '100.02');
    rig.report(child, 'H', { execRefId: 'E1', ordStatus: '1' }).report(child, '4');
    const [order] = ordersOf(rig.turns, PRIOR.daySeconds).orders;
    expect([order!.query.size, order!.cost]).toEqual([0.00005, expect.closeTo(2, 6)]);
  });
});

test('orders on the agent market: of one seed the same twice, paid more than the mid on average, with all that a fit asks for', () => {
  const options = { symbol: 'ACME', first: 1, seeds: 2, orders: 2, weather: steady('calm'), daySeconds: PRIOR.daySeconds };
  const orders = [...agentMetaorders(options)];
  const again = [...agentMetaorders({ ...options, seeds: 1 })];
  const mean = orders.reduce((sum, o) => sum + o.cost, 0) / orders.length;
  const whole = orders.every(({ query: q }) =>
    [q.size, q.volatility, q.spread, q.duration].every(v => v > 0 && Number.isFinite(v)),
  );
  expect([orders.slice(0, 2), orders.map(o => o.cluster), mean > 0, whole]).toEqual([
    again,
    ['seed 1', 'seed 1', 'seed 2', 'seed 2'],
    true,
    true,
  ]);
});

test('mark-outs of a journal: what crossed took, what rested did not, each by the best prices that were told', () => {
  const rig = Rig.ready({ instruments: [ACME] })
    .order('A', market('100'))
    .order('B', { price: '99.99' });
  const [taker, maker] = rig.facts('ChildOrderReleased').map(f => f.childId);
  rig.ack(taker!).fill(taker!, '100', '100.01').ack(maker!).until(5).fill(maker!, '100', '99.99');
  rig.until(5.5).quote('99.97', '99.99').until(80).quote('99.97', '99.99');
  const told = journalMarkOuts(rig.turns, 1).map(m => [
    m.liquidity,
    m.seconds,
    m.move.observations,
    Number(m.move.mean.toFixed(3)),
  ]);
  expect(told).toEqual([
    ['maker', 1, 1, -2],
    ['maker', 10, 1, -2],
    ['maker', 60, 1, -2],
    ['taker', 1, 1, 0],
    ['taker', 10, 1, -2],
    ['taker', 60, 1, -2],
  ]);
});
