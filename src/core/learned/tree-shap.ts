import type { Trees } from './model';

/**
 * Adds each feature's Shapley value for the sum of the trees to `into` (F values): exact, path-dependent TreeSHAP (Lundberg et al., Nature
 * Machine Intelligence 2, 2020, supplement, algorithm 2), with the training rows that came by (`cover`) as weights where a feature is taken as
 * not known. The values and the expected sum (`base` and the mean of each root) add up to the trees' sum for `x`, within float32 rounding.
 * Time grows with the leaves times the square of the depth: for a page that explains, not for the line.
 */
export function treeShap(trees: Trees, x: ArrayLike<number>, into: Float64Array): void {
  for (const root of trees.roots) visit({ trees, x, into }, root, extended(EMPTY, { feature: -1, unknown: 1, known: 1 }));
}

interface Asked {
  readonly trees: Trees;
  readonly x: ArrayLike<number>;
  readonly into: Float64Array;
}

/** A feature that was split by on the way: the part of the rows that go this way while it is unknown, and (0 or 1) once it is known. */
interface Step {
  readonly feature: number;
  readonly unknown: number;
  readonly known: number;
}

/** The steps to a node, each feature once; weights[i]: the share of all orders of the steps in which i of them are known. */
interface Path {
  readonly steps: readonly Step[];
  readonly weights: readonly number[];
}

const EMPTY: Path = { steps: [], weights: [] };

function visit(asked: Asked, node: number, path: Path): void {
  const { feature, threshold, left, right, value, cover } = asked.trees;
  const by = feature[node]!;
  if (by < 0) return addLeaf(asked.into, path, value[node]!);
  const goesLeft = asked.x[by]! <= threshold[node]!;
  const before = path.steps.findIndex(s => s.feature === by);
  const { unknown, known } = before < 0 ? { unknown: 1, known: 1 } : path.steps[before]!;
  const rest = before < 0 ? path : without(path, before);
  const down = (child: number, taken: boolean): void => {
    const step = { feature: by, unknown: (unknown * cover[child]!) / cover[node]!, known: taken ? known : 0 };
    visit(asked, child, extended(rest, step));
  };
  down(left[node]!, goesLeft);
  down(right[node]!, !goesLeft);
}

function addLeaf(into: Float64Array, path: Path, value: number): void {
  for (let i = 1; i < path.steps.length; i++) {
    const { feature, unknown, known } = path.steps[i]!;
    const sum = without(path, i).weights.reduce((total, w) => total + w, 0);
    into[feature]! += sum * (known - unknown) * value;
  }
}

/** EXTEND of the paper: a step more. */
function extended({ steps, weights }: Path, step: Step): Path {
  const n = steps.length;
  const grown = [...weights, n === 0 ? 1 : 0];
  for (let i = n - 1; i >= 0; i--) {
    grown[i + 1]! += (step.known * grown[i]! * (i + 1)) / (n + 1);
    grown[i] = (step.unknown * grown[i]! * (n - i)) / (n + 1);
  }
  return { steps: [...steps, step], weights: grown };
}

/** UNWIND of the paper: the path as it would be without one of its steps. */
function without({ steps, weights }: Path, at: number): Path {
  const last = steps.length - 1;
  const { unknown, known } = steps[at]!;
  const shrunk = weights.slice(0, last);
  let next = weights[last]!;
  for (let i = last - 1; i >= 0; i--) {
    if (known === 0) {
      shrunk[i] = (weights[i]! * (last + 1)) / (unknown * (last - i));
      continue;
    }
    shrunk[i] = (next * (last + 1)) / ((i + 1) * known);
    next = weights[i]! - (shrunk[i]! * unknown * (last - i)) / (last + 1);
  }
  return { steps: steps.filter((_, i) => i !== at), weights: shrunk };
}
