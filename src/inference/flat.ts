import { compile } from '../core/learned/evaluate';
import type { LearnedModel } from '../core/learned/model';
import { type Outputs, type Runner, wordsOf } from './runner';

const NONE: readonly number[] = [];

/** The evaluator of core/learned as a runner: what a house model falls back to where its runtime cannot be had. Answers at once. */
export class FlatRunner implements Runner {
  readonly by = 'flat';
  private readonly evaluator;

  constructor(private readonly model: LearnedModel) {
    this.evaluator = compile(model);
  }

  run(x: Float32Array, gate: readonly number[], done: (outputs: Outputs | string) => void): void {
    done(this.outputs(x, gate));
  }

  close(): void {}

  private outputs(x: Float32Array, gate: readonly number[]): Outputs | string {
    const { evaluator, model } = this;
    try {
      evaluator.run(x, gate);
    } catch (error) {
      return wordsOf(error);
    }
    return { y: evaluator.y, members: model.members.length > 1 ? evaluator.members : NONE };
  }
}
