import { onnx } from 'onnx-proto';
import { onnxOf } from '../../../src/training/onnx/write';
import { CARD, FEATURES, KINDS, linear, model, trees } from '../../inference/models';

const decoded = (bytes: Uint8Array): onnx.ModelProto => onnx.ModelProto.decode(bytes);
const shapeOf = ({ name, type }: onnx.IValueInfoProto): string =>
  `${name} ${type!.tensorType!.elemType} [${type!.tensorType!.shape!.dim!.map(d => d.dimParam || Number(d.dimValue))}]`;

test.each(KINDS.map(m => [m.name, m] as const))('onnx-proto reads the graph that is written of: %s', (_, m) => {
  const { graph, opsetImport, irVersion } = decoded(onnxOf(m, CARD));
  const [f, k, members] = [FEATURES.length, m.targets.length, m.members.length];
  const several = members > 1;
  expect({
    ir: Number(irVersion),
    opsets: opsetImport.map(o => `${o.domain}:${Number(o.version)}`),
    inputs: graph!.input!.map(shapeOf),
    outputs: graph!.output!.map(shapeOf),
  }).toEqual({
    ir: 8,
    opsets: [':17', 'ai.onnx.ml:3'],
    inputs: [`features 1 [N,${f}]`, ...(several ? [`gate 1 [${members}]`] : [])],
    outputs: [`y 1 [N,${k}]`, ...(several ? [`members 1 [N,${members * k}]`] : [])],
  });
});

test('every node takes what an earlier node gives, an input, or weights; and all weights are used', () => {
  const loose = KINDS.flatMap(m => {
    const graph = decoded(onnxOf(m, CARD)).graph!;
    const weights = graph.initializer!.map(t => t.name!);
    const there = new Set([...graph.input!.map(i => i.name!), ...weights]);
    const used = new Set<string>();
    const missing = graph.node!.flatMap(n => {
      for (const name of n.input!) used.add(name);
      const absent = n.input!.filter(name => !there.has(name));
      for (const name of n.output!) there.add(name);
      return absent;
    });
    return [...missing, ...weights.filter(w => !used.has(w)), ...graph.output!.map(o => o.name!).filter(o => !there.has(o))];
  });
  expect(loose).toEqual([]);
});

test('a linear model is one Gemm of its weights', () => {
  const member = { ...linear(1), weights: Float32Array.of(1, -2, 0.5, 0, 3, 4, 5), bias: Float32Array.of(0.25) };
  const graph = decoded(onnxOf(model('linear', [member]), CARD)).graph!;
  const floats = (raw: Uint8Array): number[] => [...new Float32Array(Uint8Array.from(raw).buffer)];
  expect([
    graph.node!.map(n => `${n.output} = ${n.opType}(${n.input}) ${n.attribute!.map(a => `${a.name}=${Number(a.i)}`)}`),
    graph.initializer!.map(t => [t.name, t.dims!.map(Number), floats(t.rawData!)]),
  ]).toEqual([
    ['y = Gemm(features,m0.linear.weights,m0.linear.bias) transB=1'],
    [
      ['m0.linear.weights', [1, 7], [1, -2, 0.5, 0, 3, 4, 5]],
      ['m0.linear.bias', [1], [0.25]],
    ],
  ]);
});

test('trees whose nodes stand mixed are written a tree at a time, with the root first', () => {
  // two stumps, their nodes interleaved: roots 0 and 1
  const mixed = {
    ...trees(1, 2, { depth: 1 }),
    roots: Int32Array.of(0, 1),
    feature: Int16Array.of(0, 1, -1, -1, -1, -1),
    threshold: Float32Array.of(0.5, 1.5, 0, 0, 0, 0),
    left: Int32Array.of(2, 4, 0, 0, 0, 0),
    right: Int32Array.of(3, 5, 0, 0, 0, 0),
    value: Float32Array.of(0, 0, 1, 2, 4, 8),
    cover: Float32Array.of(2, 2, 1, 1, 1, 1),
  };
  const [node] = decoded(onnxOf(model('mixed', [{ kind: 'trees', outputs: [mixed] }]), CARD)).graph!.node!;
  const a = Object.fromEntries(node!.attribute!.map(at => [at.name!, at]));
  const ints = (name: string): number[] => a[name]!.ints!.map(Number);
  expect([
    ints('nodes_treeids'),
    ints('nodes_nodeids'),
    ints('nodes_truenodeids'),
    ints('nodes_falsenodeids'),
    a['nodes_values']!.floats,
    a['target_weights']!.floats,
  ]).toEqual([
    [0, 0, 0, 1, 1, 1],
    [0, 1, 2, 0, 1, 2],
    [1, 0, 0, 1, 0, 0],
    [2, 0, 0, 2, 0, 0],
    [0.5, 0, 0, 1.5, 0, 0],
    [1, 2, 4, 8],
  ]);
});

test('the metadata says what the contract wants, with 32 rows and what the model says of them', () => {
  const { metadataProps } = decoded(onnxOf(KINDS[0]!, { ...CARD, figures: 'none' }));
  const said = Object.fromEntries(metadataProps.map(p => [p.key!, p.value!]));
  const golden = JSON.parse(said['golden']!) as { rows: number[][]; y: number[][] };
  expect([
    Object.keys(said),
    JSON.parse(said['features']!),
    golden.rows.length,
    golden.rows[0]!.length,
    golden.y[0]!.length,
  ]).toEqual([
    ['contract', 'dataHash', 'features', 'figures', 'gate', 'golden', 'means', 'name', 'targets', 'window'],
    FEATURES,
    32,
    7,
    1,
  ]);
});

test('the same model gives the same bytes, in whatever order its metadata come', () => {
  const [first, again] = [onnxOf(KINDS[8]!, { a: '1', b: '2' }), onnxOf(KINDS[8]!, { b: '2', a: '1' })];
  expect(Buffer.compare(first, again)).toBe(0);
});

test('metadata that the model itself gives cannot be handed over', () => {
  expect(() => onnxOf(KINDS[0]!, { golden: '[]' })).toThrow("the metadata key 'golden' is written from the model itself");
});
