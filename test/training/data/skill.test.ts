import type { LearnedModel, Member } from '../../../src/core/learned/model';
import type { DataSet } from '../../../src/training/data/data-set';
import { gateOf, judge, nothingOf, skillOf } from '../../../src/training/data/skill';

const of = (...values: number[]): Float32Array => Float32Array.from(values);
/** y = weight x. */
const line = (weight: number): Member => ({ kind: 'linear', weights: of(weight), bias: of(0), mean: of(0), logistic: [false] });

/** Two markets of two rows each, where y is twice x. */
const SET: DataSet = {
  rows: 4,
  x: [of(1, -1, 2, -2)],
  y: [of(2, -2, 4, -4)],
  calm: of(1, 1, 0.5, 0.5),
  states: [],
  starts: [0, 2],
  clusters: ['one', 'two'],
};
const model = (members: readonly Member[], gate: readonly number[]): LearnedModel => ({
  name: 'm',
  features: [{ name: 'signedTrades', units: '', fill: null, low: -9, high: 9 }],
  targets: [{ name: 'drift', horizon: 60 }],
  members,
  gate,
});

test('errors are summed by market, those of drift by what may be expected of it, of the whole and of each member', () => {
  const judged = judge(SET, model([line(2), line(1)], [0.5, 0.5]), [0]);
  const row = (cluster: string, left: number, nothing: number) => ({ cluster, rows: 2, model: left, nothing });
  expect(judged).toEqual({
    whole: [[row('one', 0.5, 8), row('two', 1, 16)]],
    members: [[[row('one', 0, 8), row('two', 0, 16)]], [[row('one', 2, 8), row('two', 4, 16)]]],
  });
});

test('skill is the part of the error that is taken away: all, none, or below 0 where it is worse than nothing', () => {
  const skill = (weight: number): number => skillOf(judge(SET, model([line(weight)], [1]), [0]).whole[0]!, 1).mean;
  expect([skill(2), skill(0), skill(4), skill(-1)]).toEqual([1, 0, 0, -1.25]);
});

test('who knows nothing says no drift, and the mean of all else', () => {
  expect([nothingOf('drift', of(1, 3)), nothingOf('volume', of(1, 3))]).toEqual([0, 2]);
});

test('members that leave less of the error count for more; weights sum to 1', () => {
  const [one, two, three] = gateOf(judge(SET, model([line(1.9), line(1.8), line(0)], [1 / 3, 1 / 3, 1 / 3]), [0]));
  expect([one! > two!, two! > three!, one! + two! + three!]).toEqual([true, true, expect.closeTo(1, 5)]);
});

test('rows without a label are no rows: not of the errors, not of the mean, not of skill or weights', () => {
  const none = Number.NaN;
  const some = judge({ ...SET, y: [of(2, none, none, none)] }, model([line(1)], [1]), [0]);
  const nowhere = judge({ ...SET, y: [of(none, none, none, none)] }, model([line(2), line(0)], [0.5, 0.5]), [0]);
  expect({
    rows: some.whole[0]!.map(e => [e.rows, e.nothing]),
    skill: skillOf(some.whole[0]!, 1).mean,
    mean: nothingOf('volume', of(1, none, 3)),
    gate: gateOf(nowhere),
  }).toEqual({
    rows: [
      [1, 4],
      [0, 0],
    ],
    skill: 0.75,
    mean: 2,
    gate: [0.5, 0.5],
  });
});
