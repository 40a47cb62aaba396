import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectedOutput, shapley } from '../../core/learned/attribute';
import type { LearnedModel } from '../../core/learned/model';
import { hashOf } from '../../inference/model-hash';
import { readModel } from '../../inference/read';
import { DEFAULT_MODEL } from '../models/resolve';
import { UsageError } from '../usage-error';
import { decidedBy, largestFirst, type Question } from './explain';

/** What each feature added by its Shapley value, and what is said where nothing is known of the row. */
export interface Exactly {
  readonly expected: number;
  readonly parts: readonly (readonly [name: string, added: number])[];
}

/** Finds models by their hash among files: those named, those of a folder, and the one that ships. Each is read once. */
export class ModelShelf {
  private readonly models = new Map<string, LearnedModel>();

  constructor(
    private readonly files: readonly string[],
    private readonly folder: string,
  ) {}

  /** Throws a UsageError where no such file is found, or it is not one of ours. */
  find(hash: string, name: string): LearnedModel {
    const before = this.models.get(hash);
    if (before) return before;
    for (const file of this.candidates(hash)) {
      const bytes = readFileSync(file);
      if (hashOf(bytes) !== hash) continue;
      const model = readModel(bytes);
      this.models.set(hash, model);
      return model;
    }
    throw new UsageError(`--exact: the file of ${name} (${hash.slice(0, 12)}) is not found: name it with --model FILE`);
  }

  private candidates(hash: string): string[] {
    const kept = existsSync(this.folder) ? readdirSync(this.folder).filter(f => f === `${hash}.onnx`) : [];
    return [...this.files, ...kept.map(f => join(this.folder, f)), DEFAULT_MODEL].filter(existsSync);
  }
}

/** Exact attributions of an answered question: TreeSHAP for trees (core/learned/tree-shap.ts). Undefined for one that was not answered. */
export function exactly(question: Question, shelf: ModelShelf): Exactly | undefined {
  const target = decidedBy(question);
  if (question.answer !== 'answered' || target === undefined) return undefined;
  const model = shelf.find(question.model, question.name);
  const found = shapley(model, question.x, target, question.gate);
  return {
    expected: expectedOutput(model, target, question.gate),
    parts: largestFirst(model.features.map(({ name }, n) => [name, found[n]!])),
  };
}
