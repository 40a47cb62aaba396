/**
 * Gzip members that say how long they are, as BGZF has it (SAM specification, section 4.1): an extra field `BC` with the length of the member less
 * one, at most 64 KiB. Any gzip reader reads them one after the other; who wants to go on writing finds the last whole one without
 * unpacking what is before it.
 */

/** Length of a member's header, its extra field included, and of a header without one. */
export const HEAD = 18;
const PLAIN_HEAD = 10;
/** Text that one member takes: it always packs into 64 KiB. */
export const MOST_TEXT = 60_000;

/** The member that a whole gzip stream (as zlib makes it: a plain header) becomes. */
export function member(gzipped: Uint8Array): Buffer {
  const size = gzipped.length + HEAD - PLAIN_HEAD;
  if (size > 65_536) throw new Error(`a member of ${size} bytes: at most 65536`);
  const out = Buffer.alloc(size);
  out.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0]);
  out.writeUInt16LE(size - 1, 16);
  out.set(gzipped.subarray(PLAIN_HEAD), HEAD);
  return out;
}

/** Length of the member that begins with these bytes; undefined where they begin none of ours. */
export function memberLength(head: Uint8Array): number | undefined {
  const ours = head.length >= HEAD && head[0] === 0x1f && head[1] === 0x8b && head[3] === 4 && head[12] === 66 && head[13] === 67;
  return ours ? head[16]! + head[17]! * 256 + 1 : undefined;
}
