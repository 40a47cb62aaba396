import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { decisionSample } from '../../../src/training/data/decisions';
import { RowTaker } from '../../../src/training/data/rows';

const MINUTE = 60_000_000;
const MIDNIGHT = Date.UTC(2026, 0, 6) * 1000;
const TERMS = {
  features: ['imbalance1'],
  targets: [{ name: 'drift', horizon: 30 }],
  grid: 1_000_000,
  every: MINUTE,
  mirror: false,
} as const;

test('after each start, and each day that begins, averages have seen nothing: nothing is learned for five minutes', () => {
  const rows = new RowTaker();
  const quotes: number[] = [];
  for (let minute = -30; minute < 30; minute++) {
    rows.add(MIDNIGHT + minute * MINUTE, 100, new Float64Array(SYMBOL_FEATURES.length).fill(1));
    quotes.push(MIDNIGHT + minute * MINUTE);
  }
  const starts = Float64Array.of(quotes[0]! - 1, MIDNIGHT - 15 * MINUTE - 1);
  const path = { at: Float64Array.from(quotes), mid: new Float64Array(quotes.length).fill(100), starts };
  const none = (moments: Float64Array) => new Float64Array(moments.length);
  const { at } = decisionSample('x', rows.rows(), { path, own: none }, TERMS);
  const minutes = [...at].map(t => (t - MIDNIGHT) / MINUTE);
  const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, k) => first + k);
  expect(minutes).toEqual([...from(-25, -16), ...from(-10, -1), ...from(5, 28)]);
});
