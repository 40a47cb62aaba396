import { type ChildProcess, spawn } from 'node:child_process';
import { NAMES } from '../core/learned/onnx-fields';
import { bindingPath, RUN, SESSION } from './binding';
import type { Width } from './runner';

/** What the process says: that it loaded the model (or why not), then an answer a question. */
export type Said =
  | { readonly loaded: true }
  | { readonly loaded: false; readonly why: string }
  | { readonly id: number; readonly y: Float32Array; readonly members: Float32Array }
  | { readonly id: number; readonly why: string };

/** A row to answer. */
export type Question = readonly [id: number, x: Float32Array, gate: Float32Array];

/** Runs there, as text because it must run the same from dist/ and under a test that compiles on the fly. It ends with whoever started it. */
const SCRIPT = `
const words = error => String(error && error.message || error).replace(/\\s+/g, ' ').trim();
class Made {
  constructor(type, data, dims) {
    Object.assign(this, { type, data, dims });
  }
}
const tensor = (data, dims) => ({ type: 'float32', location: 'cpu', data, dims });
const numbers = (made, name, size) => {
  if (made.type !== 'float32') throw new Error(name + ' is ' + made.type + ', not float32');
  if (made.data.length !== size) throw new Error(name + ' has the shape [' + made.dims + '] for a row of ' + size);
  return Float32Array.from(made.data);
};
const load = ({ path, bytes, session: settings }) => {
  const { binding } = require(path);
  binding.initOrtOnce(settings.logSeverityLevel, Made, true);
  const session = new binding.InferenceSession();
  session.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, settings);
  return session;
};
const answerer = ({ names, width, run }, session) => {
  const several = width.members > 1;
  const fetches = several ? { [names.y]: null, [names.members]: null } : { [names.y]: null };
  return ([id, x, gate]) => {
    try {
      const feeds = { [names.features]: tensor(x, [1, x.length]) };
      if (several) feeds[names.gate] = tensor(gate, [gate.length]);
      const said = session.run(feeds, fetches, run);
      const y = numbers(said[names.y], names.y, width.targets);
      const members = several ? numbers(said[names.members], names.members, width.members * width.targets) : new Float32Array(0);
      return { id, y, members };
    } catch (error) {
      return { id, why: words(error) };
    }
  };
};
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.once('message', work => {
  try {
    const answer = answerer(work, load(work));
    process.on('message', question => process.send(answer(question)));
    process.send({ loaded: true });
  } catch (error) {
    process.send({ loaded: false, why: words(error) });
  }
});`;

/**
 * A process with a runtime of its own that loads a model; what it says comes as messages (`Said`). No thread: ending one while it is inside the runtime
 * ends the whole process ("terminate called after throwing an instance of 'Napi::Error'", onnxruntime-node 1.30.0), and a process keeps the
 * gateway's memory and secrets out of a stranger's reach. Does not keep ours alive.
 */
export function startProcess(bytes: Uint8Array, width: Width): ChildProcess {
  const child = spawn(process.execPath, ['-e', SCRIPT], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
  });
  // without descriptors left a child comes back that nothing can be sent to
  if (!child.channel) {
    child.on('error', () => {});
    child.kill('SIGKILL');
    throw new Error('no process could be started: too many files are open');
  }
  child.unref();
  child.channel.unref();
  const work = { path: bindingPath(), names: NAMES, bytes: Uint8Array.from(bytes), session: SESSION, run: RUN, width };
  child.send(work, () => {});
  return child;
}
