import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../market-data/files';
import { sluice } from './run-cli';

const dir = folder();
afterAll(() => dir.remove());

dir.file(
  'recipe.yaml',
  'name: r\nkind: linear\nout: r.onnx\ndata: { agents: { regimes: [calm], seeds: 3, first: 100031, length: 10m } }\nfeatures: [imbalance1]\ntargets: { drift: 30s }\n',
);
const config = (name: string, first: number, more = ''): string =>
  dir.file(
    `${name}.yaml`,
    `name: ${name}\ntraining: recipe.yaml\nout: ${name}\nscope: { maxQty: 4000, regimes: [calm] }\nsealed: { first: ${first} }\n${more}`,
  );

test('validate: what cannot be is told before anything is run, with exit code 2 and nothing counted', async () => {
  const registry = join(dir.path, 'models');
  const run = async (...args: string[]) => {
    const { code, err } = await sluice('validate', ...args, '--registry', registry);
    return [
      code,
      err
        .join('\n')
        .replaceAll(`${dir.path}/`, '')
        .replace(/ \(see --help\)$/, ''),
    ];
  };
  const found = await Promise.all([
    run(join(dir.path, 'none.yaml')),
    run(config('wrong', 900001, 'inSample: { fold: 3 }\n')),
    run(config('recipe-seeds', 100000)),
    run(config('card-seeds', 100040)),
    run(config('no-model', 900001), '--model', join(dir.path, 'gone.onnx')),
    run(config('stages', 900001), '--stages', 'guards,live'),
  ]);
  expect([...found, existsSync(registry)]).toEqual([
    [2, 'sluice: none.yaml: there is no such file of a validation'],
    [2, 'sluice: wrong.yaml:6: inSample.fold: unknown key'],
    [2, 'sluice: sealed: the seeds 100000 to 100099 are not sealed: 100031 was used by its recipe; take others (sealed.first)'],
    [
      2,
      'sluice: sealed: the seeds 100040 to 100139 are not sealed: 100040 was used by the training of the model, by its card; take others (sealed.first)',
    ],
    [2, expect.stringMatching(/^sluice: gone.onnx: the model cannot be read: /)],
    [
      2,
      "sluice: option '--stages <names>' argument 'guards,live' is invalid. stages of guards, in-sample, out-of-sample, walk-forward, stress, paper are needed, with commas between them",
    ],
    false,
  ]);
}, 300_000);
