import { parseTraining } from '../../../src/run/train/config';
import { parseValidation } from '../../../src/run/validate/config';
import { refuseSeen, untouchedGate } from '../../../src/run/validate/sealed';
import type { JudgedModel, StageParts } from '../../../src/run/validate/stage';

const recipe = parseTraining(
  '/v/r.yaml',
  'name: r\nkind: linear\nout: r.onnx\ndata: { agents: { regimes: [calm], seeds: 10, first: 101, length: 10m } }\nfeatures: [imbalance1]\ntargets: { drift: 30s }\n',
);
const config = (first: number) =>
  parseValidation(
    '/v/v.yaml',
    `name: v\ntraining: r.yaml\nout: o\nscope: { maxQty: 4000, regimes: [calm] }\nsealed: { first: ${first}, seeds: 20 }\n`,
  );
const model = (clusters: readonly string[] | undefined): JudgedModel => ({
  hash: 'a'.repeat(64),
  name: 'm',
  bytes: new Uint8Array(),
  file: 'm.onnx',
  clusters,
  metadata: new Map(),
});

test.each([
  ['behind the recipe’s seeds', 111, ['calm/110'], undefined],
  ['whose last is the recipe’s first', 82, [], /the seeds 82 to 101 are not sealed: 101 was used by its recipe/],
  ['within the recipe’s', 105, [], /105 was used by its recipe/],
  ['that the card names, in another regime', 200, ['crash/219'], /219 was used by the training of the model, by its card/],
  ['right behind those of the card', 200, ['crash/199', 'calm/220'], undefined],
  ['beside recordings', 200, ['0:ACME.csv#205'], undefined],
] as const)('seeds %s are %#', (_where, first, clusters, refused) => {
  const seen = (): void => refuseSeen(config(first), recipe, model(clusters));
  if (refused) expect(seen).toThrow(refused);
  else expect(seen).not.toThrow();
});

test('a model whose card does not say what it was made of cannot be told to know nothing of the sealed data', () => {
  const verdict = (clusters: readonly string[] | undefined): string =>
    untouchedGate({ model: model(clusters), config: config(200) } as StageParts).verdict;
  expect([verdict(undefined), verdict(['calm/101'])]).toEqual(['inconclusive', 'pass']);
});
