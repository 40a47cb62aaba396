import type { Micros } from '../../core/numbers';
import { messageEnd } from '../codec/bytes';
import type { FileLogTold, Keeping } from './keeping';
import { LineWriter } from './line';
import type { LogKind } from './names';
import { RollingFile } from './rolling-file';
import { each, Spool } from './spool';

/** How long (ms) what was added waits for more, and how long until a disk that failed is tried again. */
const SOON_MS = 20;
const AGAIN_MS = 1000;

interface Target {
  readonly kind: LogKind;
  readonly file: RollingFile;
  readonly lines: LineWriter;
}

/** Lines on their way into one file. */
interface Piece {
  readonly target: Target;
  readonly at: Micros;
  bytes: Buffer;
}

/** The logs of one folder: one thing is written at a time, in the order in which it came. */
export class FolderLog {
  private readonly targets: Target[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly spool = new Spool();
  private pieces: Piece[] = [];
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private failing = false;
  private stopped = false;

  constructor(
    private readonly keeping: Keeping,
    private readonly told: FileLogTold,
  ) {}

  /** The number of a file, for `add`. Two sessions of one name share theirs. */
  file(name: string, kind: LogKind, masked: readonly number[]): number {
    const key = `${name} ${kind}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.targets.length);
    return this.targets.push({ kind, file: new RollingFile(this.keeping, name, kind), lines: new LineWriter(masked) }) - 1;
  }

  /** Notes what shall be written: one message or several, one behind another, or the text of an event. */
  add(file: number, at: Micros, buf: Buffer, start: number, end: number): void {
    if (this.stopped) return;
    this.spool.add(file, at, buf, start, end);
    this.arm(SOON_MS);
  }

  /** Writes what waits, with one last try where the disk failed. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.stopped = true;
    await this.working;
    if (this.waits) await this.write();
    if (this.waits) this.told.failed(this.keeping.dir, 'what waited at the stop is lost');
    for (const { file } of this.targets) await file.close().catch(() => undefined);
  }

  private get waits(): boolean {
    return this.pieces.length > 0 || !this.spool.empty;
  }

  private arm(ms: number): void {
    if (this.timer !== undefined || this.stopped) return;
    this.timer = setTimeout(() => {
      this.working = this.write().finally(() => {
        this.working = undefined;
        this.timer = undefined;
        if (this.waits) this.arm(this.failing ? AGAIN_MS : SOON_MS);
      });
    }, ms);
    this.timer.unref();
  }

  /** Writes until nothing waits or the disk fails. Rejects never. */
  private async write(): Promise<void> {
    try {
      while (this.waits) {
        if (this.pieces.length === 0) this.format();
        await this.writePieces();
        this.went();
      }
    } catch (error) {
      if (!this.failing) this.told.failed(this.keeping.dir, (error as Error).message);
      this.failing = true;
    }
  }

  private async writePieces(): Promise<void> {
    for (let piece = this.pieces[0]; piece; piece = this.pieces[0]) {
      const written = await piece.target.file.append(piece.bytes, piece.at);
      piece.bytes = piece.bytes.subarray(written);
      if (piece.bytes.length > 0)
        throw new Error(
          `${piece.bytes.length} bytes of a piece were not taken: the disk is full, or a limit of the system on files is reached`,
        );
      this.pieces.shift();
    }
  }

  /** A chunk of what waits as lines, by file. */
  private format(): void {
    const chunk = this.spool.take();
    if (!chunk) return;
    const begun = new Map<Target, Micros>();
    each(chunk, (number, at, buf, start, end) => {
      const target = this.targets[number]!;
      if (!begun.has(target)) begun.set(target, at);
      if (target.kind === 'event') return target.lines.line(at, buf, start, end);
      for (let from = start; from < end; ) {
        const to = messageEnd(buf, from);
        target.lines.message(at, buf, from, to);
        from = to;
      }
    });
    this.spool.release(chunk);
    for (const [target, at] of begun) this.pieces.push({ target, at, bytes: target.lines.take() });
  }

  private went(): void {
    const { lost } = this.spool;
    if (!this.failing && lost === 0) return;
    if (!this.failing) this.told.failed(this.keeping.dir, 'the disk is too slow');
    this.failing = false;
    this.spool.lost = 0;
    this.told.resumed(this.keeping.dir, lost);
  }
}
