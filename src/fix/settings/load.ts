import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfgSection, parseCfg, placeOf } from './cfg';
import { judgeKey } from './keys';
import { readSession } from './read';
import type { SessionSettings } from './settings';
import { linkVenues } from './venues';

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
    const wrong = [...file.errors];
    const doubtful = [...file.warnings];
    if (file.sections.length === 0)
      wrong.push(`${name}: defines no session; [DEFAULT] only holds what the [SESSION] sections of its file share`);
    for (const section of file.sections) {
      judgeKeys(section, wrong, doubtful);
      sessions.push(readSession(section, wrong, doubtful));
    }
    errors.push(...byLine(wrong, name));
    warnings.push(...byLine(doubtful, name));
  }
  findTwins(sessions, errors);
  findMixedPorts(sessions, errors);
  const linked = linkVenues(sessions, errors);
  return { sessions: linked, warnings: unique(warnings), errors: unique(errors) };
}

/** A line of [DEFAULT] is judged once a session; its problem is told once. */
const unique = (problems: readonly string[]): string[] => [...new Set(problems)];

/** Problems of one file in the order of its lines; one of the file as a whole comes first. */
function byLine(problems: readonly string[], file: string): string[] {
  const line = (problem: string): number => Number.parseInt(problem.slice(file.length + 1), 10) || 0;
  return [...problems].sort((a, b) => line(a) - line(b));
}

function judgeKeys(section: CfgSection, errors: string[], warnings: string[]): void {
  for (const entry of section.entries.values()) {
    const judged = judgeKey(entry.key, entry.value);
    if (judged.verdict === 'unknown') warnings.push(`${placeOf(entry)}: unknown key, ignored; did you mean ${judged.nearest}?`);
    if (judged.verdict === 'unsupported') errors.push(`${placeOf(entry)}: ${entry.value} is not supported; ${judged.instead}`);
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

/** A connection is TLS, or not, before we know for which session it is: all sessions on a port have to ask for the same. */
function findMixedPorts(sessions: readonly SessionSettings[], errors: string[]): void {
  const seen = new Map<string, SessionSettings>();
  for (const session of sessions) {
    if (session.connectionType !== 'acceptor' || session.endpoint.port === 0) continue;
    const port = `${session.endpoint.host}:${session.endpoint.port}`;
    const other = seen.get(port) ?? session;
    if (other.tls?.sameAs !== session.tls?.sameAs)
      errors.push(
        `${session.source}: SocketUseSSL: ${port} has other TLS settings at ${other.source}; give one of them another port`,
      );
    seen.set(port, other);
  }
}
