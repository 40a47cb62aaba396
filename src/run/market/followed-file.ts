import { open, stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** How often (ms) the file is looked at. */
const EVERY_MS = 250;
/** Read at once, in bytes; of a line no more than so many characters are kept. */
const CHUNK = 1 << 16;
const MOST_KEPT = 1 << 17;

/** Told of each line that came in, with its number from 1, and once of a file that cannot be read, until it can. */
export interface Follower {
  line(text: string, number: number): void;
  failed(why: string): void;
}

/**
 * Follows a file that others add lines to. What is there at the start is old and only counted; a file that is not there yet is waited for and
 * read from its beginning, and so is one that became shorter or another one.
 */
export class FollowedFile {
  private timer: NodeJS.Timeout | undefined;
  private offset = 0;
  private inode = 0;
  private number = 0;
  private carry = '';
  private decoder = new StringDecoder('utf8');
  private looking: Promise<void> = Promise.resolve();
  private failing = false;
  /** Until the first look is over, lines are counted and not told. */
  private old = true;

  constructor(
    readonly file: string,
    private readonly follower: Follower,
  ) {}

  /** Resolves once what is old was passed over. */
  async start(): Promise<void> {
    await this.look();
    this.old = false;
    this.timer = setInterval(() => void (this.looking = this.looking.then(() => this.look())), EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      const { size, ino } = await stat(this.file);
      if (ino !== this.inode || size < this.offset) this.begin(ino);
      if (size > this.offset) await this.read();
      this.failing = false;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || this.failing) return;
      this.failing = true;
      this.follower.failed(code ?? String(error));
    }
  }

  private begin(inode: number): void {
    this.inode = inode;
    this.offset = 0;
    this.number = 0;
    this.carry = '';
    this.decoder = new StringDecoder('utf8');
  }

  private async read(): Promise<void> {
    const handle = await open(this.file, 'r');
    try {
      const bytes = Buffer.alloc(CHUNK);
      for (;;) {
        const { bytesRead } = await handle.read(bytes, 0, CHUNK, this.offset);
        if (bytesRead === 0) return;
        this.offset += bytesRead;
        this.take(this.decoder.write(bytes.subarray(0, bytesRead)));
      }
    } finally {
      await handle.close();
    }
  }

  private take(text: string): void {
    const lines = (this.carry + text).split('\n');
    this.carry = lines.pop()!;
    if (this.carry.length > MOST_KEPT) this.carry = this.carry.slice(0, MOST_KEPT);
    for (const line of lines) {
      this.number++;
      if (!this.old && line.trim() !== '') this.follower.line(line.replace(/\r$/, ''), this.number);
    }
  }
}
