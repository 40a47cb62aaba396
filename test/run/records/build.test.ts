import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildHash, treeHash } from '../../../src/run/records/build';
import { folder } from '../../market-data/files';

const dir = folder();
afterAll(() => dir.remove());

test('code that was changed, or is called otherwise, is another build; types and maps of a build are no code', () => {
  mkdirSync(join(dir.path, 'src/run'), { recursive: true });
  const of = (name: string, text: string): string => {
    dir.file(name, text);
    return treeHash(dir.path, ['src']);
  };
  const first = of('src/run/a.js', 'a');
  expect([
    of('src/run/a.d.ts', 'types') === first,
    of('src/run/a.js.map', 'map') === first,
    of('src/run/b.js', 'b') === first,
    of('src/run/a.js', 'c') === first,
    /^[0-9a-f]{64}$/.test(buildHash()),
  ]).toEqual([true, true, false, false, true]);
});
