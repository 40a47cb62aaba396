import { onnx } from 'onnx-proto';
import { CARD, FEATURES } from './models';

const { FLOAT } = onnx.TensorProto.DataType;
type Attributes = Record<string, onnx.IAttributeProto>;

/** A node of a graph. */
export const node = (
  opType: string,
  input: string[],
  output: string,
  attributes: Attributes = {},
  domain = '',
): onnx.INodeProto => ({
  opType,
  input,
  output: [output],
  domain,
  attribute: Object.entries(attributes).map(([name, a]) => ({ name, ...a })),
});

export const int = (i: number): onnx.IAttributeProto => ({ i, type: onnx.AttributeProto.AttributeType.INT });

export const end = (name: string, dims: (number | string)[], elemType: number = FLOAT): onnx.IValueInfoProto => ({
  name,
  type: {
    tensorType: { elemType, shape: { dim: dims.map(d => (typeof d === 'string' ? { dimParam: d } : { dimValue: d })) } },
  },
});

export const weights = (name: string, dims: number[], values: number[]): onnx.ITensorProto => ({
  name,
  dims,
  dataType: FLOAT,
  floatData: values,
});

/** What `foreign` makes otherwise than a good model. */
export interface Changes {
  readonly nodes?: onnx.INodeProto[];
  readonly initializer?: onnx.ITensorProto[];
  readonly inputs?: onnx.IValueInfoProto[];
  readonly outputs?: onnx.IValueInfoProto[];
  readonly opsets?: onnx.IOperatorSetIdProto[];
  readonly metadata?: Record<string, string | undefined>;
}

const F = FEATURES.length;
const ROWS = Array.from({ length: 32 }, (_, n) => FEATURES.map((_f, i) => ((n * 7 + i * 3) % 13) / 10));

/** A model as somebody else's converter writes it: y is the mean of the row, by operators that our own writer does not use. */
export function foreign({ metadata = {}, ...changes }: Changes = {}): Uint8Array {
  const own = {
    contract: 'sluice-1',
    name: 'mean of the row',
    features: JSON.stringify(FEATURES),
    targets: JSON.stringify([{ name: 'drift', horizon: 30 }]),
    golden: JSON.stringify({ rows: ROWS, y: ROWS.map(r => [r.reduce((a, b) => a + b, 0) / F]) }),
    ...CARD,
    ...metadata,
  };
  return onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'somebody',
    opsetImport: changes.opsets ?? [{ domain: '', version: 17 }],
    metadataProps: Object.entries(own).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    graph: {
      name: 'g',
      node: changes.nodes ?? [node('ReduceMean', ['features'], 'y', { axes: { ints: [1], type: 7 }, keepdims: int(1) })],
      initializer: changes.initializer ?? [],
      input: changes.inputs ?? [end('features', ['N', F])],
      output: changes.outputs ?? [end('y', ['N', 1])],
    },
  }).finish();
}

/** Nodes that answer the mean of the row after `rounds` products of matrices of 400 x 400: some 10 ms each, and no constant that could be folded away. */
export function slowNodes(rounds: number): { nodes: onnx.INodeProto[]; initializer: onnx.ITensorProto[] } {
  const shape: onnx.ITensorProto = { name: 'shape', dims: [2], dataType: onnx.TensorProto.DataType.INT64, int64Data: [400, 400] };
  const nodes = [
    node('ReduceMean', ['features'], 'mean', { axes: { ints: [1], type: 7 }, keepdims: int(1) }),
    node('Mul', ['mean', 'zero'], 'nothing'),
    node('Expand', ['nothing', 'shape'], 'p0'),
    ...Array.from({ length: rounds }, (_, i) => node('MatMul', [`p${i}`, `p${i}`], `p${i + 1}`)),
    node('ReduceMax', [`p${rounds}`], 'max', { axes: { ints: [0, 1], type: 7 }, keepdims: int(1) }),
    node('Add', ['mean', 'max'], 'y'),
  ];
  return { nodes, initializer: [shape, weights('zero', [1], [0])] };
}
