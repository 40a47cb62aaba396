import { compile } from '../../../src/core/learned/evaluate';
import type { MlpMember } from '../../../src/core/learned/model';
import { sideBySide } from '../../../src/training/mlp/side-by-side';

const of = (...values: number[]): Float32Array => Float32Array.from(values);
const ONE: MlpMember = {
  kind: 'mlp',
  mean: of(1, -2),
  scale: of(2, 0.5),
  layers: [
    { weights: of(0.3, -0.4, 0.8, 0.1), bias: of(0.1, -0.2) },
    { weights: of(1.5, -0.7), bias: of(0.4) },
  ],
  logistic: [false],
};
const OTHER: MlpMember = {
  kind: 'mlp',
  mean: of(-3, 4),
  scale: of(7, 1.5),
  layers: [
    { weights: of(-0.9, 0.6), bias: of(0.25) },
    { weights: of(2), bias: of(-0.3) },
  ],
  logistic: [true],
};

test('networks side by side say what each says by itself, whatever scales they are on', () => {
  const said = (member: MlpMember, x: Float32Array): number[] => {
    const features = ['a', 'b'].map(name => ({ name, units: '', fill: null, low: -9, high: 9 }));
    const targets = member.logistic.map(() => ({ name: 'drift', horizon: 1 }) as const);
    const evaluator = compile({ name: 'm', features, targets, members: [member], gate: [1] });
    evaluator.run(x);
    return [...evaluator.y];
  };
  const rows = [of(0, 0), of(5, -7), of(-1.5, 8.25)];
  const both = rows.map(x => said(sideBySide([ONE, OTHER]), x));
  expect(both).toEqual(rows.map(x => [...said(ONE, x), ...said(OTHER, x)].map(v => expect.closeTo(v, 5))));
});

test('networks of another depth are refused', () => {
  expect(() => sideBySide([ONE, { ...OTHER, layers: OTHER.layers.slice(1) }])).toThrow(RangeError);
});
