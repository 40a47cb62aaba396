import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageReport } from '../../src/validation/report';
import { sluice } from './run-cli';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stress-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('sluice backtest stress finds the same in one thread and in two; too few seeds pass nothing', async () => {
  const out = join(folder, 'stressed');
  const args = ['backtest', 'stress', '--scenario', 'outage-silent', '--seeds', '2', '--fees', 'none'];
  const [one, two] = [await sluice(...args, '--threads', '1', '--json'), await sluice(...args, '--threads', '2', '--out', out)];
  const [told, kept] = [one.out[0]!, readFileSync(join(out, 'stress.json'), 'utf8')].map(text => {
    const { seconds: _, ...report } = JSON.parse(text) as StageReport;
    return report;
  });
  expect([one.code, two.code, two.out.at(-1), told]).toEqual([1, 1, 'stage stress: inconclusive', kept]);
}, 120_000);

test.each<[string, () => string[], RegExp]>([
  ['a scenario that is none', () => ['--scenario', 'flood'], /one of flash-crash, liquidity-90, .* is needed/],
  ['one seed', () => ['--seeds', '1'], /--seeds: at least 2/],
  ['no shares', () => ['--qty', '0'], /--qty: at least 1/],
  ['a file that is not there', () => ['--config', 'none.yaml'], /none.yaml: there is no such file of a stress test/],
  ['a key that is none', () => ['--config', written('k.yaml', 'seed: 3\n')], /k.yaml:1: seed: unknown key/],
  [
    'a model that is none',
    () => ['--model', written('m.onnx', 'x'), '--scenario', 'halt', '--seeds', '2', '--threads', '1'],
    /m.onnx/,
  ],
])('%s is a mistake of the user', async (_, args, error) => {
  const { code, err } = await sluice('backtest', 'stress', ...args());
  expect([code, err.join('\n')]).toEqual([2, expect.stringMatching(error)]);
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
