import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ModelError } from '../model-error';
import { writeWhole } from './durable';
import { MODEL_ROLES, type ModelRole, parsed } from './entry';

const line = z.object({
  n: z.number().int(),
  at: z.string(),
  act: z.enum(['promote', 'rollback', 'leave']),
  role: z.enum(MODEL_ROLES),
  hash: z.string().nullable(),
  from: z.string().nullable(),
  by: z.string(),
  why: z.string(),
  prev: z.string(),
});

/** Something that was done to a role: `promote` puts a model in force, `rollback` the one before it, `leave` none. Null: none, and the default goes. */
export type HistoryLine = z.infer<typeof line>;
export type HistoryAct = Pick<HistoryLine, 'act' | 'role' | 'hash' | 'by' | 'why' | 'at'>;

/**
 * Who put which model in force, and why: a line an act, each with the SHA-256 of the line before. It is replaced whole with one line more, and read whole: one
 * that was changed, left out or put elsewhere is found. Lines cut off its end are not.
 */
export class History {
  constructor(private readonly file: string) {}

  /** Throws a ModelError where a line is not what it was. */
  read(): readonly HistoryLine[] {
    let prev = '';
    return this.texts().map((text, i) => {
      const where = `${this.file}:${i + 1}`;
      const act = parsed(where, text, line);
      if (act.n !== i + 1 || act.prev !== prev)
        throw new ModelError(`${where}: the line before it was changed or is missing: nothing here is to be trusted`);
      prev = digest(text);
      return act;
    });
  }

  /** On the disk when it returns. */
  append({ at, act, role, hash, by, why }: HistoryAct): HistoryLine {
    const before = this.read();
    const texts = this.texts();
    const from = stackOf(before, role).at(-1) ?? null;
    const prev = texts.length === 0 ? '' : digest(texts.at(-1)!);
    const added: HistoryLine = { n: before.length + 1, at, act, role, hash, from, by, why, prev };
    writeWhole(this.file, [...texts, JSON.stringify(added), ''].join('\n'));
    return added;
  }

  private texts(): string[] {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').slice(0, -1) : [];
  }
}

/** What was put in force in a role and not rolled back, oldest first; the last one is in force. Null: none from there on. */
export function stackOf(history: readonly HistoryLine[], role: ModelRole): (string | null)[] {
  const stack: (string | null)[] = [];
  for (const act of history) {
    if (act.role !== role) continue;
    if (act.act === 'rollback') stack.pop();
    else stack.push(act.hash);
  }
  return stack;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
