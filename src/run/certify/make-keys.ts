import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, makeKeys, readPublicKey } from '../../validation/certificate/keys';
import { UsageError } from '../usage-error';

/** Where a new key pair is. */
export interface MadeKeys {
  readonly id: string;
  /** Readable by its owner only: whoever has it certifies. */
  readonly privateFile: string;
  readonly publicFile: string;
}

/** Makes a validator's key pair in a folder. Throws a UsageError where one is there already: a key that is overwritten is lost. */
export function writeKeys(dir: string): MadeKeys {
  const { privatePem, publicPem } = makeKeys();
  const [privateFile, publicFile] = ['validator.key.pem', 'validator.pub.pem'].map(name => join(dir, name)) as [string, string];
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(privateFile, privatePem, { mode: 0o600, flag: 'wx', flush: true });
    writeFileSync(publicFile, publicPem, { mode: 0o644, flag: 'wx', flush: true });
  } catch (error) {
    const { code, path = dir, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `${path}: is there already, and a key is not overwritten: name another folder`
        : `${path}: cannot be written: ${message}`,
    );
  }
  return { id: keyIdOf(readPublicKey(publicPem)), privateFile, publicFile };
}
