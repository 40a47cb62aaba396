import { OrderFlow } from '../../../../simulator/market/agents/order-flow';

const SECOND = 1_000_000;
const rounded = (values: readonly number[]): number[] => values.map(v => Math.round(v * 1000) / 1000);

describe('OrderFlow', () => {
  test('an order moves the price by the root of its size, a sale as far down as a purchase up', () => {
    const shift = (units: number): number => {
      const flow = new OrderFlow(0);
      flow.traded(1, units, 0.5);
      return flow.shift(0);
    };
    // The part that stays is linear: 0.003 of a usual order's impact each.
    expect(rounded([shift(1), shift(4), shift(100), shift(-4)])).toEqual([0.501, 1.006, 5.15, -1.006]);
  });

  test('an order that matches four times is one order; four orders are four', () => {
    const shift = (takers: readonly number[]): number => {
      const flow = new OrderFlow(0);
      for (const taker of takers) flow.traded(taker, 1, 1);
      return flow.shift(0);
    };
    expect(rounded([shift([7, 7, 7, 7]), shift([7, 8, 9, 10])])).toEqual([2.012, 4.012]);
  });

  test('most of it fades, ever slower, and a little stays', () => {
    const flow = new OrderFlow(0);
    flow.traded(1, 1, 1);
    const [now, minute, hour, week] = [0, 60, 3600, 7 * 86_400].map(s => flow.shift(s * SECOND)) as [
      number,
      number,
      number,
      number,
    ];
    expect([minute < 0.6 * now, minute > 0.3 * now, hour < 0.1 * now, hour > 0.02 * now, rounded([week])]).toEqual([
      true,
      true,
      true,
      true,
      [0.003],
    ]);
  });
});
