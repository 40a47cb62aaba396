import type { WireBatch } from '../core/journal-port';
import type { SessionId, SessionNumbers } from '../core/ports';
import type { Run } from './wire-index';

type Numbers = Record<SessionId, [nextIn: number, nextOut: number, generation: number, createdAt?: number]>;

/** The JSON of a batch row's columns `numbers` and `runs`; a session's name is quoted once. */
export class RowText {
  private readonly quoted = new Map<SessionId, string>();

  /** The numbers that changed. */
  numbers(batch: WireBatch): string {
    let text = '';
    for (const [session, n] of batch.numbers) {
      const created = n.createdAt === undefined ? '' : `,${n.createdAt}`;
      const row = `${this.nameOf(session)}:[${n.nextIn},${n.nextOut},${n.generation}${created}]`;
      text = text === '' ? `{${row}` : `${text},${row}`;
    }
    return `${text}}`;
  }

  readonly run = ([session, ...numbers]: Run): string => `[${this.nameOf(session)},${numbers.join()}]`;

  private nameOf(session: SessionId): string {
    let name = this.quoted.get(session);
    if (name === undefined) this.quoted.set(session, (name = JSON.stringify(session)));
    return name;
  }
}

/** The numbers that a row tells, by session. */
export function numbersOf(text: string): (readonly [SessionId, SessionNumbers])[] {
  const numbers = text === '' ? {} : (JSON.parse(text) as Numbers);
  return Object.entries(numbers).map(
    ([s, [nextIn, nextOut, generation, createdAt]]) =>
      [s, { nextIn, nextOut, generation, ...(createdAt !== undefined && { createdAt }) }] as const,
  );
}
