// Compiles fix-dictionaries/*.xml to src/fix/generated/*.ts with jspurefix's dictionary parser: tables as a JSON text a version (quick to
// load, nothing for tsc to check), and constants. Does nothing where neither the dictionaries nor these scripts changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { dataPairs, msgTypeConstants, tagConstants, valueConstants } from './lib-constants.mjs';
import { mergeOverlay, openLists } from './lib-overlay.mjs';
import { tablesOf } from './lib-tables.mjs';
import { parseXml, writeXml } from './lib-xml.mjs';

const require = createRequire(import.meta.url);
const DICTIONARIES = join(import.meta.dirname, '..', 'fix-dictionaries');
const OUT = join(import.meta.dirname, '..', 'src', 'fix', 'generated');
const VERSIONS = { FIX42: 'FIX.4.2', FIX44: 'FIX.4.4', FIX50SP2: 'FIX.5.0SP2', FIXT11: 'FIXT.1.1' };
const SCRIPTS = ['build-tables', 'lib-constants', 'lib-overlay', 'lib-tables', 'lib-xml'].map(name => `${name}.mjs`);
const OUTPUTS = ['tags', 'msg-types', 'values', 'data-fields', ...Object.keys(VERSIONS).map(name => name.toLowerCase())];

const dictionary = name => readFileSync(join(DICTIONARIES, `${name}.xml`), 'utf8');

function inputsHash() {
  const hash = createHash('sha256').update(require('jspurefix/package.json').version);
  for (const script of SCRIPTS) hash.update(readFileSync(join(import.meta.dirname, script)));
  for (const name of [...Object.keys(VERSIONS), 'SLUICE']) hash.update(dictionary(name));
  return hash.digest('hex');
}

/** Definitions of a dictionary's text, by jspurefix. */
function definitionsOf(xml) {
  require('reflect-metadata');
  const { QuickFixGraphFileParser } = require('jspurefix/dist/dictionary/parser');
  return new QuickFixGraphFileParser(
    () => ({ readable: Readable.from([Buffer.from(xml)]) }),
    () => undefined,
  ).parse();
}

const literal = text => `'${text.replace(/['\\]/g, '\\$&')}'`;
const write = (name, text) => writeFileSync(join(OUT, `${name}.ts`), text);

async function build() {
  const overlay = parseXml(dictionary('SLUICE'));
  const definitions = {};
  for (const [name, version] of Object.entries(VERSIONS)) {
    const root = parseXml(dictionary(name));
    definitions[name] = await definitionsOf(writeXml(name === 'FIXT11' ? root : mergeOverlay(root, overlay)));
    const tables = JSON.stringify(tablesOf(version, definitions[name], openLists(overlay)));
    write(
      name.toLowerCase(),
      `// Written by scripts/build-tables.mjs; not committed.\nexport const TABLES = ${literal(tables)};\n`,
    );
  }
  const { FIX42, FIX44, FIX50SP2, FIXT11 } = definitions;
  write('tags', tagConstants([FIX44, FIXT11, FIX42]));
  write('msg-types', msgTypeConstants([FIX44, FIXT11]));
  write('values', valueConstants(FIX44));
  write('data-fields', dataPairs([FIX42, FIX44, FIXT11, FIX50SP2]));
}

const stamp = join(OUT, '.inputs');
const hash = inputsHash();
const done =
  existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && OUTPUTS.every(name => existsSync(join(OUT, `${name}.ts`)));
if (!done) {
  mkdirSync(OUT, { recursive: true });
  await build();
  writeFileSync(stamp, hash);
}
