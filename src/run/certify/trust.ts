import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keyIdOf, readPublicKey, type TrustedKey } from '../../validation/certificate/keys';
import { UsageError } from '../usage-error';
import { PACKAGE_ROOT } from '../version';

/** The project's public key: it certifies the model that ships, for the simulator. */
export const PROJECT_KEY = join(PACKAGE_ROOT, 'models', 'project.pub.pem');

/** The keys whose certificates count here: those that are named, and the project's. Throws a UsageError that names the file of one that is none. */
export function trustedKeys(files: readonly string[]): TrustedKey[] {
  const named = files.map(file => trusted(file, 'configured'));
  const project = existsSync(PROJECT_KEY) ? [trusted(PROJECT_KEY, 'project')] : [];
  // a config that names the project's key gives it no more than it has
  return [...project, ...named];
}

function trusted(file: string, kind: TrustedKey['kind']): TrustedKey {
  try {
    const key = readPublicKey(readFileSync(file, 'utf8'));
    return { key, id: keyIdOf(key), kind };
  } catch (error) {
    throw new UsageError(`models.trust: ${file}: ${(error as Error).message}`);
  }
}

const listOf = (registry: string): string => join(registry, 'trust');

/** A gateway starts: its registry keeps where the keys are that it trusts, so that commands without its config ask the same ones. They decide nothing by it. */
export function keepTrust(registry: string, files: readonly string[]): void {
  if (files.length === 0) return rmSync(listOf(registry), { force: true });
  mkdirSync(registry, { recursive: true, mode: 0o700 });
  writeFileSync(listOf(registry), files.map(f => `${resolve(f)}\n`).join(''), { mode: 0o600 });
}

/** The files of keys that the gateway trusted that ran last on a registry. */
export const keptTrust = (registry: string): string[] =>
  existsSync(listOf(registry)) ? readFileSync(listOf(registry), 'utf8').split('\n').filter(existsSync) : [];
