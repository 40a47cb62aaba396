import { stat } from 'node:fs/promises';
import { broken } from '../../files/chunks';
import type { LogFileCounts } from './counts';
import { LogCutter } from './cutter';
import { formatOf, isStore, type Look, ownerOf } from './look';
import type { DamageKind, LogDamage, LoggedMessage, LogSink } from './message';
import { openPieces, type Pieces } from './pieces';
import { StoreHeader } from './store-header';

/** A log that is read, a piece at a time, and counted. */
export class LogFile implements LogSink {
  private cutter: LogCutter;
  private pieces: Pieces | undefined;
  private header: StoreHeader | undefined;
  private messages = 0;
  private readonly damages: Partial<Record<DamageKind, number>> = {};
  private over = false;
  private inode = 0;
  private read = 0;
  /** Of the files that had this name before, where one is followed. */
  private before = { bytes: 0, lines: 0 };

  constructor(
    readonly look: Look,
    /** Place of the file among those that are read. */
    private readonly index: number,
    /** Who is told; may be changed between pieces. */
    public sink: LogSink,
    private readonly zone: string | undefined,
  ) {
    this.cutter = this.newCutter();
  }

  /** Bytes of the file, as it is on the disk, that were read. */
  get taken(): number {
    return this.pieces?.taken() ?? this.read;
  }

  message(message: LoggedMessage): void {
    this.messages++;
    this.header?.message(message);
    this.sink.message(message);
  }

  damaged(damage: LogDamage): void {
    this.damages[damage.kind] = (this.damages[damage.kind] ?? 0) + 1;
    this.sink.damaged(damage);
  }

  /** Reads the next piece and tells what is in it; false where the file is at its end, or cannot be read further. */
  async next(): Promise<boolean> {
    const piece = this.over ? undefined : await this.piece().catch((error: unknown) => this.broke(error));
    if (piece === undefined) return false;
    this.cutter.push(piece);
    return true;
  }

  private async piece(): Promise<Uint8Array | undefined> {
    this.pieces ??= await this.open();
    const piece = await this.pieces.next();
    if (piece !== undefined) await this.header?.load(this.cutter.pushed + piece.length);
    return piece;
  }

  /** As `next`, for a file that grows: goes over to another that has come under its name, or to its start where it was cut short. */
  async more(): Promise<boolean> {
    if (await this.next()) return true;
    const now = await stat(this.look.file).catch(() => undefined);
    if (now === undefined || this.over || (now.ino === this.inode && now.size >= this.taken)) return false;
    // what came between the last look and the change of name
    while (now.ino !== this.inode && (await this.next()));
    this.cutter.end();
    this.before = this.soFar();
    this.cutter = this.newCutter();
    await this.pieces?.close();
    this.pieces = undefined;
    return this.next();
  }

  /** Nothing more is read: what is left is told, and the file is closed. */
  async end(): Promise<void> {
    if (!this.over) this.cutter.end();
    this.over = true;
    await this.header?.end();
    await this.close();
  }

  /** Closes the file; nothing is told. */
  async close(): Promise<void> {
    this.over = true;
    this.read = this.taken;
    await this.pieces?.close();
    await this.header?.close();
    this.pieces = undefined;
    this.header = undefined;
  }

  counts(): LogFileCounts {
    const { messages, damages } = this;
    const { bytes, lines } = this.soFar();
    const separators = [...this.cutter.separators].map(s => s.name);
    return {
      file: this.look.file,
      ...formatOf(this.look, { messages, lines, separators }),
      bytes,
      lines,
      messages,
      damaged: damages,
    };
  }

  private soFar(): { bytes: number; lines: number } {
    const { pushed, lines } = this.cutter;
    return { bytes: this.before.bytes + pushed, lines: this.before.lines + lines };
  }

  private newCutter(): LogCutter {
    const { file, arrowsMean } = this.look;
    const { index, zone } = this;
    return new LogCutter(this, index, {
      zone,
      arrowsMean,
      owner: ownerOf(file),
      ...(isStore(file) && { direction: 'out' as const }),
    });
  }

  private async open(): Promise<Pieces> {
    const { file } = this.look;
    this.inode = (await stat(file)).ino;
    if (isStore(file)) this.header = await StoreHeader.beside(file, (offset, what) => this.tell('store', offset, what));
    return openPieces(file);
  }

  private broke(error: unknown): undefined {
    const why = broken(error);
    this.cutter.end();
    this.over = true;
    this.tell(why.includes('gzip') ? 'gzip' : 'file', this.cutter.pushed, why);
    return undefined;
  }

  private tell(kind: DamageKind, offset: number, what: string): void {
    this.damaged({ file: this.index, line: Math.max(1, this.cutter.lines), offset, kind, what });
  }
}
