import { join } from 'node:path';
import { readFeatures } from '../../src/market-data/features/table';
import { market } from '../market-data/features/feature-file';
import { folder } from '../market-data/files';
import { sluice } from './run-cli';

const dir = folder();
afterAll(() => dir.remove());

test('data features: says what was written, and refuses with the reason what cannot be', async () => {
  const { books, trades } = market(30);
  const files = [dir.file('b.csv.gz', books), dir.file('t.csv.gz', trades)];
  const out = join(dir.path, 'f.csv.gz');
  const done = await sluice('data', 'features', ...files, '--every', '500ms', '--out', out, '--json');
  const again = await sluice('data', 'features', ...files, '--out', out);
  const { rows, sha256 } = await readFeatures(out);
  expect([done.code, JSON.parse(done.out[0]!), again.code, again.err]).toEqual([
    0,
    { file: out, symbol: 'ACME', rows, sha256, stamps: ['venue', 'venue'] },
    2,
    [`sluice: ${out}:1: is there already, and nothing is written over: remove it, or choose another --out`],
  ]);
});
