import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DamageKind, LogDamage, LoggedMessage } from '../../drop-copy/read/message';
import { Anonymiser, type Hiding } from '../../drop-copy/redact/anonymise';
import { UsageError } from '../usage-error';
import { LineFile } from './line-file';
import { readViews } from './read';

export interface AnonymiseRequest {
  readonly files: readonly string[];
  readonly out: string;
  /** File of the key; made where it is not there. Undefined: a key that nobody keeps. */
  readonly keyFile: string | undefined;
  readonly hiding: Hiding;
  readonly zone?: string | undefined;
  readonly told?: (bytes: number, of: number) => void;
}

export interface Anonymised {
  readonly files: readonly string[];
  readonly messages: number;
  /** Messages that cannot be read, left out: nobody can say what is in them. */
  readonly leftOut: number;
  /** Damaged stretches, by kind; those in `MARKS` stand for themselves in the files, without what was in them. */
  readonly damaged: Readonly<Record<string, number>>;
}

const KEY_BYTES = 32;
/** Text that is damaged in the same way. */
const MARKS: Readonly<Partial<Record<DamageKind, string>>> = {
  truncated: '8=FIX.4.4\x019=99\x0135=0\x01',
  separator: '8=FIX.4.4?9=5?35=0?10=000?',
};

/** Writes logs anew, a file each (`anonymous-1.log` ...), without a name of anybody. Rejects with a UsageError where a file of `out` is there already. */
export async function anonymiseLogs(request: AnonymiseRequest): Promise<Anonymised> {
  const { files, out, keyFile, hiding, zone, told } = request;
  const writer = new Writer(out, new Anonymiser(keyFile === undefined ? randomBytes(KEY_BYTES) : keyOf(keyFile), hiding));
  try {
    await readViews(
      files,
      {
        message: message => writer.message(message),
        unreadable: () => void writer.leftOut++,
        damaged: damage => writer.damage(damage),
      },
      { ...(told && { told }), ...(zone !== undefined && { zone }) },
    );
  } finally {
    writer.close();
  }
  const { messages, leftOut, damaged } = writer;
  return { files: writer.names, messages, leftOut, damaged: Object.fromEntries(damaged) };
}

class Writer {
  messages = 0;
  leftOut = 0;
  readonly damaged = new Map<string, number>();
  readonly names: string[] = [];
  private readonly files = new Map<number, LineFile>();
  /** Where a CheckSum (10) was found wrong last: told before the message is. */
  private wrongSum = '';

  constructor(
    private readonly out: string,
    private readonly anonymiser: Anonymiser,
  ) {}

  message(message: LoggedMessage): void {
    const made = this.anonymiser.message(message, this.wrongSum === placeOf(message));
    if (!made) {
      this.leftOut++;
      return;
    }
    this.messages++;
    this.file(message.file).message(message.at, message.direction, made);
  }

  damage(damage: LogDamage): void {
    const { kind, file } = damage;
    this.damaged.set(kind, (this.damaged.get(kind) ?? 0) + 1);
    if (kind === 'checksum') this.wrongSum = placeOf(damage);
    const mark = MARKS[kind];
    if (mark !== undefined) this.file(file).text(mark);
  }

  close(): void {
    for (const file of this.files.values()) file.close();
  }

  private file(n: number): LineFile {
    let file = this.files.get(n);
    if (!file) {
      const name = join(this.out, `anonymous-${n + 1}.log`);
      this.files.set(n, (file = LineFile.make(name)));
      this.names.push(name);
    }
    return file;
  }
}

const placeOf = ({ file, offset }: Pick<LogDamage, 'file' | 'offset'>): string => `${file} ${offset}`;

/** The key of a file, made where there is none; for its owner's eyes only. */
function keyOf(file: string): Buffer {
  try {
    if (!existsSync(file)) {
      const fd = openSync(file, 'wx', 0o600);
      writeSync(fd, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
      closeSync(fd);
    }
    const key = Buffer.from(readFileSync(file, 'latin1').trim(), 'hex');
    if (key.length >= KEY_BYTES) return key;
  } catch (error) {
    throw new UsageError(`--key: ${file}: ${(error as Error).message}`);
  }
  throw new UsageError(
    `--key: ${file} holds no key: ${KEY_BYTES} bytes as hexadecimal digits; name a file that is not there, and it is made`,
  );
}
