import { MemberLosses } from '../../../src/core/learning/ensemble-gate';
import { Labels } from '../../../src/core/learning/labels';
import { RecursiveLeastSquares } from '../../../src/core/learning/rls';
import { evens, normals } from './normals';

const SECOND = 1_000_000;

describe('the gate of an ensemble', () => {
  test('moves to the member that was right, keeps a little of the others, and sums to 1', () => {
    const normal = normals(1);
    const losses = new MemberLosses([1 / 3, 1 / 3, 1 / 3]);
    for (let i = 0; i < 3_000; i++) {
      const signal = 0.3 * normal();
      const z = signal + normal();
      losses.add([z - signal, z, z + signal], 1);
    }
    const gate = losses.gate();
    expect([gate[0]! > 0.9, gate[2], Math.abs(gate.reduce((a, b) => a + b, 0) - 1) < 1e-9]).toEqual([true, 0.02, true]);
  });

  test('follows when another member becomes the right one', () => {
    const normal = normals(2);
    const losses = new MemberLosses([0.5, 0.5]);
    const best: number[] = [];
    for (let i = 0; i < 4_000; i++) {
      const signal = 0.3 * normal();
      const z = (i < 2_000 ? signal : -signal) + normal();
      losses.add([z - signal, z + signal], 1);
      if (i === 1_999 || i === 3_999) best.push(losses.gate().indexOf(Math.max(...losses.gate())));
    }
    expect(best).toEqual([0, 1]);
  });
});

describe('labels', () => {
  const waiting = (end: number, mid = 100): Parameters<Labels['add']>[0] => ({
    ask: `bar ACME ${end}`,
    end,
    mid,
    scale: 10,
    x: [],
    posteriors: [1, 0, 0],
    said: undefined,
  });

  test('come once the horizon has passed and not before; what fell into a hole has none', () => {
    const labels = new Labels(20 * SECOND, 5 * SECOND);
    const ends: [number, number[]][] = [];
    for (const at of [5, 10, 15, 20, 25, 30, 60, 65]) {
      ends.push([at, labels.closed(at * SECOND, 100 * Math.exp(at / 1e4)).map(l => l.of.end / SECOND)]);
      labels.add(waiting(at * SECOND, 100 * Math.exp(at / 1e4)));
    }
    expect(ends.filter(([, of]) => of.length > 0)).toEqual([
      [25, [5]],
      [30, [10]],
    ]);
  });

  test('are changes of mid in usual sizes, at most five', () => {
    const labels = new Labels(5 * SECOND, 5 * SECOND);
    labels.add(waiting(0));
    const [label] = labels.closed(5 * SECOND, 100 * Math.exp(20 / 1e4));
    labels.add(waiting(5 * SECOND));
    const [far] = labels.closed(10 * SECOND, 200);
    expect([label!.z.toFixed(6), far!.z]).toEqual(['2.000000', 5]);
  });
});

describe('recursive least squares', () => {
  test('finds the weights that made the labels', () => {
    const [even, normal] = [evens(5), normals(5)];
    const rls = new RecursiveLeastSquares(3);
    for (let i = 0; i < 20_000; i++) {
      if (i % 1_000 === 0) rls.newDay();
      const x = [2 * even() - 1, 2 * even() - 1, 1];
      rls.learn(x, 0.4 * x[0]! - 0.2 * x[1]! + 0.1 + 0.3 * normal());
    }
    expect([...rls.weights].map(w => w.toFixed(1))).toEqual(['0.4', '-0.2', '0.1']);
  });

  test('without forgetting yet is ridge regression: the normal equations by hand', () => {
    const rls = new RecursiveLeastSquares(1);
    for (const [x, y] of [
      [1, 0.5],
      [-1, -0.1],
      [0.5, 0.2],
    ] as const)
      rls.learn([x], y);
    const plain = (0.5 + 0.1 + 0.1) / (100 + 1 + 1 + 0.25);
    expect(Math.abs(rls.weights[0]! / plain - 1)).toBeLessThan(1e-3);
  });

  test('moves no further in a day than its trust region, whatever it is told', () => {
    const rls = new RecursiveLeastSquares(2);
    const reached: boolean[] = [];
    for (let day = 0; day < 3; day++) {
      const start = [...rls.weights];
      rls.newDay();
      for (let i = 0; i < 500; i++) rls.learn([1, 1], 5);
      reached.push(Math.hypot(...[...rls.weights].map((w, i) => w - start[i]!)) <= 0.1 + 1e-12);
    }
    expect(reached).toEqual([true, true, true]);
  });

  test('passes over what is no number', () => {
    const rls = new RecursiveLeastSquares(1);
    rls.learn([Number.NaN], 1);
    rls.learn([1], Number.POSITIVE_INFINITY);
    expect([rls.n, rls.weights[0]]).toEqual([0, 0]);
  });
});
