import { ConstantLatency } from '../../../simulator/models/latency/latency';
import { Lane } from '../../../src/run/backtest/wire';

test('what would arrive while a line is held arrives at its end, in its order, and nothing else is touched', () => {
  const lane = new Lane(new ConstantLatency(10), [
    [100, 200],
    [200, 250],
    [400, 401],
  ]);
  expect([80, 89, 90, 150, 245, 300, 390, 391].map(at => lane.arrival(at))).toEqual([90, 99, 250, 250, 255, 310, 401, 401]);
});
