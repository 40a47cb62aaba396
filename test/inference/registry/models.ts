import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LearnedModel, TargetName } from '../../../src/core/learned/model';
import type { CheckRecord } from '../../../src/inference/registry/entry';
import { Registry } from '../../../src/inference/registry/registry';
import { onnxOf } from '../../../src/training/onnx/write';

export const VERSION = '9.9.9';
export const at = (minute: number): string => `2026-01-05T10:${String(minute).padStart(2, '0')}:00.000Z`;
export const act = (why: string, minute = 0) => ({ by: 'ana', why, at: at(minute) });
export const PASSED: CheckRecord = {
  ok: true,
  version: VERSION,
  at: at(0),
  findings: [{ check: 'golden', state: 'ok', text: '32 rows' }],
};

/** The smallest model there is: drift (or another target) is `weight` times the imbalance. Another weight is another file. */
export function modelFile(
  weight: number,
  target: TargetName = 'drift',
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const model: LearnedModel = {
    name: `small-${weight}`,
    features: [{ name: 'imbalance1', units: '-1 to 1', fill: 0, low: -1, high: 1 }],
    targets: [{ name: target, horizon: 30 }],
    members: [
      {
        kind: 'linear',
        weights: Float32Array.of(weight),
        bias: Float32Array.of(0),
        mean: Float32Array.of(0),
        logistic: [false],
      },
    ],
    gate: [1],
  };
  return onnxOf(model, { window: 'made up', dataHash: 'd0', ...metadata });
}

/** Does something with a registry in a folder of its own. */
export function withRegistry<T>(work: (registry: Registry, dir: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const end = (): void => rmSync(folder, { recursive: true });
  let result: T;
  try {
    const dir = join(folder, 'models');
    result = work(new Registry(dir), dir);
  } catch (error) {
    end();
    throw error;
  }
  if (result instanceof Promise) return result.finally(end) as T;
  end();
  return result;
}

/** Adds a model that passed its check; returns its hash. */
export function added(registry: Registry, weight: number, target?: TargetName): string {
  const { hash } = registry.add(modelFile(weight, target), {}, { by: 'ana', at: at(0) });
  registry.noteCheck(hash, PASSED);
  return hash;
}
