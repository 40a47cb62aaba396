import { NAMES } from '../core/learned/onnx-fields';
import { RUN, type Session, startSession, type Tensor, tensor } from './binding';
import { type Outputs, type Runner, type Width, wordsOf } from './runner';

/**
 * ONNX Runtime in this thread, by its synchronous binding: its `run()` promises would wait for the loop first and block it afterwards all the
 * same. For house models only, whose graphs cannot take long. Inputs and outputs stand in buffers that are used again.
 */
export class SessionRunner implements Runner {
  readonly by = 'onnx';
  private readonly session: Session;
  private readonly x: Float32Array;
  private readonly gate: Float32Array;
  private readonly outputs: { readonly y: Float32Array; readonly members: Float32Array };
  private readonly feeds: Record<string, Tensor>;
  private readonly fetches: Record<string, Tensor>;

  /** Throws where the runtime cannot be loaded, or does not take the file. */
  constructor(bytes: Uint8Array, { features, targets, members }: Width) {
    this.session = startSession(bytes);
    const several = members > 1;
    this.x = new Float32Array(features);
    this.gate = new Float32Array(members);
    this.outputs = { y: new Float32Array(targets), members: new Float32Array(several ? members * targets : 0) };
    const row = (data: Float32Array): Tensor => tensor(data, [1, data.length]);
    this.feeds = { [NAMES.features]: row(this.x) };
    this.fetches = { [NAMES.y]: row(this.outputs.y) };
    if (!several) return;
    this.feeds[NAMES.gate] = tensor(this.gate, [members]);
    this.fetches[NAMES.members] = row(this.outputs.members);
  }

  run(x: Float32Array, gate: readonly number[], done: (outputs: Outputs | string) => void): void {
    this.x.set(x);
    this.gate.set(gate);
    done(this.said());
  }

  close(): void {
    this.session.dispose();
  }

  private said(): Outputs | string {
    try {
      this.session.run(this.feeds, this.fetches, RUN);
    } catch (error) {
      return wordsOf(error);
    }
    return this.outputs;
  }
}
