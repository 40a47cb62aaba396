import { compile } from '../src/core/learned/evaluate';
import type { LearnedModel, Trees } from '../src/core/learned/model';
import { trainGbdt } from '../src/training/gbdt/train';
import type { TrainingSet } from '../src/training/training-set';
import { CEILING, friedman, r2 } from './friedman';
import { print, type Row } from './rows';

/**
 * R2 of scikit-learn 1.9.1's HistGradientBoostingRegressor on exactly these rows (300 trees, 31 leaves of at least 20 rows, learning rate 0.1, no early stopping), measured
 * once, apart from this: it is no Node package.
 */
const PEER = 0.6316;

/** What trees say of every row. */
function saidBy(trees: Trees, { columns, y }: TrainingSet): Float64Array {
  const model: LearnedModel = {
    name: 'friedman',
    features: columns.map((_, f) => ({ name: `x${f}`, units: '1', fill: null, low: 0, high: 1 })),
    targets: [{ name: 'drift', horizon: 1 }],
    members: [{ kind: 'trees', outputs: [trees] }],
    gate: [1],
  };
  const evaluator = compile(model);
  const row = new Float32Array(columns.length);
  return Float64Array.from(y, (_, i) => {
    for (let f = 0; f < row.length; f++) row[f] = columns[f]![i]!;
    evaluator.run(row);
    return evaluator.y[0]!;
  });
}

/** Boosted trees on rows of a known law (see friedman.ts), judged on as many rows of another seed. */
export function run(rows = 50_000, trees = 300): Row[] {
  const set = friedman(1, rows);
  const test = friedman(2, rows);
  const start = process.hrtime.bigint();
  const trained = trainGbdt(set, { loss: 'l2', trees, leaves: 31, learningRate: 0.1, minLeaf: 20, l2: 0, bins: 255, seed: 1 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const resident = process.resourceUsage().maxRSS / 1024;
  const found = r2(test.y, saidBy(trained.trees, test));
  const name = `boosted trees, ${rows} rows x 30, ${trees} x 31 leaves`;
  return [
    {
      name: `${name}: R2 on other rows (at best ${CEILING})`,
      value: found,
      unit: '',
      peerName: 'scikit-learn, measured apart',
      peer: PEER,
    },
    { name: `${name}: time`, value: seconds, unit: 's' },
    { name: `${name}: memory, the whole process`, value: resident, unit: 'MB' },
  ];
}

if (require.main === module) print(run());
