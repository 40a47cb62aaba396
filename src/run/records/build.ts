import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PACKAGE_ROOT } from '../version';

/** Beside the code, what ships and a config may mean by `default`. */
const SHIPPED = ['default.onnx', 'regimes.json'].map(name => join(PACKAGE_ROOT, 'models', name));

let known: string | undefined;

/**
 * SHA-256 over the names and contents of the code that this process runs (the folders src and simulator that this file is in) and of what ships: two builds of one version differ in it.
 * Read once a process.
 */
export const buildHash = (): string => (known ??= treeHash(join(__dirname, '../../..'), ['src', 'simulator'], SHIPPED));

/** The same of any folders of code, and files. Throws where one cannot be read. */
export function treeHash(root: string, folders: readonly string[], files: readonly string[] = []): string {
  const hash = createHash('sha256');
  const code = folders.flatMap(folder => codeIn(join(root, folder)));
  for (const file of [...code.sort(), ...files]) hash.update(`${relative(root, file)} ${digest(file)}\n`);
  return hash.digest('hex');
}

const codeIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /(?<!\.d)\.[jt]s$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
