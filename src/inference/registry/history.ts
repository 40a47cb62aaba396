import { z } from 'zod';
import { ChainedLines } from './chained-lines';
import { MODEL_ROLES, type ModelRole } from './entry';

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

/** Who put which model in force, and why: a line an act. */
export class History {
  private readonly chain: ChainedLines<HistoryLine>;

  constructor(file: string) {
    this.chain = new ChainedLines(file, line);
  }

  /** Throws a ModelError where a line is not what it was. */
  read(): readonly HistoryLine[] {
    return this.chain.read();
  }

  /** On the disk when it returns. */
  append({ at, act, role, hash, by, why }: HistoryAct): HistoryLine {
    const from = stackOf(this.read(), role).at(-1) ?? null;
    return this.chain.append({ at, act, role, hash, from, by, why });
  }
}

/** What was put in force in a role and not rolled back, oldest first; the last one is in force. Null: none from there on. */
export const stackOf = (history: readonly HistoryLine[], role: ModelRole): (string | null)[] =>
  linesInForce(history, role).map(l => l.hash);

/** The acts that did so. */
export function linesInForce(history: readonly HistoryLine[], role: ModelRole): HistoryLine[] {
  const stack: HistoryLine[] = [];
  for (const act of history) {
    if (act.role !== role) continue;
    if (act.act === 'rollback') stack.pop();
    else stack.push(act);
  }
  return stack;
}
