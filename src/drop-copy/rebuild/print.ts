import { SECRETS } from '../../fix/codec/redact';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';

/** Values that a log may mask on its own account, and RawDataLength (95), which goes with its data. */
const HIDDEN: readonly number[] = [...SECRETS, Tag.RawDataLength];
/** What tells a message from others, whatever else of it is masked: beside its MsgType and number. */
const NAMED_BY: readonly number[] = [Tag.SendingTime, Tag.ClOrdID, Tag.ExecID];
const HALF = 0xffff;
const PRIME = 0x01000193;

/**
 * 32 bits of a message, never 0, by which the log of the other end is known: half of its bytes without BodyLength (9), CheckSum (10) and what may be masked in one log and not in
 * the other (554, 925, 96), half of its SendingTime (52; of a resend, 43=Y, OrigSendingTime, 122), MsgType (35),
 * ClOrdID (11) and ExecID (17).
 */
export function printOfMessage(view: MessageView): number {
  const bytes = HIDDEN.some(tag => view.find(tag) >= 0) ? openPrint(view) : wholePrint(view);
  const names = view.find(Tag.SendingTime) < 0 ? bytes : namesPrint(view);
  return ((half(names) << 16) | half(bytes)) >>> 0 || 1;
}

/** Whether two prints under one number are of the same message, of which other values are masked in one of two logs, or which was sent again. */
export const isSameMasked = (a: number, b: number): boolean => a !== 0 && a >>> 16 === b >>> 16;

const half = (h: number): number => (h ^ (h >>> 16)) & HALF;

/** What lies between BodyLength and CheckSum. */
function wholePrint({ buf, tags, starts, ends, count }: MessageView): number {
  const first = tags[1] === Tag.BodyLength ? ends[1]! + 1 : starts[0]!;
  const last = tags[count - 1] === Tag.CheckSum && count > 2 ? ends[count - 2]! : ends[count - 1]!;
  return printOf(buf, first, last);
}

function openPrint({ buf, tags, ends, count }: MessageView): number {
  let h = 0;
  for (let i = 2; i < count; i++)
    if (tags[i] !== Tag.CheckSum && !HIDDEN.includes(tags[i]!))
      h = Math.imul(h ^ printOf(buf, ends[i - 1]! + 1, ends[i]!), PRIME);
  return h >>> 0;
}

function namesPrint(view: MessageView): number {
  let h = 0;
  for (let i = 0; i < view.msgType.length; i++) h = Math.imul(h ^ view.msgType.charCodeAt(i), PRIME);
  const again = view.flag(Tag.PossDupFlag);
  for (const tag of NAMED_BY) {
    const i = view.find(again && tag === Tag.SendingTime ? Tag.OrigSendingTime : tag);
    h = Math.imul(h ^ (i < 0 ? tag : printOf(view.buf, view.starts[i]!, view.ends[i]!)), PRIME);
  }
  return h >>> 0;
}

/** Four bytes as they stand in memory. */
const wordAt = (b: Uint8Array, i: number): number => b[i]! | (b[i + 1]! << 8) | (b[i + 2]! << 16) | (b[i + 3]! << 24);

/** 32 bits of bytes, never 0: hashed four at a time (FNV-1a over words) in two lanes, which a processor works at once. */
function printOf(buf: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5;
  let g = 0x9e3779b1;
  let i = start;
  for (const last = end - 8; i <= last; i += 8) {
    h ^= wordAt(buf, i);
    g ^= wordAt(buf, i + 4);
    h = Math.imul(h ^ (h >>> 15), PRIME);
    g = Math.imul(g ^ (g >>> 15), PRIME);
  }
  for (; i < end; i++) h = Math.imul(h ^ buf[i]!, PRIME);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(g ^ (g >>> 13), 0x85ebca6b), PRIME);
  return (h ^ (h >>> 16)) >>> 0 || 1;
}
