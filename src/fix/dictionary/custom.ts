import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dictionary, dictionaryOf } from '../codec/dictionary';
import { tablesOf, type VersionTables } from '../codec/tables';
import { COMPILER, OPEN_LISTS } from '../generated/compiler';
import type { SessionSettings } from '../settings/settings';
import { type Expected, problemsOf } from './check';
import type { DictionaryFile } from './files';
import type { OpenFrom } from './overlay';
import { type Element, parseXml, XmlError } from './xml';

/** Problems told of one file; the rest are counted. */
const MOST_PROBLEMS = 20;

const compiled = new Map<string, VersionTables>();
const dictionaries = new Map<string, Dictionary>();
const keyOf = ({ path, expected }: DictionaryFile): string => `${expected} ${path}`;

type Named = Pick<SessionSettings, 'identity' | 'defaultApplVerID' | 'dictionaries'>;

/**
 * The dictionary of a session: its own files where it names any, which `prepareDictionaries` must have compiled before, else the one built
 * in. One object a file or version.
 */
export function dictionaryFor({ identity, defaultApplVerID, dictionaries: files }: Named): Dictionary {
  if (files === undefined) return dictionaryOf(identity.beginString, defaultApplVerID);
  const { application, transport } = files;
  const key = [application, transport].map(file => (file ? keyOf(file) : '')).join('\n');
  const known = dictionaries.get(key);
  if (known !== undefined) return known;
  const messages = application ? tablesFrom(application) : tablesOf('FIX.5.0SP2');
  const session = transport ? tablesFrom(transport) : identity.beginString === 'FIXT.1.1' ? tablesOf('FIXT.1.1') : messages;
  const made = new Dictionary(session, messages);
  dictionaries.set(key, made);
  return made;
}

function tablesFrom(file: DictionaryFile): VersionTables {
  const tables = compiled.get(keyOf(file));
  if (tables === undefined) throw new Error(`${file.path} was not compiled`);
  return tables;
}

/**
 * Compiles the dictionary files that sessions name, or takes them from the cache (where there is one), which knows them by their content. Returns what is wrong
 * with them: `file:line: what`, or with a file that cannot be read the key that names it; nothing may be started then.
 */
export async function prepareDictionaries(
  settings: readonly Pick<SessionSettings, 'dictionaries' | 'useDataDictionary'>[],
  cacheDir: string | undefined,
): Promise<string[]> {
  const files = new Map<string, DictionaryFile>();
  for (const { dictionaries: named, useDataDictionary } of settings) {
    if (!useDataDictionary) continue;
    for (const file of [named?.application, named?.transport]) if (file) files.set(keyOf(file), file);
  }
  if (files.size === 0) return [];
  dictionaries.clear();
  const errors: string[] = [];
  for (const [key, file] of files) {
    const made = await tablesOrErrors(file, cacheDir);
    if (Array.isArray(made)) errors.push(...made);
    else compiled.set(key, made as VersionTables);
  }
  return errors;
}

async function tablesOrErrors(file: DictionaryFile, cacheDir: string | undefined): Promise<VersionTables | string[]> {
  let text: string;
  try {
    text = readFileSync(file.path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${(error as Error).message}`;
    return [
      `${file.from}: ${file.path}: ${why}; a relative path begins at the .cfg; without the key the dictionary built in is used`,
    ];
  }
  const hash = createHash('sha256').update(COMPILER).update(file.expected).update(text).digest('hex');
  const kept = cacheDir === undefined ? undefined : fromCache(join(cacheDir, `${hash}.json`));
  if (kept !== undefined) return kept;
  try {
    const root = parseXml(text);
    const problems = problemsOf(root, file.expected);
    if (problems.length > 0) return told(file, problems);
    const tables = await compile(root, file.expected);
    if (cacheDir !== undefined) toCache(cacheDir, `${hash}.json`, tables);
    return tables;
  } catch (error) {
    if (error instanceof XmlError) return [`${file.path}:${error.line}: ${error.message}`];
    return [`${file.path}: jspurefix cannot compile it: ${(error as Error).message}`];
  }
}

const told = (file: DictionaryFile, problems: readonly string[]): string[] => {
  const first = problems.slice(0, MOST_PROBLEMS).map(problem => `${file.path}:${problem}`);
  const more = problems.length - first.length;
  return more > 0 ? [...first, `${file.path}: and ${more} more`] : first;
};

/** jspurefix takes its second to load: it is loaded only for a file that is not in the cache. */
async function compile(root: Element, expected: Expected): Promise<VersionTables> {
  const { definitionsOf, tablesOf: tablesOfDefinitions } = await import('./compile');
  const open = new Map<number, OpenFrom>(OPEN_LISTS);
  for (const field of root.children.find(each => each.name === 'fields')?.children ?? [])
    if (field.attrs['allowOtherValues'] === 'Y') open.set(Number(field.attrs['number']), 'any');
  const version = expected === 'FIX.5.0' ? 'FIX.5.0SP2' : expected;
  return tablesOfDefinitions(version, await definitionsOf(root), open);
}

function fromCache(path: string): VersionTables | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VersionTables;
  } catch {
    return undefined; // not there, or half written by a process that died: it is made anew
  }
}

/** A cache that cannot be written costs time at the next start and nothing else. */
function toCache(dir: string, name: string, tables: VersionTables): void {
  const draft = join(dir, `${name}.${process.pid}`);
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(draft, JSON.stringify(tables));
    renameSync(draft, join(dir, name));
  } catch {
    return;
  }
}
