/** An ONNX file as far as it matters here (onnx.proto3 names what each part is). */
export interface OnnxFile {
  readonly producer: string;
  readonly irVersion: number;
  /** Version by domain; '' is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly metadata: ReadonlyMap<string, string>;
  readonly graph: OnnxGraph;
  /** Nodes of the functions that the file brings. */
  readonly functions: readonly OnnxNode[];
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
  readonly inputs: readonly OnnxEnd[];
  readonly outputs: readonly OnnxEnd[];
}

export interface OnnxNode {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** Every kind that an attribute may have; those that it has not are 0, '' or empty. */
export interface OnnxAttribute {
  readonly name: string;
  readonly int: number;
  readonly float: number;
  readonly text: string;
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly texts: readonly string[];
  readonly graphs: readonly OnnxGraph[];
}

export interface OnnxTensor {
  readonly name: string;
  /** TensorProto.DataType. */
  readonly type: number;
  readonly dims: readonly number[];
  readonly floats: readonly number[];
  readonly raw: Uint8Array | undefined;
  /** Its numbers stand in another file. */
  readonly elsewhere: boolean;
}

/** An input or output of the graph. */
export interface OnnxEnd {
  readonly name: string;
  /** TensorProto.DataType; undefined where it is no tensor. */
  readonly element: number | undefined;
  /** Undefined: the file does not say; among them: the caller's choice. */
  readonly dims: readonly (number | undefined)[] | undefined;
}
