import { ATTRIBUTE, ENTRY, FUNCTION, GRAPH, MODEL, NODE, OPSET } from '../../core/learned/onnx-fields';
import { ModelError } from '../model-error';
import { readEnd, readTensor } from './decode-tensors';
import type { OnnxAttribute, OnnxEnd, OnnxFile, OnnxGraph, OnnxNode, OnnxTensor } from './file';
import { ProtoReader } from './proto';

/** Graphs within graphs: no model of the contract has any, and a file that was made to break readers shall not. */
const DEEPEST = 8;

/** What an ONNX file says. Throws a ModelError that says what is wrong and where for one that was cut off, is damaged or is none. */
export function decodeOnnx(bytes: Uint8Array): OnnxFile {
  const file = { producer: '', irVersion: 0, opsets: new Map<string, number>(), metadata: new Map<string, string>() };
  const functions: OnnxNode[] = [];
  let graph: OnnxGraph | undefined;
  const r = new ProtoReader(bytes);
  while (r.next()) {
    if (r.field === MODEL.irVersion) file.irVersion = r.int();
    else if (r.field === MODEL.producer) file.producer = r.text();
    else if (r.field === MODEL.graph) graph = readGraph(r.message('the graph'), 0);
    else if (r.field === MODEL.opset) file.opsets.set(...readPair(r.message('opset_import'), OPSET.domain, OPSET.version));
    else if (r.field === MODEL.metadata) readEntry(r.message('metadata_props'), file.metadata);
    else if (r.field === MODEL.functions) readFunction(r.message('a function'), functions);
    else r.skip();
  }
  if (graph === undefined) throw new ModelError('no ONNX file: there is no graph in it');
  return { ...file, graph, functions };
}

function readPair(r: ProtoReader, name: number, version: number): [string, number] {
  let [domain, number] = ['', 0];
  while (r.next()) {
    if (r.field === name) domain = r.text();
    else if (r.field === version) number = r.int();
    else r.skip();
  }
  return [domain === 'ai.onnx' ? '' : domain, number];
}

function readEntry(r: ProtoReader, into: Map<string, string>): void {
  let [key, value] = ['', ''];
  while (r.next()) {
    if (r.field === ENTRY.key) key = r.text();
    else if (r.field === ENTRY.value) value = r.text();
    else r.skip();
  }
  if (into.has(key)) throw new ModelError(`the file's metadata has '${key}' twice`);
  into.set(key, value);
}

function readFunction(r: ProtoReader, nodes: OnnxNode[]): void {
  while (r.next()) {
    if (r.field === FUNCTION.node) nodes.push(readNode(r.message(`node ${nodes.length}`), 0));
    else r.skip();
  }
}

function readGraph(r: ProtoReader, depth: number): OnnxGraph {
  if (depth > DEEPEST) throw new ModelError(`graphs stand in one another more than ${DEEPEST} deep`);
  const graph = { nodes: [] as OnnxNode[], weights: [] as OnnxTensor[], inputs: [] as OnnxEnd[], outputs: [] as OnnxEnd[] };
  while (r.next()) {
    if (r.field === GRAPH.node) graph.nodes.push(readNode(r.message(`node ${graph.nodes.length}`), depth));
    else if (r.field === GRAPH.initializer) graph.weights.push(readTensor(r.message(`initializer ${graph.weights.length}`)));
    else if (r.field === GRAPH.input) graph.inputs.push(readEnd(r.message(`input ${graph.inputs.length}`)));
    else if (r.field === GRAPH.output) graph.outputs.push(readEnd(r.message(`output ${graph.outputs.length}`)));
    else r.skip();
  }
  return graph;
}

function readNode(r: ProtoReader, depth: number): OnnxNode {
  const node = {
    op: '',
    domain: '',
    inputs: [] as string[],
    outputs: [] as string[],
    attributes: new Map<string, OnnxAttribute>(),
  };
  while (r.next()) {
    if (r.field === NODE.input) node.inputs.push(r.text());
    else if (r.field === NODE.output) node.outputs.push(r.text());
    else if (r.field === NODE.op) node.op = r.text();
    else if (r.field === NODE.domain) node.domain = r.text();
    else if (r.field === NODE.attribute) {
      const attribute = readAttribute(r.message('an attribute'), depth);
      node.attributes.set(attribute.name, attribute);
    } else r.skip();
  }
  return node.domain === 'ai.onnx' ? { ...node, domain: '' } : node;
}

function readAttribute(r: ProtoReader, depth: number): OnnxAttribute {
  const lists = { ints: [] as number[], floats: [] as number[], texts: [] as string[], graphs: [] as OnnxGraph[] };
  const one = { name: '', int: 0, float: 0, text: '' };
  while (r.next()) {
    if (r.field === ATTRIBUTE.name) one.name = r.text();
    else if (r.field === ATTRIBUTE.i) one.int = r.int();
    else if (r.field === ATTRIBUTE.f) one.float = r.float();
    else if (r.field === ATTRIBUTE.s) one.text = Buffer.from(r.chunk()).toString('latin1');
    else if (r.field === ATTRIBUTE.ints) r.ints(lists.ints);
    else if (r.field === ATTRIBUTE.floats) r.floats(lists.floats);
    else if (r.field === ATTRIBUTE.strings) lists.texts.push(Buffer.from(r.chunk()).toString('latin1'));
    else if (r.field === ATTRIBUTE.graph || r.field === ATTRIBUTE.graphs)
      lists.graphs.push(readGraph(r.message(`attribute '${one.name}'`), depth + 1));
    else r.skip();
  }
  return { ...one, ...lists };
}
