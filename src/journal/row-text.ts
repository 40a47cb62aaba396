import type { WireBatch } from '../core/journal-port';
import type { SessionId, SessionNumbers } from '../core/ports';
import type { ByteWriter } from './byte-writer';

type Numbers = Record<SessionId, [nextIn: number, nextOut: number, generation: number, createdAt?: number]>;

const [COMMA, OPEN, CLOSE, OPEN_OBJECT, CLOSE_OBJECT, COLON] = [44, 91, 93, 123, 125, 58];

/** Writes the JSON of a batch row's columns `numbers` and `runs`; nothing for one that has none. A session's name is quoted once. */
export class RowText {
  private readonly quoted = new Map<SessionId, Uint8Array>();

  constructor(private readonly out: ByteWriter) {}

  /** The numbers that changed. */
  numbers({ numbers }: WireBatch): void {
    const { out } = this;
    for (let i = 0; i < numbers.length; i++) {
      const [session, n] = numbers[i]!;
      out.byte(i === 0 ? OPEN_OBJECT : COMMA);
      out.raw(this.nameOf(session));
      out.byte(COLON);
      out.byte(OPEN);
      out.int(n.nextIn);
      this.next(n.nextOut);
      this.next(n.generation);
      if (n.createdAt !== undefined) this.next(n.createdAt);
      out.byte(CLOSE);
    }
    if (numbers.length > 0) out.byte(CLOSE_OBJECT);
  }

  /** How its wire bytes are cut: a list of `Run`. */
  runs({ runs }: WireBatch): void {
    const { out } = this;
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i]!;
      out.byte(i === 0 ? OPEN : COMMA);
      out.byte(OPEN);
      out.raw(this.nameOf(run.session));
      this.next(run.generation);
      this.next(run.first);
      this.next(run.last);
      this.next(run.end - run.start);
      out.byte(CLOSE);
    }
    if (runs.length > 0) out.byte(CLOSE);
  }

  private next(value: number): void {
    this.out.byte(COMMA);
    this.out.json(value);
  }

  private nameOf(session: SessionId): Uint8Array {
    let name = this.quoted.get(session);
    if (name === undefined) this.quoted.set(session, (name = Buffer.from(JSON.stringify(session))));
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
