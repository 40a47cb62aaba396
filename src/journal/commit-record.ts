/** A batch as it is stored: the columns of its row. */
export interface BatchRow {
  readonly id: number;
  /** JSON: the turns of the batch, without the brackets around them. */
  readonly turns: string;
  readonly numbers: string;
  readonly runs: string;
  readonly wire: Uint8Array | null;
}

/** Record: length of what follows the header, its CRC-32, then id, three text lengths, wire length, and the four parts. Little-endian. */
export const HEADER = 8;
export const FIXED = 6 + 4 * 4;
export const NO_WIRE = 0xffffffff;

/** The batch of a record whose header ends at byte `start`. Its wire bytes are a view of `bytes`. */
export function decode(bytes: Buffer, start: number): BatchRow {
  let at = start + FIXED;
  const text = (lengthAt: number): string => {
    const end = at + bytes.readUInt32LE(start + lengthAt);
    const value = bytes.toString('utf8', at, end);
    at = end;
    return value;
  };
  const turns = text(6);
  const numbers = text(10);
  const runs = text(14);
  const wireLength = bytes.readUInt32LE(start + 18);
  const wire = wireLength === NO_WIRE ? null : bytes.subarray(at, at + wireLength);
  return { id: bytes.readUIntLE(start, 6), turns, numbers, runs, wire };
}

/** Do the lengths of the four parts add up to `length`? */
export function addsUp(bytes: Buffer, start: number, length: number): boolean {
  const wireLength = bytes.readUInt32LE(start + 18);
  const texts = bytes.readUInt32LE(start + 6) + bytes.readUInt32LE(start + 10) + bytes.readUInt32LE(start + 14);
  return FIXED + texts + (wireLength === NO_WIRE ? 0 : wireLength) === length;
}
