// Compiles fix-dictionaries/*.xml to src/fix/generated/*.ts: tables as a JSON text a version (quick to load, nothing for tsc to check), and
// constants. The compiler is src/fix/dictionary, which also compiles custom dictionaries when a gateway starts. Does nothing where neither
// the dictionaries nor these sources changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compilerConstants, dataPairs, msgTypeConstants, tagConstants, valueConstants } from './lib-constants.mjs';
import { loadTs } from './lib-ts.mjs';

const require = createRequire(import.meta.url);
const DICTIONARIES = join(import.meta.dirname, '..', 'fix-dictionaries');
const OUT = join(import.meta.dirname, '..', 'src', 'fix', 'generated');
const VERSIONS = { FIX42: 'FIX.4.2', FIX44: 'FIX.4.4', FIX50SP2: 'FIX.5.0SP2', FIXT11: 'FIXT.1.1' };
const SOURCES = [
  ...['build-tables', 'lib-constants', 'lib-ts'].map(name => join(import.meta.dirname, `${name}.mjs`)),
  ...['compile', 'overlay', 'xml'].map(name => join(import.meta.dirname, '..', 'src', 'fix', 'dictionary', `${name}.ts`)),
];
const OUTPUTS = [
  'tags',
  'msg-types',
  'values',
  'data-fields',
  'compiler',
  ...Object.keys(VERSIONS).map(name => name.toLowerCase()),
];

const dictionary = name => readFileSync(join(DICTIONARIES, `${name}.xml`), 'utf8');

function inputsHash() {
  const hash = createHash('sha256').update(require('jspurefix/package.json').version);
  for (const source of SOURCES) hash.update(readFileSync(source));
  for (const name of [...Object.keys(VERSIONS), 'SLUICE']) hash.update(dictionary(name));
  return hash.digest('hex');
}

/**
 * Tags that only FIX 5.0SP2 has and our messages use: MinPriceIncrement, DisplayMethod, DisplayQty, LowLimitPrice, HighLimitPrice,
 * MassActionReportID, AffectedOrigClOrdID, SelfMatchPreventionID and SelfMatchPreventionInstruction. Its thousands of others need no names here.
 */
const LATER_TAGS = [969, 1084, 1138, 1148, 1149, 1369, 1824, 2362, 2964];
const only = ({ simple }, tags) => ({
  simple: new Map([...simple].filter(([, each]) => tags.includes(each.tag))),
});

const literal = text => `'${text.replace(/['\\]/g, '\\$&')}'`;
const write = (name, text) => writeFileSync(join(OUT, `${name}.ts`), text);

async function build(hash) {
  const { parseXml } = loadTs('src/fix/dictionary/xml.ts');
  const { mergeOverlay, openLists } = loadTs('src/fix/dictionary/overlay.ts');
  const { definitionsOf, tablesOf } = loadTs('src/fix/dictionary/compile.ts');
  const overlay = parseXml(dictionary('SLUICE'));
  const definitions = {};
  for (const [name, version] of Object.entries(VERSIONS)) {
    const root = parseXml(dictionary(name));
    definitions[name] = await definitionsOf(name === 'FIXT11' ? root : mergeOverlay(root, overlay, version));
    const tables = JSON.stringify(tablesOf(version, definitions[name], openLists(overlay)));
    write(
      name.toLowerCase(),
      `// Written by scripts/build-tables.mjs; not committed.\nexport const TABLES = ${literal(tables)};\n`,
    );
  }
  const { FIX42, FIX44, FIX50SP2, FIXT11 } = definitions;
  write('tags', tagConstants([FIX44, FIXT11, FIX42, only(FIX50SP2, LATER_TAGS)]));
  write('msg-types', msgTypeConstants([FIX44, FIXT11]));
  write('values', valueConstants(FIX44));
  write('data-fields', dataPairs([FIX42, FIX44, FIXT11, FIX50SP2]));
  write('compiler', compilerConstants(hash, openLists(overlay)));
}

const stamp = join(OUT, '.inputs');
const hash = inputsHash();
const done =
  existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && OUTPUTS.every(name => existsSync(join(OUT, `${name}.ts`)));
if (!done) {
  mkdirSync(OUT, { recursive: true });
  await build(hash);
  writeFileSync(stamp, hash);
}
