// Loads a .ts file of src/ before there is a build: the gateway compiles custom dictionaries with the same code as the build does its own.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** The exports of a file named from the project's root; what it imports from beside it is loaded alike. */
export function loadTs(file) {
  const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  Module._extensions['.ts'] ??= (module, path) =>
    module._compile(transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText, path);
  return require(join(import.meta.dirname, '..', file));
}
