import { byteSum } from '../../../src/fix/codec/bytes';

const SOH = '\x01';

/** The message as a repetition of itself: PossDupFlag (43) = Y, OrigSendingTime (122) its SendingTime. One that is so already stays as it is. */
export function asPossDup(message: Buffer): Buffer {
  const fields = message.toString('latin1').split(SOH);
  const sent = fields.findIndex(f => f.startsWith('52='));
  if (sent < 0 || fields.includes('43=Y')) return message;
  fields.splice(sent + 1, 0, '43=Y', `122=${fields[sent]!.slice(3)}`);
  const body = fields.slice(2, -2).join(SOH) + SOH;
  const head = Buffer.from(`${fields[0]}${SOH}9=${body.length}${SOH}${body}`, 'latin1');
  const sum = String(byteSum(head, 0, head.length)).padStart(3, '0');
  return Buffer.concat([head, Buffer.from(`10=${sum}${SOH}`, 'latin1')]);
}

/** The message with one bit of its middle byte turned, which its CheckSum (10) then does not fit. */
export function garbled(message: Buffer): Buffer {
  const wrong = Buffer.from(message);
  wrong[message.length >> 1]! ^= 1;
  return wrong;
}
