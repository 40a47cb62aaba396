import { ELEMENT, ML, NAMES } from '../../core/learned/onnx-fields';
import { ModelError } from '../model-error';
import type { OnnxEnd, OnnxFile, OnnxNode } from '../onnx/file';
import type { FileTerms } from '../terms';
import type { StaticCheck } from './finding';

/** A file and what it says of itself. */
export interface Described {
  readonly file: OnnxFile;
  readonly terms: FileTerms;
}

/** Versions that onnxruntime-node 1.30.0 takes, by domain; found by trying. */
const OPSETS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['', [7, 26]],
  [ML, [1, 5]],
]);
const IR = [3, 13] as const;
/** Operators whose time depends on the data: a model that is quick in a check might then hang in the line's sight. */
const LOOPING = new Set(['Loop', 'Scan', 'If', 'SequenceMap']);

/** What must hold of a graph before anything runs it. */
export const GRAPH_CHECKS: readonly StaticCheck<Described>[] = [
  ['opset', ({ file }) => opsets(file)],
  ['operators', ({ file }) => operators(file)],
  ['inputs', ({ file, terms }) => inputs(file, terms)],
  ['outputs', ({ file, terms }) => outputs(file, terms)],
];

function opsets({ opsets: found, irVersion }: OnnxFile): string {
  if (found.size === 0) throw new ModelError('the file names no operator set');
  for (const [domain, version] of found) {
    const range = OPSETS.get(domain);
    const name = domain === '' ? 'ai.onnx' : domain;
    if (range === undefined) throw new ModelError(`operator set '${name}' is not one of ai.onnx and ${ML}`);
    if (version < range[0] || version > range[1])
      throw new ModelError(`${name} ${version}: versions ${range[0]} to ${range[1]} run here; convert with another target opset`);
  }
  if (irVersion < IR[0] || irVersion > IR[1]) throw new ModelError(`IR version ${irVersion}: ${IR[0]} to ${IR[1]} run here`);
  return [...found].map(([domain, version]) => `${domain === '' ? 'ai.onnx' : domain} ${version}`).join(', ');
}

function operators({ graph, functions }: OnnxFile): string {
  const nodes = [...graph.nodes, ...functions].flatMap(within);
  for (const { op, domain } of nodes) {
    if (LOOPING.has(op)) throw new ModelError(`operator ${op}: how long it takes depends on the data`);
    if (!OPSETS.has(domain)) throw new ModelError(`operator ${op} of '${domain}': only ai.onnx and ${ML} run here`);
  }
  const elsewhere = graph.weights.find(w => w.elsewhere);
  if (elsewhere !== undefined)
    throw new ModelError(`weights '${elsewhere.name}' stand in another file; save the model with them inside`);
  return `${nodes.length} nodes`;
}

const within = (node: OnnxNode): OnnxNode[] => [
  node,
  ...[...node.attributes.values()].flatMap(a => a.graphs.flatMap(g => g.nodes.flatMap(within))),
];

function inputs({ graph }: OnnxFile, { features, gate }: FileTerms): string {
  // files of IR version 3 list weights among the inputs
  const weights = new Set(graph.weights.map(w => w.name));
  const asked = graph.inputs.filter(i => !weights.has(i.name));
  const wanted = gate.length > 1 ? [NAMES.features, NAMES.gate] : [NAMES.features];
  const names = asked.map(i => i.name);
  if ([...names].sort().join() !== [...wanted].sort().join())
    throw new ModelError(`the inputs are ${told(names)}; ${gate.length} member(s) want ${told(wanted)}`);
  const shapes = asked.map(i => (i.name === NAMES.gate ? held(i, [gate.length]) : held(i, [1, features.length])));
  return shapes.join(', ');
}

function outputs({ graph }: OnnxFile, { targets, gate }: FileTerms): string {
  const wanted = new Map([[NAMES.y as string, targets.length]]);
  if (gate.length > 1) wanted.set(NAMES.members, gate.length * targets.length);
  const missing = [...wanted.keys()].filter(name => !graph.outputs.some(o => o.name === name));
  if (missing.length > 0)
    throw new ModelError(`the outputs are ${told(graph.outputs.map(o => o.name))}; missing: ${told(missing)}`);
  const shapes = graph.outputs.filter(o => wanted.has(o.name)).map(o => held(o, [1, wanted.get(o.name)!]));
  return shapes.join(', ');
}

const told = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.map(n => `'${n}'`).join(', '));

/** An input's or output's type and shape, held to one row of the contract; returns it in words. */
function held({ name, element, dims }: OnnxEnd, wanted: readonly number[]): string {
  if (element !== ELEMENT.float32)
    throw new ModelError(`'${name}' is ${element === undefined ? 'no tensor' : `of element type ${element}`}, not float32`);
  const shape = `[${(dims ?? []).map(d => d ?? 'N').join(',')}]`;
  const fits = dims === undefined || (dims.length === wanted.length && dims.every((d, i) => d === undefined || d === wanted[i]));
  if (!fits)
    throw new ModelError(
      `'${name}' has the shape ${shape}; the metadata makes it [${wanted.length === 1 ? wanted : ['N', wanted[1]]}]`,
    );
  return `${name} float32 ${dims === undefined ? 'of no stated shape' : shape}`;
}
