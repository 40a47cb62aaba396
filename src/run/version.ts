import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's root: the folder that holds package.json, above both the sources and dist/. */
export const PACKAGE_ROOT = ((): string => {
  let dir = __dirname;
  for (;;) {
    try {
      readFileSync(join(dir, 'package.json'));
      return dir;
    } catch {
      dir = dirname(dir);
    }
  }
})();

export const VERSION: string = (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string })
  .version;
