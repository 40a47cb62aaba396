import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../market-data/files';
import { sluice } from './run-cli';

const dir = folder();
afterAll(() => dir.remove());

const config = (name: string): string => `name: small
kind: ensemble
out: ${name}.onnx
data:
  agents: { regimes: [calm], seeds: 3, first: 7, length: 10m }
  every: 5s
targets: { drift: 30s, fill: 10s }
features: [spreadBps, imbalance1, signedTrades, queueBid, queueAsk, side]
gbdt: { trees: 5, leaves: 4, minLeaf: 10 }
mlp: { hidden: [4], epochs: 3 }
`;

test('train: one config and seed give the same bytes, in one thread and in two; the card tells the hash of the file', async () => {
  const [one, two] = [dir.file('one.yaml', config('one')), dir.file('two.yaml', config('two'))];
  const [first, second] = [
    await sluice('train', one, '--threads', '1', '--json'),
    await sluice('train', two, '--threads', '2', '--json'),
  ];
  const bytes = (name: string): Buffer => readFileSync(join(dir.path, name));
  const [card, other] = [JSON.parse(first.out[0]!), JSON.parse(second.out[0]!)];
  expect([first.code, second.code, bytes('one.onnx').equals(bytes('two.onnx')), other]).toEqual([
    0,
    0,
    true,
    { ...card, file: 'two.onnx' },
  ]);
}, 120_000);

test('train: a mistake is told with file, line and key', async () => {
  const path = dir.file('bad.yaml', config('bad').replace('calm', 'stormy'));
  const unknown = dir.file('unknown.yaml', config('unknown').replace('seeds: 3', 'seed: 3'));
  const [bad, other] = [await sluice('train', path, '--threads', '1'), await sluice('train', unknown)];
  expect([bad.code, bad.err, other.code, other.err]).toEqual([
    2,
    [
      `sluice: ${path}:5: data.agents.regimes.0: regime 'stormy' is none of: calm, volatile, trending, crash, thin, auction; switching (they follow each other, by the seed); or a YAML file`,
    ],
    2,
    [`sluice: ${unknown}:5: data.agents.seeds: must be a whole number`, `${unknown}:5: data.agents.seed: unknown key`],
  ]);
});
