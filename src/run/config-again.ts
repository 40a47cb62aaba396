import { readFileSync } from 'node:fs';
import { type Config, readConfig } from './config';
import { UsageError } from './usage-error';

/** A text that stands in for a file's, to try what it would give. */
export interface Instead {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads the config that a gateway was started with as its files are now. Throws UsageError with file, line and key where anything in them is
 * wrong, and an Error where there is no file, for `what` is built in then. `sessions`: the ids of the OMS sessions.
 */
export function configAgain(config: Config, what: string, sessions: () => readonly string[], instead?: Instead): Config {
  const { source } = config;
  if (source === undefined) throw new Error(`${what} are built in: start with a config file to change them`);
  const textOf = (path: string): string => (path === instead?.path ? instead.text : readText(path));
  return readConfig(source, textOf(source), { sessions, textOf });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot be read: ${(error as Error).message}`);
  }
}
