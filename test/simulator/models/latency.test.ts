import { Draws } from '../../../simulator/market/draws';
import { type LatencyHistogram, readHistogram } from '../../../simulator/models/latency/histogram';
import { ConstantLatency, type LatencyModel, LogNormalLatency, MeasuredLatency } from '../../../simulator/models/latency/latency';
import { readLatencies } from '../../../src/run/sim-latency';

const drawn = (model: LatencyModel, n: number): number[] => Array.from({ length: n }, () => model.next());
const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * values.length)]!;

test('a constant latency never changes', () => {
  expect(drawn(new ConstantLatency(250), 3)).toEqual([250, 250, 250]);
});

test('a log-normal latency has the median and the tail that it was given', () => {
  const values = drawn(new LogNormalLatency(1000, 0.5, new Draws(7, 0)), 50_000);
  const [p1, median, p99] = [0.01, 0.5, 0.99].map(q => quantile(values, q)) as [number, number, number];
  // 2.326 standard deviations of the logarithm: e^(2.326 x 0.5) = 3.2
  const near = (value: number, due: number): boolean => Math.abs(value / due - 1) < 0.04;
  expect([near(p1, 1000 / 3.2), near(median, 1000), near(p99, 3200), values.every(Number.isSafeInteger)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('a measured latency falls into each bucket as often as it was measured, and never outside', () => {
  const histogram = readHistogram('upToMicros,count\n100,10\n200,0\n1000,30\n') as LatencyHistogram;
  const values = drawn(new MeasuredLatency(histogram, new Draws(3, 0)), 20_000);
  const part = (from: number, to: number): number =>
    Math.round((100 * values.filter(v => v > from && v <= to).length) / values.length);
  expect([part(0, 100), part(100, 200), part(200, 1000), Math.min(...values) >= 1]).toEqual([25, 0, 75, true]);
});

test('the same seed gives the same latencies, and each way has its own', () => {
  const once = readLatencies('--latency', 'lognormal:1ms:0.5', 5);
  const again = readLatencies('--latency', 'lognormal:1ms:0.5', 5);
  const entry = drawn(once.entry!, 20);
  expect([drawn(again.entry!, 20), drawn(once.feed!, 20)].map(other => other.join() === entry.join())).toEqual([true, false]);
});

test.each([
  ['no header', '100,10\n', 1, 'the header must be'],
  ['a word', 'upToMicros,count\n100,x\n', 2, 'is not two whole numbers'],
  ['a bound that does not rise', 'upToMicros,count\n100,1\n100,1\n', 3, 'is not above the bucket before'],
  ['nothing counted', 'upToMicros,count\n100,0\n', 3, 'no message was counted'],
  ['too many', 'upToMicros,count\n100,2147483647\n200,1\n', 3, 'more than 2147483647'],
])('a histogram with %s is refused with its line', (_what, text, line, reason) => {
  const wrong = readHistogram(text);
  expect('reason' in wrong && [wrong.line, wrong.reason.includes(reason)]).toEqual([line, true]);
});

test.each([
  ['constant', "'' is not a length of time"],
  ['constant:5', "'5' is not a length of time"],
  ['constant:5ms:1', "'constant:5ms:1' is not"],
  ['lognormal:5ms', "'lognormal:5ms' is not"],
  ['lognormal:5ms:9', 'SIGMA from 0 to 3'],
  ['gamma:5ms', "'gamma:5ms' is not"],
  ['entry=constant:1ms,entry=constant:2ms', 'entry stands there twice'],
  ['measured:none.csv', 'none.csv: cannot be read'],
])('--latency %s is refused in a line that says why', (text, said) => {
  expect(() => readLatencies('--latency', text, 1)).toThrow(said);
});
