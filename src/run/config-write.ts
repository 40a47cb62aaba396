import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseDocument } from 'yaml';
import { UsageError } from './usage-error';

/** A YAML text with one key set to a value, written as it would stand in the file; `off` takes the key away. Comments stay. */
export function changedYaml(path: string, text: string, keys: readonly string[], value: string): string {
  const document = parseDocument(text);
  if (value === 'off') document.deleteIn(keys);
  else {
    const written = parseDocument(value);
    if (written.errors.length > 0)
      throw new UsageError(`${path}: '${value}' is no value: ${written.errors[0]!.message.split('\n')[0]}`);
    document.setIn(keys, written.contents);
  }
  return document.toString({ lineWidth: 0 });
}

/** Replaces a file by another text at once: whoever reads it, also after a crash, has the old or the new one. Throws UsageError where it cannot. */
export function replaceFile(path: string, text: string): void {
  const real = realpathSync(path); // a link stays one
  const draft = `${real}.new`;
  try {
    writeFileSync(draft, text, { mode: statSync(real).mode, flush: true });
    renameSync(draft, real);
    sync(dirname(real));
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UsageError(
      `${path}: cannot be written (${(error as Error).message}): change it where it is kept, then \`sluice limits reload\``,
    );
  }
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
