import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfgSection, parseCfg, placeOf } from './cfg';
import { judgeKey } from './keys';
import { readSession } from './read';
import type { SessionSettings } from './settings';

/** What the .cfg files hold. With `errors` not empty the sessions must not be started. Each problem reads `file:line: key: what`. */
export interface LoadedSettings {
  readonly sessions: readonly SessionSettings[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** Reads every *.cfg of a folder, sorted by name; a folder that cannot be read or holds none is an error. */
export function loadSettings(folder: string): LoadedSettings {
  let names: string[];
  try {
    names = readdirSync(folder).filter(n => n.endsWith('.cfg'));
  } catch (error) {
    return { sessions: [], warnings: [], errors: [`${folder}: cannot be read: ${(error as Error).message}`] };
  }
  if (names.length === 0) return { sessions: [], warnings: [], errors: [`${folder}: holds no .cfg file`] };
  return parseSettings(names.sort().map(name => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })));
}

/** The same of texts in hand; `name` is what messages call the file. */
export function parseSettings(files: readonly { name: string; text: string }[]): LoadedSettings {
  const errors: string[] = [];
  const warnings: string[] = [];
  const sessions: SessionSettings[] = [];
  for (const { name, text } of files) {
    const file = parseCfg(text, name);
    errors.push(...file.errors);
    warnings.push(...file.warnings);
    for (const section of file.sections) {
      judgeKeys(section, errors, warnings);
      sessions.push(readSession(section, errors, warnings));
    }
  }
  findTwins(sessions, errors);
  return { sessions, warnings: unique(warnings), errors: unique(errors) };
}

/** A line of [DEFAULT] is judged once a session; its problem is told once. */
const unique = (problems: readonly string[]): string[] => [...new Set(problems)];

function judgeKeys(section: CfgSection, errors: string[], warnings: string[]): void {
  for (const entry of section.entries.values()) {
    const judged = judgeKey(entry.key, entry.value);
    if (judged.verdict === 'unknown') warnings.push(`${placeOf(entry)}: unknown key, ignored; did you mean ${judged.nearest}?`);
    if (judged.verdict === 'unsupported') errors.push(`${placeOf(entry)}: ${entry.value} is not supported`);
  }
}

function findTwins(sessions: readonly SessionSettings[], errors: string[]): void {
  const seen = new Map<string, SessionSettings>();
  for (const session of sessions) {
    const twin = seen.get(session.id);
    if (twin)
      errors.push(`${session.source}: ${session.id}: is already defined at ${twin.source}; SessionQualifier tells two apart`);
    seen.set(session.id, session);
  }
}
