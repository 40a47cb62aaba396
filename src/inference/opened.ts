import type { Forecast, Forecaster, ModelTerms, NoForecast } from '../core/learned/forecaster';
import type { LearnedModel } from '../core/learned/model';
import type { Micros } from '../core/numbers';
import type { Outputs, Runner } from './runner';

/** A model and how it is run. */
export interface Parts {
  readonly terms: ModelTerms;
  readonly runner: Runner;
  /** Of a house model: what its file holds, for attributions. */
  readonly learned?: LearnedModel | undefined;
  /** Why the evaluator runs it and not the runtime that was asked for; absent where nothing is amiss. */
  readonly instead?: string | undefined;
}

/** A model that was opened: every answer is held to the contract before it is given. That one is late, or fails again and again, is the line's to judge. */
export class OpenedModel implements Forecaster {
  readonly terms: ModelTerms;
  readonly learned: LearnedModel | undefined;
  private closed = false;

  constructor(private readonly parts: Parts) {
    this.terms = parts.terms;
    this.learned = parts.learned;
  }

  /** Whether our own writer made it. */
  get house(): boolean {
    return this.learned !== undefined;
  }

  /** Why the evaluator stands in for ONNX Runtime, where it does. */
  get instead(): string | undefined {
    return this.parts.instead;
  }

  ask(x: Float32Array, gate: readonly number[] | undefined, done: (answer: Forecast | NoForecast) => void): void {
    const start = performance.now();
    const weights = gate ?? this.terms.gate;
    const refusal = this.misfit(x, weights);
    if (refusal !== undefined) return done({ failed: refusal });
    this.parts.runner.run(x, weights, outputs => {
      const took = Math.round((performance.now() - start) * 1000);
      const why = typeof outputs === 'string' ? outputs : this.wrong(outputs);
      done(why === undefined ? this.forecast(outputs as Outputs, took) : { failed: why });
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.parts.runner.close();
  }

  private forecast({ y, members }: Outputs, took: Micros): Forecast {
    return { y: Array.from(y), members: Array.from(members), took, by: this.parts.runner.by };
  }

  private misfit(x: Float32Array, gate: readonly number[]): string | undefined {
    const { features, gate: own } = this.terms;
    if (this.closed) return 'the model was closed';
    if (x.length !== features.length) return `a row of ${x.length} for a model of ${features.length} features`;
    if (gate.length !== own.length) return `a gate of ${gate.length} weights for ${own.length} members`;
    return gate.every(Number.isFinite) ? undefined : 'a weight of the gate is no finite number';
  }

  private wrong({ y, members }: Outputs): string | undefined {
    for (let k = 0; k < y.length; k++) if (!Number.isFinite(y[k])) return `it says ${y[k]} for ${this.terms.targets[k]!.name}`;
    for (let i = 0; i < members.length; i++)
      if (!Number.isFinite(members[i])) return `its member ${Math.floor(i / y.length)} says ${members[i]}`;
    return undefined;
  }
}
