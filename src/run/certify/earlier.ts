import type { EarlierModel } from '../../core/facts/forecast';
import { ModelError } from '../../inference/model-error';
import { Registry } from '../../inference/registry/registry';
import type { Permits } from './permits';

/** So many models of before are looked up: orders and rollbacks go by the latest ones. */
const MOST = 16;

/** What the models that were promoted last may do now, by their certificates as they are now: none of it is a reason to refuse. None where the registry cannot be read. */
export function earlierModels(dir: string, permits: Permits): EarlierModel[] {
  const registry = new Registry(dir);
  return latestOf(registry).map(({ hash, role }) => ({
    hash,
    permit: permits({ hash, file: registry.path(hash, 'onnx') }, role, { act: 'rollback', role }),
  }));
}

function latestOf(registry: Registry): { hash: string; role: string }[] {
  const found = new Map<string, string>();
  try {
    const lines = registry.lines();
    for (let n = lines.length - 1; n >= 0 && found.size < MOST; n--) {
      const { hash, role } = lines[n]!;
      if (hash !== null && !found.has(hash)) found.set(hash, role);
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
  }
  return [...found].map(([hash, role]) => ({ hash, role }));
}
