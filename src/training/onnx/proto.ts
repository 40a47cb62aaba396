const utf8 = new TextEncoder();

/** Writes protobuf's wire format (protobuf.dev, "Encoding"): fields in the order of the calls. Numbers are integers from 0 to 2^53 - 1. */
export class ProtoWriter {
  private buffer = new Uint8Array(256);
  private size = 0;

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.size);
  }

  int(field: number, value: number): void {
    this.varint(field * 8);
    this.varint(value);
  }

  float(field: number, value: number): void {
    this.varint(field * 8 + 5);
    this.raw(littleEndian(Float32Array.of(value)));
  }

  text(field: number, value: string): void {
    this.chunk(field, utf8.encode(value));
  }

  chunk(field: number, bytes: Uint8Array): void {
    this.varint(field * 8 + 2);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  message(field: number, write: (inner: ProtoWriter) => void): void {
    const inner = new ProtoWriter();
    write(inner);
    this.chunk(field, inner.written());
  }

  /** All fields of another writer, behind those that are here. */
  append(other: ProtoWriter): void {
    this.raw(other.written());
  }

  /** Packed, as proto3 has it. */
  ints(field: number, values: ArrayLike<number>): void {
    this.message(field, inner => {
      for (let i = 0; i < values.length; i++) inner.varint(values[i]!);
    });
  }

  /** Packed. */
  floats(field: number, values: Float32Array): void {
    this.chunk(field, littleEndian(values));
  }

  private written(): Uint8Array {
    return this.buffer.subarray(0, this.size);
  }

  private varint(value: number): void {
    let rest = value;
    this.room(10);
    while (rest > 127) {
      this.buffer[this.size++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.size++] = rest;
  }

  private raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.size);
    this.size += bytes.length;
  }

  private room(more: number): void {
    if (this.size + more <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.size + more, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.size));
    this.buffer = grown;
  }
}

/** Floats as a file has them, whatever the machine's own order. */
export function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true);
  return bytes;
}

/** Integers as int64, low half first; for shapes: from -2^31 to 2^31 - 1. */
export function int64s(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    view.setInt32(i * 8, value, true);
    view.setInt32(i * 8 + 4, value < 0 ? -1 : 0, true);
  }
  return bytes;
}
