import { parseValidation, scopeOf } from '../../../src/run/validate/config';

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

test('what a report speaks of: the scope, and the Band and window that its orders have', () => {
  expect(scopeOf(parseValidation('/v/v.yaml', WHOLE))).toEqual({
    venue: 'simulator',
    symbols: ['*'],
    maxQty: 1000,
    maxBand: 0.1,
    maxWindow: 300,
    regimes: ['calm', '/v/windy.yaml'],
  });
});

test('a file of measured latencies stands beside it too, for whichever way', () => {
  const latency = (text: string): string =>
    parseValidation('/v/v.yaml', WHOLE.replace('hmm: default', `latency: '${text}'`)).orders.latency;
  expect([latency('measured:rtt.csv'), latency('entry=measured:rtt.csv,feed=constant:1ms'), latency('constant:2ms')]).toEqual([
    'measured:/v/rtt.csv',
    'entry=measured:/v/rtt.csv,feed=constant:1ms',
    'constant:2ms',
  ]);
});

test('no other stage opens sealed markets, or those that the baseline is chosen in; stage paper has seeds of its own for each regime', () => {
  // sealed 900001 to 900100, and 40 behind them
  const shared = (more: string): string[] => mistakes(`${WHOLE}${more}\n`);
  const told = (key: string, seeds: string): string =>
    `/v/v.yaml:8: ${key}: the seeds ${seeds} are among the sealed ones and those behind them (\`sealed.pick\`), 900001 to 900140: take others`;
  expect([
    shared('stress: { first: 899001, seeds: 1001 }'),
    shared('stress: { first: 899001, seeds: 1000 }'),
    shared('paper: { first: 900140, seeds: 20 }'),
    shared('paper: { first: 900141 }'),
    shared('paper: { first: 899961, seeds: 20 }'),
    shared('paper: { first: 899962, seeds: 20 }'),
  ]).toEqual([
    [told('stress.first', '899001 to 900001')],
    [],
    [told('paper.first', '900140 to 900179')],
    [],
    [],
    [told('paper.first', '899962 to 900001')],
  ]);
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
  [
    'any symbol of a real venue',
    'scope: { venue: live, maxQty: 1000, regimes: [calm] }',
    ['scope.symbols: for the venue live name the symbols, and not *: a real symbol that was not tried is not covered'],
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
