import { readUtcMicros } from '../../fix/codec/bytes';
import type { LoggedMessage } from './message';
import { SOH, standsAt } from './separators';

const SENDING_TIME = Buffer.from('\x0152=');

/** SendingTime (52) stands in the header: so many bytes are looked through. */
const HEADER_BYTES = 600;

/** When a message was logged, else when it was sent (52), in microseconds since the epoch; undefined where neither is told. */
export function timeOf({ buf, start, end, at }: LoggedMessage): number | undefined {
  if (at !== undefined) return at;
  const value = behindMark(buf, start, Math.min(end, start + HEADER_BYTES), SENDING_TIME);
  return value < 0 ? undefined : readUtcMicros(buf, value, buf.indexOf(SOH, value));
}

/** Where the value behind `mark` (SOH, tag, `=`) begins in buf[start..end), or -1. */
function behindMark(buf: Buffer, start: number, end: number, mark: Buffer): number {
  const width = mark.length;
  for (let at = start, last = end - width; at < last; at++) {
    if (buf[at] === SOH && standsAt(buf, at, end, mark)) return at + width;
  }
  return -1;
}
