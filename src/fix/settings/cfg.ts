/** One `Key=Value` line of a .cfg file and where it stands. */
export interface CfgEntry {
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** One `[SESSION]` with what it inherits from its file's `[DEFAULT]`; keys are as written, looked up without regard to case. */
export interface CfgSection {
  readonly file: string;
  readonly line: number;
  readonly entries: ReadonlyMap<string, CfgEntry>;
}

/** Something wrong or doubtful in a .cfg file, as `file:line: key: what`. */
export type CfgProblem = string;

export interface CfgFile {
  readonly sections: readonly CfgSection[];
  readonly errors: readonly CfgProblem[];
  readonly warnings: readonly CfgProblem[];
}

/** Says where an entry stands, in the form every message of this folder starts with. */
export const placeOf = (entry: CfgEntry): string => `${entry.file}:${entry.line}: ${entry.key}`;

/**
 * Reads one file in QuickFIX's settings format: `[DEFAULT]` and `[SESSION]` headers, `Key=Value` lines, `#` comments on lines of
 * their own. A key of a session overrides the default; of a key twice in one section the last counts, with a warning.
 */
export function parseCfg(text: string, file: string): CfgFile {
  const errors: CfgProblem[] = [];
  const warnings: CfgProblem[] = [];
  const defaults = new Map<string, CfgEntry>();
  const sessions: { line: number; own: Map<string, CfgEntry> }[] = [];
  let own: Map<string, CfgEntry> | undefined;
  text.split('\n').forEach((raw, index) => {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) return;
    if (content.startsWith('[')) {
      own = openSection(content, line, defaults, sessions);
      if (own === undefined) errors.push(`${file}:${line}: ${content}: not a section; [DEFAULT] or [SESSION]`);
      return;
    }
    const equals = content.indexOf('=');
    if (equals < 1) errors.push(`${file}:${line}: ${content}: not Key=Value`);
    else if (own === undefined) errors.push(`${file}:${line}: ${content}: stands before the first section`);
    else {
      const entry = { key: content.slice(0, equals).trim(), value: content.slice(equals + 1).trim(), file, line };
      const name = entry.key.toLowerCase();
      if (own.has(name)) warnings.push(`${placeOf(entry)}: given twice in this section; the last one counts`);
      own.set(name, entry);
    }
  });
  const sections = sessions.map(s => ({ file, line: s.line, entries: new Map([...defaults, ...s.own]) }));
  return { sections, errors, warnings };
}

function openSection(
  header: string,
  line: number,
  defaults: Map<string, CfgEntry>,
  sessions: { line: number; own: Map<string, CfgEntry> }[],
): Map<string, CfgEntry> | undefined {
  const name = header.toUpperCase();
  if (name === '[DEFAULT]') return defaults;
  if (name !== '[SESSION]') return undefined;
  const own = new Map<string, CfgEntry>();
  sessions.push({ line, own });
  return own;
}
