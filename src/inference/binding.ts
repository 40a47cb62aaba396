import { isMainThread } from 'node:worker_threads';

/** One thread, no spinning of others: a forecast is small, and the machine is for the line. What fails is told by us, not on stderr. */
export const SESSION = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4,
} as const;
export const RUN = { logSeverityLevel: SESSION.logSeverityLevel } as const;

/** What onnxruntime-node 1.30.0 has beneath its promises (dist/binding.d.ts), as far as it is used here. */
interface Binding {
  readonly InferenceSession: new () => Session;
  initOrtOnce(logLevel: number, tensor: new (type: string, data: unknown, dims: number[]) => object, mainThread: boolean): void;
}
export interface Session {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: typeof SESSION): void;
  run(feeds: Record<string, Tensor>, fetches: Record<string, Tensor | null>, options: typeof RUN): Record<string, unknown>;
  dispose(): void;
}

/** A tensor as the binding reads one. The package's own class would hold data to the typed arrays of one realm, and a test runner has several. */
export interface Tensor {
  readonly type: 'float32';
  readonly location: 'cpu';
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
export const tensor = (data: Float32Array, dims: readonly number[]): Tensor => ({ type: 'float32', location: 'cpu', data, dims });

/** What the binding makes of an output; looked at only where the output stands in no buffer of ours. */
class Made {
  constructor(
    readonly type: string,
    readonly data: unknown,
    readonly dims: readonly number[],
  ) {}
}

/** Where the binding is, for a thread that loads it by path. */
export const bindingPath = (): string => require.resolve('onnxruntime-node/dist/binding');

let begun = false;

/** A session of ONNX Runtime that has loaded a file. Throws where the runtime cannot be had here, or does not take the file. */
export function startSession(bytes: Uint8Array): Session {
  const { binding } = require('onnxruntime-node/dist/binding') as { readonly binding: Binding };
  if (!begun) binding.initOrtOnce(SESSION.logSeverityLevel, Made, isMainThread);
  begun = true;
  const session = new binding.InferenceSession();
  session.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, SESSION);
  return session;
}
