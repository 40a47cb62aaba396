import { join } from 'node:path';
import { guardsOf } from '../../../src/run/guards/guards-of';
import { type GuardedParts, looksOf } from '../../../src/run/guards/looks';
import { readTraining } from '../../../src/run/train/config';
import { parseValidation } from '../../../src/run/validate/config';

const MODELS = join(__dirname, '../../../models');
const VALIDATION = `
name: quick
training: default.yaml
out: quick
guards: {cuts: 2}
scope: {maxQty: 1000, regimes: [volatile]}
sealed: {first: 1}
orders: {qty: 1000, window: 60s, fees: none}
`;

const parts = (): GuardedParts => ({
  config: parseValidation(join(MODELS, 'quick.yaml'), VALIDATION),
  recipe: readTraining(join(MODELS, 'default.yaml')),
  model: { file: join(MODELS, 'default.onnx') },
  seed: 1,
});

test('a gateway whose regimes or labels no future ever changed, or that has none, is no pass', async () => {
  const gateway = (await looksOf(parts())).find(look => look.title.includes('a gateway'))!;
  const unsure = (still: string[], names: string[]): readonly string[] =>
    gateway.guarded({ findings: [], names, cuts: 2, compared: 9, still }).unsure;
  const labels = parts().recipe.targets.map(t => `label ${t.name} ${t.horizon}s${t.name === 'fill' ? ' buy' : ''}`);
  const regimes = ['regimeCalm', 'regimeBusy', 'regimeStressed'];
  expect([unsure(regimes, [...regimes, ...labels]), unsure([], regimes), unsure([], [...regimes, ...labels])]).toEqual([
    regimes,
    labels,
    [],
  ]);
});

test('the shipped model: nothing that it is told, is taught or decides by reads ahead; costs that are off fail', async () => {
  const { gates, tables } = await guardsOf(parts(), () => undefined);
  const clean = new Set(tables.flatMap(t => t.rows.filter(([, verdict]) => verdict === 'clean').map(([name]) => name)));
  const looked = [
    ...parts().recipe.features.map(f => f.name),
    'regimeCalm',
    'label drift 60s',
    'TiltDecided',
    'ChildOrderFilled',
  ];
  const missed = looked.filter(name => !clean.has(name));
  expect([gates.map(g => [g.id, g.verdict, g.value]), missed]).toEqual([
    [
      ['guards.features', 'pass', 0],
      ['guards.gateway', 'pass', 0],
      ['guards.decisions', 'pass', 0],
      ['guards.curve', 'pass', 0],
      ['guards.unmoved', 'pass', 0],
      ['guards.costs', 'fail', 1],
    ],
    // the side of an order is no feature of a market: its decisions are looked at
    ['side'],
  ]);
});
