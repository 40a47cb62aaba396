/**
 * What the writer and the reader of ONNX files must agree on: field numbers and codes of onnx.proto3 (github.com/onnx/onnx, onnx/onnx.proto3), as far as a
 * model of the contract needs them, and the names of the contract itself (docs/model-contract.md).
 */
export const MODEL = { irVersion: 1, producer: 2, producerVersion: 3, graph: 7, opset: 8, metadata: 14, functions: 25 } as const;
export const OPSET = { domain: 1, version: 2 } as const;
export const ENTRY = { key: 1, value: 2 } as const;
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
export const NODE = { input: 1, output: 2, name: 3, op: 4, attribute: 5, domain: 7 } as const;
export const FUNCTION = { node: 7 } as const;
export const ATTRIBUTE = { name: 1, f: 2, i: 3, s: 4, graph: 6, floats: 7, ints: 8, strings: 9, graphs: 11, type: 20 } as const;
export const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9, external: 13, location: 14 } as const;
export const VALUE = { name: 1, type: 2 } as const;
export const TYPE = { tensor: 1 } as const;
export const TENSOR_TYPE = { element: 1, shape: 2 } as const;
export const SHAPE = { dim: 1 } as const;
export const DIM = { value: 1, symbol: 2 } as const;

/** AttributeProto.AttributeType. */
export const KIND = { float: 1, int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const;
/** TensorProto.DataType. */
export const ELEMENT = { float32: 1, int64: 7, bool: 9 } as const;

/** The operator set of trees. */
export const ML = 'ai.onnx.ml';
/** Who wrote a file whose graph is one of ours. */
export const PRODUCER = 'sluice';
/** The contract's version, in the metadata of every file. */
export const CONTRACT = 'sluice-1';
/** Names of the graph's inputs and outputs. */
export const NAMES = { features: 'features', gate: 'gate', y: 'y', members: 'members' } as const;
/** Rows whose answers a file carries. */
export const GOLDEN_ROWS = 32;
