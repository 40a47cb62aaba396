import { onnx } from 'onnx-proto';
import { checkModel } from '../../src/inference/check/check-model';
import { onnxOf } from '../../src/training/onnx/write';
import { end, foreign, int, node, slowNodes, weights } from './foreign';
import { CARD, FEATURES, forest, KINDS, linear, mlp, model } from './models';

const F = FEATURES.length;
const ENSEMBLE = model('ensemble', [linear(2), forest(2, 5), mlp(2)], 2);
const known = FEATURES.map(f => f.name);
/** Other tests run at the same time: a model is not to fail here because the machine is busy. */
const options = { known, deadline: 1_000_000 };

/** What is refused, a line a finding. */
const refused = async (bytes: Uint8Array, more = {}): Promise<string[]> =>
  (await checkModel(bytes, { ...options, ...more })).findings
    .filter(f => f.state === 'refused')
    .map(f => `${f.check}: ${f.text}`);

test('a house model passes, and is held to the evaluator', async () => {
  const { ok, house, name, findings } = await checkModel(onnxOf(ENSEMBLE, CARD), options);
  const told = findings.map(f => `${f.state} ${f.check}`);
  expect([ok, house, name, told, findings.find(f => f.check === 'NaN in all columns')!.text]).toEqual([
    true,
    true,
    'ensemble',
    [
      'ok file',
      'ok contract',
      'ok opset',
      'ok operators',
      'ok inputs',
      'ok outputs',
      'ok features',
      'ok targets',
      'ok lineage',
      'ok golden rows',
      'ok written by',
      'ok golden answers',
      'ok rows within range',
      'ok p99',
      'ok parity',
      'note NaN in all columns',
      'note infinity',
      'note -infinity',
      'note 1e30',
    ],
    'no answer: it says NaN for drift; the gateway does not ask it',
  ]);
});

test('trees answer a NaN as if it were a number: the check says so', async () => {
  const { findings } = await checkModel(onnxOf(KINDS[5]!, CARD), options);
  expect(findings.find(f => f.check === 'NaN in all columns')!.text).toMatch(
    /^answered as if it were a number: y = \[[-\d.,]+\]; the gateway does not ask it$/,
  );
});

test('a model of somebody else passes', async () => {
  const { ok, house, findings } = await checkModel(foreign(), options);
  expect([ok, house, findings.filter(f => f.state !== 'ok').length]).toEqual([true, false, 4]);
});

const SMALL = onnxOf(model('small', [linear(1)]), CARD);
const json = JSON.stringify;
const bad = (last: ReturnType<typeof node>[]): Uint8Array =>
  foreign({
    nodes: [node('MatMul', ['features', 'w'], 'sum'), ...last],
    initializer: [weights('w', [F, 1], Array(F).fill(1))],
  });
const loop = node('Identity', ['features'], 'y', {
  body: { g: { name: 'b', node: [node('Loop', ['n'], 'z')] }, type: 5 },
});
const gated = {
  metadata: { gate: json([0.5, 0.5]) },
  inputs: [end('features', ['N', F]), end('gate', [2])],
  outputs: [end('y', ['N', 1]), end('members', ['N', 2])],
};

/** What is wrong, the file, and what the check says to it. */
const REFUSED: readonly (readonly [string, Uint8Array, (string | RegExp)[]])[] = [
  [
    'truncated',
    SMALL.subarray(0, SMALL.length - 100),
    [/^file: no ONNX file: in the file, at byte \d+: 100 of \d+ bytes are missing/],
  ],
  [
    'corrupt',
    Uint8Array.from(SMALL, (b, i) => (i > SMALL.length - 60 ? 255 : b)),
    [/^file: no ONNX file: in the file, the graph, /],
  ],
  ['empty', new Uint8Array(0), ['file: no ONNX file: there is no graph in it']],
  [
    'no contract',
    foreign({ metadata: { contract: undefined } }),
    ["contract: metadata 'contract' is missing (docs/model-contract.md)"],
  ],
  [
    'another contract',
    foreign({ metadata: { contract: 'sluice-9' } }),
    ["contract: metadata 'contract' is 'sluice-9'; this version takes 'sluice-1'"],
  ],
  ['features that are no JSON', foreign({ metadata: { features: '[{' } }), [/^contract: metadata 'features' is no JSON: /]],
  [
    'a feature without units',
    foreign({ metadata: { features: json([{ name: 'spreadBps' }]) } }),
    [/^contract: metadata 'features': 0.units: /],
  ],
  [
    'an unknown feature',
    foreign({ metadata: { features: json([...FEATURES.slice(1), { name: 'moon', units: 'phase' }]) } }),
    ["features: no feature is called 'moon' (docs/model-contract.md lists them)"],
  ],
  [
    'a feature twice',
    foreign({ metadata: { features: json([FEATURES[0], FEATURES[0]]) } }),
    ["contract: metadata 'features': 'spreadBps' stands twice"],
  ],
  [
    'a range that is none',
    foreign({ metadata: { features: json([{ ...FEATURES[0], low: 2, high: 1 }]) } }),
    ["contract: metadata 'features', 0: the range of 'spreadBps' is from 2 to 1"],
  ],
  [
    'an unknown target',
    foreign({ metadata: { targets: json([{ name: 'alpha', horizon: 1 }]) } }),
    [/^contract: metadata 'targets': 0.name: /],
  ],
  [
    'no window and no hash of the data',
    foreign({ metadata: { window: '' } }),
    ["lineage: metadata 'window' is missing (docs/model-contract.md)"],
  ],
  [
    'too few golden rows',
    foreign({ metadata: { golden: json({ rows: [FEATURES.map(() => 0)], y: [[0]] }) } }),
    ["golden rows: metadata 'golden' has 1 rows; 32 are needed"],
  ],
  [
    'golden rows of another width',
    foreign({ metadata: { golden: json({ rows: [[1]], y: [[0]] }) } }),
    ["golden rows: metadata 'golden', rows.0: 1 numbers, not 7"],
  ],
  [
    'golden answers that are wrong',
    foreign({ metadata: { golden: json({ rows: Array(32).fill(FEATURES.map(() => 1)), y: Array(32).fill([1.01]) }) } }),
    ['golden answers: row 0: y is [1], the file says [1.01]'],
  ],
  [
    'a gate that does not sum to 1',
    foreign({ metadata: { gate: json([0.5, 0.6]) } }),
    ["contract: metadata 'gate': the weights sum to 1.1, not to 1"],
  ],
  [
    'an opset of the future',
    foreign({ opsets: [{ domain: '', version: 99 }] }),
    ['opset: ai.onnx 99: versions 7 to 26 run here; convert with another target opset'],
  ],
  [
    'operators of somebody',
    foreign({
      opsets: [
        { domain: '', version: 17 },
        { domain: 'com.acme', version: 1 },
      ],
    }),
    ["opset: operator set 'com.acme' is not one of ai.onnx and ai.onnx.ml"],
  ],
  ['a loop, however deep', foreign({ nodes: [loop] }), ['operators: operator Loop: how long it takes depends on the data']],
  [
    'an input of another name',
    foreign({ inputs: [end('float_input', ['N', F])] }),
    ["inputs: the inputs are 'float_input'; 1 member(s) want 'features'"],
  ],
  [
    'an input of doubles',
    foreign({ inputs: [end('features', ['N', F], 11)] }),
    ["inputs: 'features' is of element type 11, not float32"],
  ],
  [
    'an input of another width',
    foreign({ inputs: [end('features', ['N', 9])] }),
    ["inputs: 'features' has the shape [N,9]; the metadata makes it [N,7]"],
  ],
  [
    'no gate for two members',
    foreign({ ...gated, inputs: [end('features', ['N', F])] }),
    ["inputs: the inputs are 'features'; 2 member(s) want 'features', 'gate'"],
  ],
  [
    'no members beside a gate',
    foreign({ ...gated, outputs: [end('y', ['N', 1])] }),
    ["outputs: the outputs are 'y'; missing: 'members'"],
  ],
  [
    'an output of another name',
    foreign({ outputs: [end('variable', ['N', 1])] }),
    ["outputs: the outputs are 'variable'; missing: 'y'"],
  ],
  [
    'two columns for one target',
    foreign({ outputs: [end('y', ['N', 2])] }),
    ["outputs: 'y' has the shape [N,2]; the metadata makes it [N,1]"],
  ],
  ['an operator that is none', bad([node('Nonsense', ['sum'], 'y')]), [/^runtime: the runtime does not take it: .*Nonsense/]],
  [
    'NaN within the ranges',
    foreign({
      ...noGolden(),
      nodes: [node('Log', ['features'], 'l'), node('ReduceMean', ['l'], 'y', { axes: { ints: [1], type: 7 }, keepdims: int(1) })],
    }),
    [/^rows within range: \[.*\]: it says NaN for drift$/],
  ],
  [
    'a graph of ours that was changed',
    Buffer.from(Buffer.from(SMALL).toString('latin1').replace('transB', 'transA'), 'latin1'),
    ["written by: not a graph of our own writer: attribute 'transB' of Gemm"],
  ],
];

/** Golden rows at which log(x) is a number. */
function noGolden(): { metadata: Record<string, string> } {
  return { metadata: { golden: json({ rows: Array(32).fill(FEATURES.map(() => 1)), y: Array(32).fill([0]) }) } };
}

test.each(REFUSED)('refused, with the reason: %s', async (_, bytes, words) => {
  expect(await refused(bytes)).toEqual(words.map(w => (typeof w === 'string' ? w : expect.stringMatching(w))));
});

test('a model that answers too late is refused without being asked a thousand times', async () => {
  const slow = foreign(slowNodes(3));
  expect(await refused(slow, { deadline: 100 })).toEqual([
    expect.stringMatching(/^p99: 11 of 11 runs took longer than the deadline of 100 us: p50 \d+ us, the longest \d+ us$/),
  ]);
});

test('a house model whose golden rows were made for another is refused', async () => {
  const [own, other] = [linear(1), { ...linear(1), bias: Float32Array.of(3) }].map(m =>
    onnx.ModelProto.decode(onnxOf(model('small', [m]), CARD)),
  );
  own!.metadataProps = other!.metadataProps;
  const bytes = onnx.ModelProto.encode(own!).finish();
  expect(await refused(bytes)).toEqual([expect.stringMatching(/^golden answers: row 0: y is /)]);
});
