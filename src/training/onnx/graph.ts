import {
  ATTRIBUTE,
  DIM,
  ELEMENT,
  GRAPH,
  KIND,
  ML,
  NODE,
  SHAPE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE,
} from '../../core/learned/onnx-fields';
import { int64s, littleEndian, ProtoWriter } from './proto';

/** An attribute of a node. */
export type Attribute =
  | { readonly int: number }
  | { readonly text: string }
  | { readonly ints: ArrayLike<number> }
  | { readonly floats: Float32Array }
  | { readonly texts: readonly string[] };

/** A graph as it is written, in the order of the calls: nodes must come after those whose outputs they take. */
export class GraphWriter {
  private readonly nodes = new ProtoWriter();
  private readonly weights = new ProtoWriter();
  private readonly ends = new ProtoWriter();

  /** Adds a node of ai.onnx (`ml`: of ai.onnx.ml) with one output, named like the node; returns the output's name. */
  node(op: string, inputs: readonly string[], output: string, attributes: Record<string, Attribute> = {}, domain = ''): string {
    this.nodes.message(GRAPH.node, n => {
      for (const name of inputs) n.text(NODE.input, name);
      n.text(NODE.output, output);
      n.text(NODE.name, output);
      n.text(NODE.op, op);
      for (const [name, value] of Object.entries(attributes)) n.message(NODE.attribute, a => attribute(a, name, value));
      if (domain !== '') n.text(NODE.domain, domain);
    });
    return output;
  }

  /** Adds a node of the operators for trees and the like; as `node`. */
  mlNode(op: string, inputs: readonly string[], output: string, attributes: Record<string, Attribute>): string {
    return this.node(op, inputs, output, attributes, ML);
  }

  /** Weights by name, rows first; returns the name. */
  floats(name: string, values: Float32Array, dims: readonly number[]): string {
    return this.tensor(name, dims, ELEMENT.float32, littleEndian(values));
  }

  integers(name: string, values: readonly number[]): string {
    return this.tensor(name, [values.length], ELEMENT.int64, int64s(values));
  }

  flags(name: string, values: readonly boolean[]): string {
    return this.tensor(name, [values.length], ELEMENT.bool, Uint8Array.from(values, Number));
  }

  /** An input or output of float32; a text among the dimensions is one that the caller of the model chooses. */
  end(field: typeof GRAPH.input | typeof GRAPH.output, name: string, dims: readonly (number | string)[]): void {
    this.ends.message(field, v => {
      v.text(VALUE.name, name);
      v.message(VALUE.type, t =>
        t.message(TYPE.tensor, tensor => {
          tensor.int(TENSOR_TYPE.element, ELEMENT.float32);
          tensor.message(TENSOR_TYPE.shape, shape => {
            for (const dim of dims)
              shape.message(SHAPE.dim, d => (typeof dim === 'string' ? d.text(DIM.symbol, dim) : d.int(DIM.value, dim)));
          });
        }),
      );
    });
  }

  /** The GraphProto. */
  bytes(name: string): Uint8Array {
    const graph = new ProtoWriter();
    graph.append(this.nodes);
    graph.text(GRAPH.name, name);
    graph.append(this.weights);
    graph.append(this.ends);
    return graph.bytes();
  }

  private tensor(name: string, dims: readonly number[], type: number, raw: Uint8Array): string {
    this.weights.message(GRAPH.initializer, t => {
      t.ints(TENSOR.dims, dims);
      t.int(TENSOR.type, type);
      t.text(TENSOR.name, name);
      t.chunk(TENSOR.raw, raw);
    });
    return name;
  }
}

function attribute(a: ProtoWriter, name: string, value: Attribute): void {
  a.text(ATTRIBUTE.name, name);
  const kind = (of: number): void => a.int(ATTRIBUTE.type, of);
  if ('int' in value) {
    a.int(ATTRIBUTE.i, value.int);
    return kind(KIND.int);
  }
  if ('text' in value) {
    a.text(ATTRIBUTE.s, value.text);
    return kind(KIND.string);
  }
  if ('ints' in value) {
    a.ints(ATTRIBUTE.ints, value.ints);
    return kind(KIND.ints);
  }
  if ('floats' in value) {
    a.floats(ATTRIBUTE.floats, value.floats);
    return kind(KIND.floats);
  }
  for (const text of value.texts) a.text(ATTRIBUTE.strings, text);
  return kind(KIND.strings);
}
