import { existsSync, readFileSync } from 'node:fs';
import { ModelError } from '../../inference/model-error';
import type { ModelEntry } from '../../inference/registry/entry';
import { Registry } from '../../inference/registry/registry';
import { UsageError } from '../usage-error';

/** A model that is to be added to a registry. */
export interface Registration {
  /** Folder of the registry. */
  readonly registry: string;
  readonly file: string;
  /** What is known of it; left out: the JSON file beside it of the same name, if there is one. */
  readonly card?: unknown;
  /** Hash of the model that it was made from. */
  readonly parent?: string | undefined;
  readonly by: string;
}

/** Adds a model file with its card. Nothing of it is in force by that. Throws UsageError where the file is no model, or the card is another's. */
export function register({ registry, file, card, parent, by }: Registration): ModelEntry {
  try {
    const told = card ?? cardBeside(file);
    return new Registry(registry).add(read(file), told, { by, at: new Date().toISOString(), parent });
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

function cardBeside(file: string): unknown {
  const beside = file.replace(/\.onnx$/, '.json');
  return beside !== file && existsSync(beside) ? readCard(beside) : {};
}

/** A card's file as JSON. Throws UsageError where it is none. */
export function readCard(file: string): unknown {
  try {
    return JSON.parse(read(file).toString('utf8'));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${file}: the card is no JSON: ${(error as Error).message}`);
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${(error as Error).message}`);
  }
}
