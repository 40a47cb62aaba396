import { parseTraining } from '../../../src/run/train/config';
import type { History } from '../../../src/run/validate/data';
import { timelineOf } from '../../../src/run/validate/timeline';
import type { Sample } from '../../../src/training/data/sample';
import { purgedKFold } from '../../../src/validation/stats/splits';

const SECOND = 1_000_000;
const recipe = parseTraining(
  '/v/r.yaml',
  'name: r\nkind: linear\nout: r.onnx\ndata: { agents: { regimes: [calm], seeds: 10, length: 10m } }\nfeatures: [imbalance1]\ntargets: { drift: 30s, volume: 60s }\n',
);
const sample = (cluster: string, from: number, to: number): Sample => ({
  cluster,
  at: Float64Array.of(from * SECOND, to * SECOND),
  x: [],
  y: [],
  calm: new Float32Array(2),
  states: [],
});
const history = (group: string, ...samples: Sample[]): History => ({
  samples,
  groupOf: new Map(samples.map(s => [s.cluster, group])),
  hash: '',
});
const terms = { window: 120 * SECOND, embargo: 10 * SECOND };

test('markets of agents whose clocks say the same are no neighbours: none is purged because of another', () => {
  const markets = Array.from({ length: 6 }, (_, n) => sample(`calm/${n}`, 100, 400));
  const { spans } = timelineOf(history('calm', ...markets), recipe, terms);
  const folds = purgedKFold(spans, { folds: 3, embargo: terms.embargo });
  expect([spans[0], folds.map(f => f.purged)]).toEqual([{ from: 0, to: (300 + 60 + 120) * SECOND }, [0, 0, 0]]);
});

test('markets of one seed draw the same numbers: where one is tested the others are not trained on, wherever a fold ends', () => {
  const markets = Array.from({ length: 6 }, (_, n) => sample(n % 2 === 0 ? `calm/${n >> 1}` : `crash/${n >> 1}`, 100, 400));
  const { spans } = timelineOf(history('agents', ...markets), recipe, terms);
  const folds = purgedKFold(spans, { folds: 2, embargo: terms.embargo });
  // calm/1 is tested by the first fold, crash/1 by the second
  expect(folds.map(f => [f.train, f.test, f.purged])).toEqual([
    [[4, 5], [0, 1, 2], 1],
    [[0, 1], [3, 4, 5], 1],
  ]);
});

test('of a recording, whatever has a label or an order that reaches into a tested stretch, or begins within the embargo, is purged', () => {
  // stretches of 300 s: the order that may begin in the last row of one is still worked in the next
  const stretches = Array.from({ length: 6 }, (_, n) => sample(`0:day#${n}`, n * 300, n * 300 + 240));
  const { spans } = timelineOf(history('files', ...stretches), recipe, terms);
  const folds = purgedKFold(spans, { folds: 3, embargo: terms.embargo });
  expect(folds.map(f => [f.train, f.test, f.purged])).toEqual([
    [[3, 4, 5], [0, 1], 1],
    [[0, 5], [2, 3], 2],
    [[0, 1, 2], [4, 5], 1],
  ]);
});
