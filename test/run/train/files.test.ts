import { join } from 'node:path';
import { parseTraining } from '../../../src/run/train/config';
import { fileSamples } from '../../../src/run/train/files';
import { train } from '../../../src/run/train/train';
import type { SampleTerms } from '../../../src/training/data/sample';
import { featuresOf, market } from '../../market-data/features/feature-file';
import { folder, saidOf } from '../../market-data/files';

const dir = folder();
afterAll(() => dir.remove());

const MINUTE = 60_000_000;
const TERMS: SampleTerms = {
  features: ['spreadBps', 'signedTrades', 'side'],
  targets: [{ name: 'drift', horizon: 30 }],
  grid: 1_000_000,
  every: 10_000_000,
  mirror: false,
};
const day = (name: string) => ({ file: join(dir.path, name), place: 0, stretch: 10 * MINUTE, embargo: MINUTE });

test('a feature file is cut into stretches, and nothing of one reaches into the next', async () => {
  await featuresOf(dir, market(1500), 'long.csv');
  const samples = await fileSamples(day('long.csv'), TERMS);
  const gaps = samples.slice(1).map((s, n) => (s.at[0]! - samples[n]!.at.at(-1)!) / 1e6);
  expect([samples.map(s => s.cluster), gaps.every(gap => gap >= 30 + 60)]).toEqual([['0:long.csv#0', '0:long.csv#1'], true]);
});

test('a model is learned from recordings alone; its card says of when they are', async () => {
  await featuresOf(dir, market(2700), 'day.csv');
  const config = parseTraining(
    join(dir.path, 'one.yaml'),
    `name: one
kind: linear
out: one.onnx
data: { files: [day.csv], stretch: 10m, every: 5s }
targets: { drift: 30s, volume: 30s }
features: [spreadBps, signedTrades]
`,
  );
  const { card } = await train(config, { threads: 1 });
  expect([card.data.source, card.data.files, card.data.clusters, card.window]).toEqual([
    'recorded',
    ['day.csv'],
    { train: ['0:day.csv#0', '0:day.csv#1'], valid: ['0:day.csv#2'], test: ['0:day.csv#3'] },
    expect.stringMatching(/^recorded: 2026-01-05T10:05:0\d\.000Z to 2026-01-05T10:4\d:\d\d\.000Z$/),
  ]);
});

test.each<[string, string, Partial<Parameters<typeof featuresOf>[3]>, number, RegExp]>([
  ['a row too seldom', 'coarse.csv', { every: '2s' }, 400, /coarse\.csv: a row every 2 s; labels need one a second at least/],
  ['too short', 'short.csv', {}, 200, /short\.csv: too short: after five minutes to warm up no row has all its labels$/],
])('a feature file that cannot be used is told: %s', async (_what, name, over, seconds, said) => {
  await featuresOf(dir, market(seconds), name, over);
  expect(await saidOf(dir.path, fileSamples(day(name), TERMS))).toMatch(said);
});

test('a feature file that is not there, and one that is none, are told', async () => {
  dir.file('none.csv', 'a,b\n1,2\n');
  const told = [
    await saidOf(dir.path, fileSamples(day('nothing.csv'), TERMS)),
    await saidOf(dir.path, fileSamples(day('none.csv'), TERMS)),
  ];
  expect(told).toEqual([
    expect.stringMatching(/nothing\.csv/),
    expect.stringMatching(/none\.csv:1: does not begin with #sluice-features/),
  ]);
});
