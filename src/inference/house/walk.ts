import { ELEMENT, ML } from '../../core/learned/onnx-fields';
import { ModelError } from '../model-error';
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from '../onnx/file';

/** Goes through a graph in the order in which our writer wrote it. Whatever is not as it writes it throws a ModelError: it is no house graph. */
export class GraphWalk {
  private at = 0;
  private used = 0;
  private readonly weights: ReadonlyMap<string, OnnxTensor>;

  constructor(private readonly graph: OnnxGraph) {
    this.weights = new Map(graph.weights.map(t => [t.name, t]));
  }

  /** The operator of the node that comes next. */
  get op(): string {
    return this.graph.nodes[this.at]?.op ?? '';
  }

  /** Takes the next node, which must be `op` of these inputs with one output and these attributes; returns the name of the output. */
  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, number>> = {}): string {
    const node = this.take(op, '', inputs);
    if (node.attributes.size !== Object.keys(attributes).length) throw this.foreign(`attributes of ${op}`);
    for (const [name, value] of Object.entries(attributes))
      if (node.attributes.get(name)?.int !== value) throw this.foreign(`attribute '${name}' of ${op}`);
    return node.outputs[0]!;
  }

  /** The same of a node of ai.onnx.ml, whatever its attributes. */
  mlNode(
    op: string,
    inputs: readonly string[],
  ): { readonly output: string; readonly attributes: ReadonlyMap<string, OnnxAttribute> } {
    const { outputs, attributes } = this.take(op, ML, inputs);
    return { output: outputs[0]!, attributes };
  }

  /** Weights that must be there; without `dims` in the shape that they have. */
  floats(name: string, ...dims: readonly number[]): Float32Array {
    const { raw, dims: found } = this.tensor(name, ELEMENT.float32);
    if (found.length !== dims.length || dims.some((d, i) => d !== found[i]))
      throw this.foreign(`the shape of '${name}', [${found}]`);
    const size = dims.reduce((a, b) => a * b, 1);
    if (raw.length !== size * 4) throw this.foreign(`'${name}' has ${raw.length} bytes for ${size} numbers`);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
    return Float32Array.from({ length: size }, (_, i) => view.getFloat32(i * 4, true));
  }

  /** How many rows the weights have: what comes out of a layer. */
  rows(name: string): number {
    return this.weights.get(name)?.dims[0] ?? 0;
  }

  flags(name: string): boolean[] {
    return Array.from(this.tensor(name, ELEMENT.bool).raw, b => b !== 0);
  }

  /** Integers that must be these. */
  integers(name: string, values: readonly number[]): string {
    const { raw } = this.tensor(name, ELEMENT.int64);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
    const same = raw.length === values.length * 8 && values.every((v, i) => view.getBigInt64(i * 8, true) === BigInt(v));
    if (!same) throw this.foreign(`'${name}'`);
    return name;
  }

  /** Nothing may be left. */
  end(): void {
    if (this.at !== this.graph.nodes.length) throw this.foreign(`node ${this.at} (${this.op})`);
    if (this.used !== this.graph.weights.length) throw this.foreign(`weights that no node uses`);
  }

  /** An error that says what a house graph does not have. */
  foreign(what: string): ModelError {
    return new ModelError(`not a graph of our own writer: ${what}`);
  }

  private take(op: string, domain: string, inputs: readonly string[]): OnnxNode {
    const node = this.graph.nodes[this.at];
    const fits = node?.op === op && node.domain === domain && node.outputs.length === 1 && node.inputs.join() === inputs.join();
    if (!fits)
      throw this.foreign(
        `node ${this.at} is ${node?.op ?? 'missing'}(${node?.inputs ?? ''}), where ${op}(${inputs}) would stand`,
      );
    this.at++;
    return node;
  }

  private tensor(name: string, type: number): { readonly dims: readonly number[]; readonly raw: Uint8Array } {
    const tensor = this.weights.get(name);
    if (tensor === undefined || tensor.type !== type || tensor.raw === undefined) throw this.foreign(`weights '${name}'`);
    this.used++;
    return { dims: tensor.dims, raw: tensor.raw };
  }
}
