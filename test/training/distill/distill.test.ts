import { compile } from '../../../src/core/learned/evaluate';
import type { FeatureUse, LearnedModel } from '../../../src/core/learned/model';
import { type Classroom, distill, joined, type Lessons, type Visited } from '../../../src/training/distill/distill';
import { linear, network, trees } from '../../../src/training/distill/fits';

const use = (name: string): FeatureUse => ({ name, units: '', fill: null, low: -9, high: 9 });
const ORDERS = 1_600;

/** Orders of one state each: `seen` is 0 or 1 in turn, and a hidden coin decides what would have been right. */
function room(lessonOf: (order: number) => readonly [tilt: number, weight: number], log: unknown[] = []): Classroom<Visited> {
  const order = Int32Array.from({ length: ORDERS }, (_, n) => n);
  return {
    features: [use('seen'), use('other')],
    visit: (learner, round) => {
      log.push(['visit', round, learner === undefined]);
      return { order, columns: [Float32Array.from(order, n => n % 2), Float32Array.from(order, n => n % 7)] };
    },
    teach: (visited, learner): Lessons => {
      log.push(['teach', visited.order.length, learner === undefined]);
      return {
        tilt: Float64Array.from(order, n => lessonOf(n)[0]),
        weight: Float64Array.from(order, n => lessonOf(n)[1]),
      };
    },
  };
}
const says = (model: LearnedModel, seen: number, other = 3): number => {
  const ready = compile(model);
  ready.run(Float32Array.of(seen, other));
  return ready.y[0]!;
};

test.each([
  ['linear', linear],
  ['trees', trees(1)],
  ['network', network(1)],
])('%s: what the learner cannot see it weighs by what a mistake costs there', (_, kind) => {
  // of four orders with `seen` 0, three should have done -1 and one +1, which costs nine times as much: (3 (-1) + 9) / 12 = 0.5
  const weighing = room(n => (n % 2 === 1 ? [-0.25, 1] : n % 8 === 0 ? [1, 9] : [-1, 1]));
  const model = distill(weighing, { name: 'toy', rounds: 0, kinds: [kind] });
  expect([Math.abs(says(model, 0) - 0.5) < 0.1, Math.abs(says(model, 1) + 0.25) < 0.1]).toEqual([true, true]);
});
test('goes out as the baseline, then as the learner, and has all states met so far taught anew', () => {
  const log: unknown[] = [];
  distill(
    room(() => [0.5, 1], log),
    { name: 'toy', rounds: 2, kinds: [linear] },
  );
  const [out, asked] = [(round: number) => ['visit', round, round === 0], (first: boolean) => ['teach', ORDERS, first]];
  expect(log).toEqual([
    out(0),
    asked(true),
    out(1),
    asked(false),
    asked(false),
    out(2),
    asked(false),
    asked(false),
    asked(false),
  ]);
});
test('a feature that is hidden makes no difference', () => {
  const model = distill(
    room(n => [n % 2, 1]),
    { name: 'toy', rounds: 0, kinds: [linear], hidden: ['seen'] },
  );
  expect([says(model, 0) === says(model, 1), Math.abs(says(model, 0) - 0.5) < 0.05]).toEqual([true, true]);
});
test('two models in one say what the gate makes of them', () => {
  const [low, high] = [-1, 1].map(tilt =>
    distill(
      room(() => [tilt, 1]),
      { name: 'toy', rounds: 0, kinds: [linear] },
    ),
  );
  expect(says(joined('both', [low!, high!], [0.25, 0.75]), 0)).toBeCloseTo(0.5, 5);
});
test('states without any lesson are refused', () => {
  expect(() =>
    distill(
      room(() => [0, 0]),
      { name: 'toy', rounds: 0, kinds: [linear] },
    ),
  ).toThrow('no state has a lesson');
});
