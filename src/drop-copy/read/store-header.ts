import type { LoggedMessage } from './message';
import { openPieces, type Pieces } from './pieces';
import { isDigit } from './separators';

/** A number of QuickFIX/J's headers: sequence number (4 bytes), offset (8), length (4), the high byte first. */
const RECORD = 16;
const COMMA = 44;

/**
 * The `.header` of a store, which names each message of its `.body`: QuickFIX writes `number,offset,length ` as text, QuickFIX/J as records of 16 bytes (FileStore of
 * both). No more of it is held than belongs to the bytes that are being read.
 */
export class StoreHeader {
  private readonly offsets: number[] = [];
  private readonly lengths: number[] = [];
  private head = 0;
  private rest: Buffer = Buffer.alloc(0);
  private over = false;

  private constructor(
    private readonly pieces: Pieces,
    private readonly wrong: (offset: number, what: string) => void,
  ) {}

  /** The header beside a body; undefined where there is none. `wrong` is told what of the two does not fit, by the byte of the body. */
  static async beside(body: string, wrong: (offset: number, what: string) => void): Promise<StoreHeader | undefined> {
    const pieces = await openPieces(body.replace(/\.body(\.gz)?$/, '.header')).catch(() => undefined);
    return pieces && new StoreHeader(pieces, wrong);
  }

  /** Reads on until what is said of the first `bytes` bytes of the body is known. */
  async load(bytes: number): Promise<void> {
    while (!this.over && (this.offsets.at(-1) ?? -1) < bytes) {
      const piece = await this.pieces.next();
      if (piece === undefined) this.over = true;
      this.take(piece === undefined ? Buffer.from(' ') : piece);
    }
  }

  /** A message of the body: the header must name it. */
  message({ offset, start, end }: LoggedMessage): void {
    this.before(offset);
    if (this.offsets[this.head] !== offset) return this.wrong(offset, 'the header of the store does not name this message');
    const length = this.lengths[this.head++]!;
    if (length !== end - start)
      this.wrong(offset, `the header of the store gives this message ${length} bytes, it has ${end - start}`);
  }

  /** The body is over. */
  async end(): Promise<void> {
    await this.load(Number.MAX_SAFE_INTEGER);
    this.before(Number.MAX_SAFE_INTEGER);
  }

  close(): Promise<void> {
    return this.pieces.close();
  }

  /** What is named before `offset` and was not told is no message. */
  private before(offset: number): void {
    for (; this.head < this.offsets.length && this.offsets[this.head]! < offset; this.head++) {
      this.wrong(this.offsets[this.head]!, 'the header of the store names a message here, and there is none');
    }
    if (this.head < 4096) return;
    this.offsets.splice(0, this.head);
    this.lengths.splice(0, this.head);
    this.head = 0;
  }

  private take(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.rest, piece]);
    const used = bytes.length > 0 && isDigit(bytes[0]!) ? this.text(bytes) : this.records(bytes);
    this.rest = Buffer.from(bytes.subarray(used));
  }

  private text(bytes: Buffer): number {
    let from = 0;
    for (let end = bytes.indexOf(' '); end >= 0; end = bytes.indexOf(' ', from)) {
      const first = bytes.indexOf(COMMA, from);
      const second = bytes.indexOf(COMMA, first + 1);
      if (first > from && second > first && second < end)
        this.add(Number(bytes.latin1Slice(first + 1, second)), Number(bytes.latin1Slice(second + 1, end)));
      from = end + 1;
    }
    return from;
  }

  private records(bytes: Buffer): number {
    let at = 0;
    for (; at + RECORD <= bytes.length; at += RECORD)
      this.add(Number(bytes.readBigUInt64BE(at + 4)), bytes.readUInt32BE(at + 12));
    return at;
  }

  private add(offset: number, length: number): void {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) return;
    this.offsets.push(offset);
    this.lengths.push(length);
  }
}
