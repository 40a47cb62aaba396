import { isMap, isPair, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { UsageError } from './usage-error';

type Document = ReturnType<typeof parseDocument>;

/** A mistake in a file: the keys that lead to it, and what would be right. */
export interface Mistake {
  readonly at: readonly string[];
  readonly what: string;
}

/** A YAML file that was read, and where its keys stand. */
export interface YamlFile<T> {
  readonly value: T;
  /** Throws a UsageError with file, line, key and what is wrong, a line a mistake; returns where there is none. */
  readonly refuse: (mistakes: readonly Mistake[]) => void;
  /** The document, to be changed and written again with its comments. */
  readonly document: Document;
}

/** Values in place of a file's own, by key with dots between (`market.regime`, `parents.0.qty`); null leaves the key out. */
export type Overrides = Readonly<Record<string, unknown>>;

/**
 * Reads YAML by a schema. Decimals keep their own text. Throws UsageError with file, line and key of every mistake, in the order of the lines. `overrides` go before what
 * the file says; `document` is the file's own.
 */
export function readYaml<T>(path: string, text: string, schema: z.ZodType<T>, overrides: Overrides = {}): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const told = document.errors.map(e => `${path}:${lines.linePos(e.pos[0]).line}: ${e.message.split('\n')[0]}`);
    throw new UsageError(told.join('\n'));
  }
  const values = document.clone() as Document;
  numbersAsWritten(values);
  for (const [key, value] of Object.entries(overrides)) override(values, key, value);
  const refuse = (mistakes: readonly Mistake[]): void => {
    if (mistakes.length === 0) return;
    const told = mistakes.map(({ at, what }) => ({
      line: lineOf(document, at, lines),
      text: `${at.join('.') || 'the whole file'}: ${what}`,
    }));
    told.sort((a, b) => a.line - b.line);
    throw new UsageError(told.map(({ line, text: said }) => `${path}:${line}: ${said}`).join('\n'));
  };
  const parsed = schema.safeParse(values.toJS());
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap(mistakesOf);
    refuse(mistakes.filter(p => !mistakes.some(other => isWithin(other.at, p.at))));
  }
  return { value: parsed.data!, refuse, document };
}

/** Throws a UsageError where the key leads through what has no keys. */
function override(values: Document, key: string, value: unknown): void {
  const path = key.split('.');
  try {
    if (value === null) values.deleteIn(path);
    else values.setIn(path, values.createNode(value));
  } catch {
    throw new UsageError(`${key}: the file has no such key, and none could be there`);
  }
}

/** What is wrong and where: each unknown key for itself. */
function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ at: path, what: issue.message }];
  return issue.keys.map(key => ({ at: [...path, key], what: 'unknown key' }));
}

/** What is wrong with a thing as a whole is not told beside what is wrong with a part of it: it often is the same. */
const isWithin = (part: readonly string[], whole: readonly string[]): boolean =>
  part.length > whole.length && whole.every((key, n) => part[n] === key);

/** Keeps a decimal's own text (0.10 stays "0.10"), so that no float stands between the file and a limit. */
function numbersAsWritten(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && !Number.isSafeInteger(node.value) && node.source) node.value = node.source;
    },
  });
}

function lineOf(document: Document, path: readonly string[], lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(i => isPair(i) && String((i.key as { value?: unknown }).value ?? i.key) === key);
      if (!pair) break;
      offset = (pair.key as { range?: number[] }).range?.[0] ?? offset;
      node = pair.value;
    } else {
      node = (node as { items?: unknown[] } | undefined)?.items?.[Number(key)];
      offset = (node as { range?: number[] } | undefined)?.range?.[0] ?? offset;
    }
  }
  return lines.linePos(offset).line;
}
