import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { type Regime, regimeAfter, regimeSeen } from '../../../src/core/learning/regime';

const HMM: HmmModel = {
  start: [1 / 3, 1 / 3, 1 / 3],
  transition: [
    [0.98, 0.01, 0.01],
    [0.02, 0.96, 0.02],
    [0.02, 0.02, 0.96],
  ],
  mean: [[0], [1], [2]],
  variance: [[0.1], [0.1], [0.1]],
  floor: -4,
};
const BAR = 5_000_000;

/** The states that a series of bars goes through, one a bar. */
function course(values: readonly (number | null)[]): (Regime['state'] | '*')[] {
  let regime: Regime | undefined;
  return values.map((value, t) => {
    const fact = regimeAfter(HMM, regime, { symbol: 'ACME', end: t * BAR, series: [value] }, BAR);
    const read = JSON.parse(JSON.stringify(fact)) as typeof fact;
    regime = regimeSeen(regime, read, HMM.floor);
    return fact.state;
  });
}

const of = (n: number, value: number | null): (number | null)[] => new Array(n).fill(value);

describe('a regime', () => {
  test.each([
    ['is unknown until two bars in a row are explained', [0, 0, 0], ['unknown', 0, 0]],
    ['follows a jump with the first bar that leaves no doubt', [0, 0, 0, 0, 2, 2], ['unknown', 0, 0, 0, 2, 2]],
    ['stays where a single bar is only odd', [0, 0, 0, 0, 0.6, 0, 0], ['unknown', 0, 0, 0, 0, 0, 0]],
    [
      'lasts three bars at least: bars that swing move it once in three',
      [0, 0, 0, 0, 2, 0, 2, 0, 2, 0],
      ['unknown', 0, 0, 0, 2, 2, 2, 0, 0, 0],
    ],
    [
      'is unknown after two bars that no state explains',
      [0, 0, 0, 9, 9, 0, 0],
      ['unknown', 0, 0, expect.anything(), 'unknown', 'unknown', 0],
    ],
    [
      'is unknown after two bars of which nothing is known',
      [0, 0, 0, null, null, 0, 0],
      ['unknown', 0, 0, 0, 'unknown', 'unknown', 0],
    ],
  ])('%s', (_, values, states) => {
    expect(course(values)).toEqual(states);
  });

  test('between two states does not swing with the noise around the middle', () => {
    const swings = course([...of(5, 0), ...Array.from({ length: 60 }, (_, t) => 0.5 + (t % 2 === 0 ? 0.1 : -0.1))]);
    expect(swings.filter((s, t) => t > 1 && s !== swings[t - 1]).length).toBeLessThanOrEqual(1);
  });
});
