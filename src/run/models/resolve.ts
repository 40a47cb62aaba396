import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError } from '../../inference/model-error';
import { hashOf } from '../../inference/model-hash';
import type { ModelRole } from '../../inference/registry/entry';
import { Registry } from '../../inference/registry/registry';
import { UsageError } from '../usage-error';
import { PACKAGE_ROOT } from '../version';

/** The model that ships, and the name in a config that means it. */
export const DEFAULT_MODEL = join(PACKAGE_ROOT, 'models', 'default.onnx');
const DEFAULT = 'default';
/** The name in a config that means what was promoted. */
export const CHAMPION = 'champion';

/** A model's file, and how a config came to it. */
export interface ResolvedModel {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly from: 'default' | 'file' | 'registry' | 'champion';
  /** Number of the line of the registry's history that put a champion in force. */
  readonly promotion?: number | undefined;
}

/** Where a spec is looked up. */
export interface ResolveIn {
  readonly role: ModelRole;
  /** Folder of the registry. */
  readonly registry: string;
  /** A relative file is beside what names it; left out: in the working folder. */
  readonly beside?: ((name: string) => string) | undefined;
}

/** The registry of a gateway's data folder. */
export const registryDir = (data: string): string => join(data, 'models');

/**
 * The model that a config means: `default` (the one that ships), `champion` (what was promoted in that role; of a predictor, while nothing was, the default), six or
 * more hex digits of a hash in the registry, or a file. Undefined for the champion of another role that nothing was promoted in. Throws UsageError.
 */
export function resolveModel(spec: string, { role, registry, beside = name => name }: ResolveIn): ResolvedModel | undefined {
  if (spec === DEFAULT) return ofFile(DEFAULT_MODEL, 'default');
  const file = beside(spec);
  if (spec !== CHAMPION && (existsSync(file) || !/^[0-9a-f]{6,64}$/.test(spec))) return ofFile(file, 'file');
  const models = new Registry(registry);
  try {
    const promoted = spec === CHAMPION ? models.promotionOf(role) : undefined;
    const hash = spec === CHAMPION ? (promoted?.hash ?? undefined) : models.find(spec).hash;
    if (hash === undefined) return role === 'predictor' ? ofFile(DEFAULT_MODEL, 'default') : undefined;
    return {
      hash,
      bytes: models.bytes(hash),
      file: join(registry, `${hash}.onnx`),
      from: spec === CHAMPION ? CHAMPION : 'registry',
      ...(promoted && { promotion: promoted.n }),
    };
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`models.${role}: ${error.message}`) : error;
  }
}

function ofFile(file: string, from: 'default' | 'file'): ResolvedModel {
  try {
    const bytes = readFileSync(file);
    return { hash: hashOf(bytes), bytes, file, from };
  } catch (error) {
    throw new UsageError(`${file}: the model cannot be read: ${(error as Error).message}`);
  }
}
