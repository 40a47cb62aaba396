import { FeatureDrift } from '../../../src/core/learning/psi';
import { Coverage, type Finding, ResidualTests } from '../../../src/core/learning/residual-tests';
import { normals } from './normals';

/** Tenths of the standard normal. */
const EDGES = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];
const TENTHS = new Array(10).fill(0.1);
const REFERENCE = { x: { edges: EDGES, shares: TENTHS } };

/** What so many observations of an AR(1) with standard normal margins, moved by `shift`, bring. */
function watch(n: number, { shift = 0, memory = 0, seed = 1 }: { shift?: number; memory?: number; seed?: number }): Finding[] {
  const drift = new FeatureDrift(REFERENCE);
  const normal = normals(seed);
  let x = normal();
  const found: Finding[] = [];
  for (let i = 0; i < n; i++) {
    x = memory * x + Math.sqrt(1 - memory * memory) * normal();
    found.push(...drift.add(['x'], [x + shift], { symbol: 'ACME', hour: 10, posteriors: undefined }));
  }
  return found;
}

describe('features', () => {
  test('that are as in training raise nothing, also where each is much like the one before', () => {
    expect([watch(20_000, {}), watch(40_000, { memory: 0.9 })]).toEqual([[], []]);
  });

  test('that moved by half a standard deviation or more are found within their first window', () => {
    expect(watch(500, { shift: 0.6 })).toEqual([{ by: 'psi', feature: 'x', value: expect.any(Number), limit: 0.2, n: 500 }]);
  });

  test('are compared with training in the same state of the market', () => {
    const byState = [TENTHS, TENTHS, [0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0.9]];
    const count = (posteriors: readonly number[]): number => {
      const drift = new FeatureDrift({ x: { edges: EDGES, shares: TENTHS, byState } });
      let found = 0;
      for (let i = 0; i < 500; i++)
        found += drift.add(['x'], [i % 10 === 0 ? -5 : 5], { symbol: 'ACME', hour: 10, posteriors }).length;
      return found;
    };
    expect([count([0, 0, 1]), count([1, 0, 0])]).toEqual([0, 1]);
  });

  test('that stand still say nothing: a market that is closed is no drift', () => {
    const drift = new FeatureDrift({ x: { edges: EDGES, shares: TENTHS } });
    const seen = { symbol: 'ACME', hour: 10, posteriors: undefined };
    expect(Array.from({ length: 5000 }, () => drift.add(['x'], [5], seen)).flat()).toEqual([]);
  });

  test('that stood elsewhere on each day of training may do so by as much again, and no further', () => {
    const found = (usual: number): number => {
      const drift = new FeatureDrift({ x: { edges: EDGES, shares: TENTHS, usual } });
      const seen = { symbol: 'ACME', hour: 10, posteriors: undefined };
      const normal = normals(4);
      return Array.from({ length: 500 }, () => drift.add(['x'], [normal() + 1], seen)).flat().length;
    };
    // moved by a standard deviation the index is about 1
    expect([found(0), found(0.5), found(1.5)]).toEqual([1, 1, 0]);
  });

  test('that are not known, or have no reference, are left out', () => {
    const drift = new FeatureDrift(REFERENCE);
    const seen = { symbol: 'ACME', hour: 10, posteriors: undefined };
    const found = Array.from({ length: 600 }, () => drift.add(['x', 'y'], [null, 7], seen)).flat();
    expect(found).toEqual([]);
  });
});

describe('residuals', () => {
  /** After how many labels a test finds something, and what; forecasts have a standard deviation of `size`, labels follow them `honest` times. */
  function firstFound(size: number, honest: number, { bias = 0, most = 10_000, seed = 1 } = {}): [string, number] | 'nothing' {
    const normal = normals(seed);
    const tests = new ResidualTests();
    for (let i = 1; i <= most; i++) {
      const p = size * normal();
      const found = tests.add(honest * p + bias + normal(), p);
      if (found) return [found.by, i];
    }
    return 'nothing';
  }

  test('of an honest forecast raise nothing, nor do those of one that says nothing', () => {
    const quiet = [1, 2, 3].flatMap(seed => [firstFound(0.2, 1, { seed }), firstFound(0, 0, { seed })]);
    expect(quiet).toEqual(new Array(6).fill('nothing'));
  });

  test.each([
    ['an opposite one', firstFound(0.5, -1), 'loss', 100],
    ['one ten times too large', firstFound(3, 0.1), 'loss', 20],
    ['one to one side', firstFound(0.2, 1, { bias: 1 }), 'residual', 60],
  ])('of %s are found', (_, found, by, within) => {
    expect([found[0], Number(found[1]) <= within]).toEqual([by, true]);
  });

  test('a wild market is no drift of the forecast', () => {
    const normal = normals(9);
    const tests = new ResidualTests();
    let found = 0;
    for (let i = 0; i < 10_000; i++) if (tests.add(2 * normal(), 0)) found++;
    expect(found).toBe(0);
  });
});

describe('coverage', () => {
  test.each([
    [0.9, 0],
    [0.84, 1],
    [0.97, 1],
  ])('of %p of 400 orders', (share, found) => {
    const coverage = new Coverage();
    const findings = Array.from({ length: 400 }, (_, i) => coverage.add(i < 400 * share ? 1 : 3, 2)).filter(Boolean);
    expect(findings.length).toBe(found);
  });
});
