import { closeSync, fsyncSync, openSync, realpathSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import { UsageError } from './usage-error';

/** A YAML text with one key set to a value, written as it would stand in the file; `off` takes the key away. Comments stay. */
export function changedYaml(file: string, text: string, keys: readonly string[], value: string): string {
  const document = parseDocument(text);
  const path = asWritten(document, keys);
  if (value === 'off') document.deleteIn(path);
  else {
    const written = parseDocument(value);
    if (written.errors.length > 0)
      throw new UsageError(`${file}: '${value}' is no value: ${written.errors[0]!.message.split('\n')[0]}`);
    const before = document.getIn(path, true);
    if (isNode(before) && isNode(written.contents) && before.comment) written.contents.comment = before.comment;
    document.setIn(path, written.contents);
  }
  return document.toString({ lineWidth: 0 });
}

/** Keys as the file has them: an account 1234 is a number in YAML. */
function asWritten(document: ReturnType<typeof parseDocument>, keys: readonly string[]): unknown[] {
  let node: unknown = document.contents;
  return keys.map(key => {
    const pair = isMap(node) ? node.items.find(item => isScalar(item.key) && String(item.key.value) === key) : undefined;
    node = pair?.value;
    return pair ? (pair.key as { value: unknown }).value : key;
  });
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
    removed(draft);
    throw new UsageError(
      `${path}: cannot be written (${(error as Error).message}): change it where it is kept, then \`sluice limits reload\``,
    );
  }
}

function removed(draft: string): void {
  try {
    unlinkSync(draft);
  } catch {
    // it was never there, or is none of ours
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
