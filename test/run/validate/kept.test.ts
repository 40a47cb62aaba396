import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTraining } from '../../../src/run/train/config';
import { parseValidation } from '../../../src/run/validate/config';
import { KeptStages, keyOf } from '../../../src/run/validate/kept';
import type { StageReport } from '../../../src/validation/report';
import { folder } from '../../market-data/files';

const dir = folder();
afterAll(() => dir.remove());

const report: StageReport = { stage: 'in-sample', verdict: 'pass', gates: [], tables: [], notes: ['done'], seconds: 1 };

test('a stage that was done for just this is found; of another key, of another stage or cut off in the middle it is not', () => {
  const kept = new KeptStages(join(dir.path, 'a'));
  kept.keep('in-sample', 'k1', report);
  const file = join(dir.path, 'a/stages/in-sample.json');
  const found = [kept.find('in-sample', 'k1'), kept.find('in-sample', 'k2'), kept.find('stress', 'k1')];
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  expect([...found, kept.find('in-sample', 'k1')]).toEqual([report, undefined, undefined, undefined]);
});

test('a part of a stage is made once, again for another key, and again once the stage is to be run anew', async () => {
  const kept = new KeptStages(join(dir.path, 'b'));
  let made = 0;
  const make = async () => ++made;
  const first = kept.partsOf('walk-forward', 'k1');
  const found = [await first('step-0', make), await first('step-0', make), await first('step-1', make)];
  found.push(await kept.partsOf('walk-forward', 'k2')('step-0', make));
  kept.forget('walk-forward');
  found.push(await kept.partsOf('walk-forward', 'k2')('step-0', make));
  expect(found).toEqual([1, 1, 2, 3, 4]);
});

test('a stage is kept for one build, one card and one content of files; the guards for one set of bounds that are lax, and for any number of markets', () => {
  const recipe = parseTraining(
    '/v/r.yaml',
    'name: r\nkind: linear\nout: r.onnx\ndata: { agents: { regimes: [calm], seeds: 10, first: 101, length: 10m } }\nfeatures: [imbalance1]\ntargets: { drift: 30s }\n',
  );
  const config = (more = '') =>
    parseValidation(
      '/v/v.yaml',
      `name: v\ntraining: r.yaml\nout: o\nscope: { maxQty: 4000, regimes: [calm] }\nsealed: { first: 500 }\n${more}`,
    );
  const model = { hash: 'a', clusters: ['calm/101'] };
  const rests = { model, recipe, content: 'c', build: 'b' };
  const of = (config_ = config(), more = {}): string => keyOf('guards', config_, { ...rests, ...more });
  const keys = [
    of(),
    of(config(), { build: 'other' }),
    of(config(), { model: { ...model, clusters: ['calm/102'] } }),
    of(config(), { model: { ...model, clusters: undefined } }),
    of(config(), { content: 'other' }),
    of(config('stress: { margin: { bps: 100 } }\n')),
  ];
  expect([new Set(keys).size, of(config('stress: { seeds: 7 }\n')) === keys[0]]).toEqual([keys.length, true]);
});
