import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { HEAD, member, memberLength } from './bgzf';

const pack = promisify(gzip);
/** The fastest packing: it shares the machine with trading. */
const LEVEL = 1;

/**
 * A file that is only ever added to. Of one that is there from before everything whole is kept, and what a crash cut off at its end is cut
 * away; one that begins otherwise is left alone, and the next name taken.
 */
export abstract class RecordFile {
  private path = '';
  /** Up to where it is whole; undefined while it was not looked at. */
  private good: number | undefined;

  /** `nameOf(n)` is the n-th name to try, from 1; `head` are the lines that it begins with. */
  constructor(
    private readonly nameOf: (n: number) => string,
    protected readonly head: string,
  ) {}

  /** Adds text; rejects where that cannot be done, and then nothing of it is in the file. */
  async append(text: string): Promise<void> {
    const good = (this.good ??= await this.choose());
    const bytes = await this.packed(Buffer.from(good === 0 ? this.head + text : text));
    const handle = await open(this.path, 'a');
    try {
      await handle.writeFile(bytes);
      this.good = good + bytes.length;
    } catch (error) {
      this.good = undefined; // looked at again before the next piece
      await handle.truncate(good).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** Has the disk keep what was written. */
  async sync(): Promise<void> {
    if (this.good === undefined) return;
    const handle = await open(this.path, 'r');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  /** Takes the first name whose file is ours or not there, mends it and returns its length. */
  private async choose(): Promise<number> {
    for (let n = 1; ; n++) {
      this.path = this.nameOf(n);
      await mkdir(dirname(this.path), { recursive: true });
      const handle = await open(this.path, 'a+');
      try {
        const { size } = await handle.stat();
        const whole = await this.wholeOf(handle, size);
        if (whole === undefined) continue;
        if (whole < size) await handle.truncate(whole);
        return whole;
      } finally {
        await handle.close();
      }
    }
  }

  protected abstract packed(text: Buffer): Promise<Buffer>;
  /** Length of the beginning of a file that is whole; undefined where it is none of ours. */
  protected abstract wholeOf(handle: FileHandle, size: number): Promise<number | undefined>;
}

/** Gzip members of bounded length. */
export class GzipRecord extends RecordFile {
  protected async packed(text: Buffer): Promise<Buffer> {
    return member(await pack(text, { level: LEVEL }));
  }

  protected async wholeOf(handle: FileHandle, size: number): Promise<number | undefined> {
    const starts = await membersOf(handle, size);
    const end = starts.pop()!;
    const [first] = starts;
    if (first === undefined) return size < HEAD || (await beginsOurs(handle)) ? 0 : undefined;
    const text = await textOf(handle, first, starts[1] ?? end);
    if (text !== undefined && !text.startsWith(this.head)) return undefined;
    const last = starts.at(-1)!;
    return (await textOf(handle, last, end)) === undefined ? last : end;
  }
}

/** Where each whole member begins, and last where they end. */
async function membersOf(handle: FileHandle, size: number): Promise<number[]> {
  const head = Buffer.alloc(HEAD);
  const starts = [0];
  for (let at = 0; at + HEAD <= size; ) {
    await handle.read(head, 0, HEAD, at);
    const length = memberLength(head);
    if (length === undefined || at + length > size) break;
    starts.push((at += length));
  }
  return starts;
}

async function beginsOurs(handle: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(HEAD);
  await handle.read(head, 0, HEAD, 0);
  return memberLength(head) !== undefined;
}

/** The text of a member; undefined where it is damaged. */
async function textOf(handle: FileHandle, start: number, end: number): Promise<string | undefined> {
  const bytes = Buffer.alloc(end - start);
  await handle.read(bytes, 0, bytes.length, start);
  try {
    return gunzipSync(bytes).toString();
  } catch {
    return undefined;
  }
}

/** How far back the end of a last whole line is looked for. */
const LONGEST_LINE = 1 << 20;

/** Plain lines, without a head. */
export class LineRecord extends RecordFile {
  protected async packed(text: Buffer): Promise<Buffer> {
    return text;
  }

  protected async wholeOf(handle: FileHandle, size: number): Promise<number> {
    const bytes = Buffer.alloc(Math.min(size, LONGEST_LINE));
    await handle.read(bytes, 0, bytes.length, size - bytes.length);
    return size - bytes.length + bytes.lastIndexOf(10) + 1;
  }
}
