import { parseValidation } from '../../../src/run/validate/config';

const WHOLE = `name: mine
model: mine.onnx
training: mine.yaml
out: out
scope: { maxQty: 1000, regimes: [calm, windy.yaml] }
orders: { qty: 1000, window: 5m, hmm: default, fees: none }
sealed: { first: 900001, margin: 0.2, gainIn: [windy.yaml] }
`;

const mistakes = (text: string): string[] => {
  try {
    parseValidation('/v/v.yaml', text);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

test('files of a validation stand beside it; names that mean what ships do not', () => {
  const { model, training, out, scope, orders, sealed, seed, inSample } = parseValidation('/v/v.yaml', WHOLE);
  expect([
    model,
    training,
    out,
    scope.regimes,
    orders.hmm,
    orders.fees,
    sealed.gainIn,
    sealed.margin,
    seed,
    inSample.folds,
  ]).toEqual([
    '/v/mine.onnx',
    '/v/mine.yaml',
    '/v/out',
    ['calm', '/v/windy.yaml'],
    'default',
    'none',
    ['/v/windy.yaml'],
    0.2,
    1,
    5,
  ]);
  expect(parseValidation('/v/v.yaml', WHOLE.replace('mine.onnx', 'default')).model).toBe('default');
});

test.each([
  ['a key that is none', 'gates: 5', ['/v/v.yaml:8: gates: unknown key']],
  [
    'a regime whose gain is asked for and that is out of scope',
    'sealed: { first: 1, gainIn: [crash] }',
    ["sealed.gainIn: 'crash' is not among `scope.regimes`"],
  ],
  [
    'a scope beyond what is tried',
    'scope: { maxQty: 2000, regimes: [calm] }',
    ['scope.maxQty: is more than orders.qty (1000): a larger order was not tried'],
  ],
  ['a scope without a regime', 'scope: { maxQty: 1000, regimes: [] }', ['scope.regimes: name at least one regime']],
  ['a regime twice', 'scope: { maxQty: 1000, regimes: [calm, calm] }', ["scope.regimes: 'calm' is named twice"]],
  ['no budget', 'sealed: { first: 1, budget: 0 }', ['sealed.budget: must be 1 or more']],
  ['a margin that is no number', 'sealed: { first: 1, margin: much }', ['sealed.margin: must be a number']],
  [
    'nothing left to train on',
    'inSample: { groups: 3, testGroups: 3 }',
    ['inSample.testGroups: must be less than `groups`: something must be left to train on'],
  ],
  [
    'two variants of one name',
    'inSample: { variants: [{ name: a }, { name: a, kind: linear }] }',
    ["inSample.variants: 'a' is there twice"],
  ],
  [
    'a variant of no kind',
    'inSample: { variants: [{ name: a, kind: forest }] }',
    ['inSample.variants.0.kind: must be linear, gbdt, mlp or ensemble'],
  ],
])('refused with line and key: %s', (_what, line, told) => {
  const key = line.split(':')[0]!;
  const rest = WHOLE.split('\n').filter(l => !l.startsWith(`${key}:`) && !(key === 'scope' && l.startsWith('sealed:')));
  const sealed = key === 'scope' ? ['sealed: { first: 1 }'] : [];
  const found = mistakes([...rest.filter(l => l !== ''), ...sealed, line, ''].join('\n'));
  expect(found.map(f => f.replace(/^\/v\/v.yaml:\d+: /, ''))).toEqual(told.map(t => t.replace(/^\/v\/v.yaml:\d+: /, '')));
  expect(found[0]).toMatch(/^\/v\/v.yaml:\d+: /);
});
