import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { readYaml } from '../config-file';
import { UsageError } from '../usage-error';
import { type StressConfig, stressBeside, stressSchema } from './config';

/** Reads a file that holds what `stress` of a validation does. Throws a UsageError with file, line and key of every mistake. */
export function readStress(path: string): StressConfig {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a stress test`);
  const { value } = readYaml(path, readFileSync(path, 'utf8'), stressSchema);
  return stressBeside(value, name => (isAbsolute(name) ? name : join(dirname(path), name)));
}
