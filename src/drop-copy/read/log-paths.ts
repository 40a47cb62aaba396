import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../core/data-error';
import { codeOf } from '../../files/chunks';
import { type Look, lookAt } from './look';

/**
 * Looks at files, and at the files of folders and of the folders in them: of those the ones that hold messages, of a file that was named in any case. Rejects with a
 * DataError for what is not there or cannot be opened.
 */
export async function lookAtAll(paths: readonly string[], zone?: string): Promise<Look[]> {
  const looks: Look[] = [];
  for (const path of paths) {
    if (await isFolder(path)) {
      for (const file of await filesIn(path)) {
        const look = await lookAt(file, zone).catch(cannotRead(file));
        if (look.messages) looks.push(look);
      }
    } else {
      looks.push(await lookAt(path, zone).catch(cannotRead(path)));
    }
  }
  return looks;
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(cannotRead(path))).isDirectory();

/** All files in a folder and the folders in it, by name. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(cannotRead(folder));
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

const cannotRead =
  (path: string) =>
  (error: unknown): never => {
    throw new DataError(path, 1, `cannot be read (${codeOf(error)})`);
  };
