import { ModelError } from '../model-error';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const WIRES = ['a varint', '8 bytes', 'a length', 'a group', 'a group', '4 bytes'] as const;
const [VARINT, LONG, LENGTH, , , SHORT] = [0, 1, 2, 3, 4, 5] as const;

/**
 * Reads protobuf's wire format (protobuf.dev, "Encoding") a field at a time. Every read is held to the message's end: a file that was cut off
 * or damaged throws a ModelError with the place, in bytes and in names.
 */
export class ProtoReader {
  /** Number of the field that `next` came to. */
  field = 0;
  private wire = 0;
  private at: number;

  constructor(
    private readonly file: Uint8Array,
    readonly where = 'the file',
    start = 0,
    private readonly end = file.length,
  ) {
    this.at = start;
  }

  /** Goes to the next field; false at the end. A field that nothing reads must be skipped. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wire = tag % 8;
    if (this.field === 0 || WIRES[this.wire] === undefined || this.wire === 3 || this.wire === 4)
      throw this.broken('no field of a protobuf message begins here');
    return true;
  }

  skip(): void {
    if (this.wire === VARINT) this.varint();
    else if (this.wire === LENGTH) this.chunk();
    else this.take(this.wire === LONG ? 8 : 4);
  }

  /** An int64 as a number: exact up to 2^53. */
  int(): number {
    this.expect(VARINT);
    return this.varint();
  }

  float(): number {
    this.expect(SHORT);
    return this.view(this.take(4), 4).getFloat32(0, true);
  }

  text(): string {
    const bytes = this.chunk();
    try {
      return utf8.decode(bytes);
    } catch {
      throw this.broken('a text that is no UTF-8');
    }
  }

  /** The bytes of a text, blob or message: a view on the file. */
  chunk(): Uint8Array {
    this.expect(LENGTH);
    const length = this.varint();
    const start = this.take(length);
    return this.file.subarray(start, start + length);
  }

  message(where: string): ProtoReader {
    const bytes = this.chunk();
    return new ProtoReader(this.file, `${this.where}, ${where}`, this.at - bytes.length, this.at);
  }

  /** Adds to `into` one number, or a packed run of them. */
  ints(into: number[]): void {
    if (this.wire !== LENGTH) {
      into.push(this.int());
      return;
    }
    const inner = this.message('a run of integers');
    while (inner.at < inner.end) into.push(inner.varint());
  }

  floats(into: number[]): void {
    if (this.wire !== LENGTH) {
      into.push(this.float());
      return;
    }
    const bytes = this.chunk();
    if (bytes.length % 4 !== 0) throw this.broken(`${bytes.length} bytes of floats are no multiple of 4`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < bytes.length; i += 4) into.push(view.getFloat32(i, true));
  }

  private view(start: number, length: number): DataView {
    return new DataView(this.file.buffer, this.file.byteOffset + start, length);
  }

  private expect(wire: number): void {
    if (this.wire !== wire) throw this.broken(`field ${this.field} is ${WIRES[this.wire]}, not ${WIRES[wire]}`);
  }

  private take(length: number): number {
    const start = this.at;
    const missing = start + length - this.end;
    if (missing > 0) throw this.broken(`${missing} of ${length} bytes are missing: the file was cut off or is damaged`);
    this.at += length;
    return start;
  }

  private varint(): number {
    let value = 0;
    for (let shift = 1, n = 0; n < 10; n++, shift *= 128) {
      const byte = this.file[this.take(1)]!;
      value += (byte % 128) * shift;
      // ten bytes are a negative int64, in two's complement
      if (byte < 128) return n === 9 ? value - 2 ** 64 : value;
    }
    throw this.broken('a number longer than ten bytes');
  }

  private broken(what: string): ModelError {
    return new ModelError(`no ONNX file: in ${this.where}, at byte ${this.at}: ${what}`);
  }
}
