import type { Ratio } from '../../../src/core/measures/fieller';
import { checksOf } from '../../../src/run/optimum/checks';
import type { PolicyRow } from '../../../src/run/optimum/measure';
import { measureOptimum } from '../../../src/run/optimum/optimum';

const LONG = process.env['SLUICE_LONG'] === '1';
const failed = (options: Parameters<typeof measureOptimum>[0]) => measureOptimum(options).checks.filter(c => !c.ok);

const figures = (): void => {
  test.each(['weak', 'strong', 'none', 'shuffled'] as const)('%s: every check holds over 5,000 orders', signal => {
    expect(failed({ signal, paths: 5_000, lessons: 500, seed: 1 })).toEqual([]);
  });
  test('one seed gives one report', () => {
    const [one, other] = [1, 1].map(seed => measureOptimum({ signal: 'weak', paths: 500, lessons: 100, seed }).rows);
    expect(other).toEqual(one);
  });
};
if (LONG) describe('the figures of docs/known-optimum.md', figures);

test('a small run: a learned policy closes most of the gap, hindsight none of it', () => {
  const options = { signal: 'strong', paths: 300, lessons: 100, seed: 3 } as const;
  const { rows, checks } = measureOptimum(options);
  const row = (name: string): PolicyRow => rows.find(r => r.name === name)!;
  const closed = (ratio: Ratio): number => (ratio === 'not identified' ? Number.NaN : ratio.ratio);
  expect([
    closed(row('learned').closed.ii) > 0.8,
    closed(row('learned').closed.ii) < 1.02,
    row('from hindsight').gain.high < 0,
    row('optimum (i)').gain.low > row('optimum (ii)').gain.mean,
    checks.find(c => c.what.startsWith('no policy'))!.ok,
  ]).toEqual([true, true, true, true, true]);
});

describe('checks fail where they must', () => {
  const mean = (value: number) => ({ mean: value, low: value - 0.01, high: value + 0.01 });
  const row = (name: string, gain: number, over: Partial<PolicyRow> = {}): PolicyRow => ({
    name,
    about: '',
    within: true,
    cost: mean(8 - gain),
    gain: mean(gain),
    impact: mean(gain),
    timing: mean(0),
    closed: { ii: { ratio: 0.95, low: 0.93, high: 0.97 }, i: 'not identified' },
    aboveII: mean(0.02),
    ...over,
  });
  const rows = [row('learned', 0.2), row('learned, gated', 0.2), row('from hindsight', -0.3)];
  const change = (name: string, over: Partial<PolicyRow>) => rows.map(r => (r.name === name ? { ...r, ...over } : r));

  test.each([
    ['weak', rows, 0],
    ['weak', change('learned', { closed: { ii: { ratio: 0.91, low: 0.89, high: 0.93 }, i: 'not identified' } }), 1],
    ['strong', change('learned', { closed: { ii: 'not identified', i: 'not identified' } }), 1],
    ['weak', change('learned', { aboveII: mean(-0.02) }), 1],
    ['weak', change('learned', { aboveII: mean(-0.02), within: false }), 0],
    ['none', rows, 0],
    ['none', change('learned', { timing: mean(0.05) }), 1],
    ['shuffled', rows, 0],
    ['shuffled', change('learned, gated', { gain: mean(-0.06) }), 1],
    ['strong', change('from hindsight', { gain: mean(0.3) }), 1],
  ] as const)('%s, case %#', (signal, given, expected) => {
    expect(checksOf(signal, given).filter(c => !c.ok)).toHaveLength(expected);
  });
});
