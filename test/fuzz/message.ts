/** A message as fields, to be changed and written. Values are Latin-1. */
export type Field = readonly [tag: string, value: string];

const SOH = '\x01';

/** The fields from 35 on, as bytes: 8, 9 and 10 are put on. */
export function encode(beginString: string, fields: readonly Field[]): Buffer {
  const body = fields.map(([tag, value]) => `${tag}=${value}${SOH}`).join('');
  return sealed(Buffer.from(`8=${beginString}${SOH}9=${body.length}${SOH}${body}`, 'latin1'));
}

/** CheckSum (10) behind what there is. */
function sealed(front: Buffer): Buffer {
  const sum = front.reduce((a, b) => (a + b) & 255, 0);
  return Buffer.concat([front, Buffer.from(`10=${String(sum).padStart(3, '0')}${SOH}`, 'latin1')]);
}

/** The same bytes with BodyLength and CheckSum made right, so that the damage gets past them; as it is where no body can be found. */
export function repaired(message: Buffer): Buffer {
  const text = message.toString('latin1');
  const begin = /^(8=[^\x01]*\x01)9=[^\x01]*\x01/.exec(text);
  if (!begin) return message;
  const end = text.lastIndexOf(`${SOH}10=`);
  const body = text.slice(begin[0].length, end < begin[0].length ? text.length : end + 1);
  return sealed(Buffer.from(`${begin[1]}9=${body.length}${SOH}${body}`, 'latin1'));
}

/** Every message in a stretch of bytes whose length and sum are right, worked out the slow way: field tag -> first value. */
export function validFrames(stream: Buffer): Map<string, string>[] {
  const text = stream.toString('latin1');
  const found: Map<string, string>[] = [];
  for (const begin of text.matchAll(/8=FIX[^\x01]*\x019=(\d{1,7})\x01/g)) {
    const bodyEnd = begin.index + begin[0].length + Number(begin[1]);
    const trailer = /^10=(\d{3})\x01/.exec(text.slice(bodyEnd, bodyEnd + 7));
    if (!trailer || text[bodyEnd - 1] !== SOH) continue;
    const sum = stream.subarray(begin.index, bodyEnd).reduce((a, b) => (a + b) & 255, 0);
    if (sum === Number(trailer[1])) found.push(fieldsOf(text.slice(begin.index, bodyEnd)));
  }
  return found;
}

/** First value of each tag. */
export function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of text.split(SOH)) {
    const at = field.indexOf('=');
    const tag = field.slice(0, at);
    if (at > 0 && !fields.has(tag)) fields.set(tag, field.slice(at + 1));
  }
  return fields;
}

/** Bytes for a person: SOH as |, what cannot be printed as hex. */
export const shown = (bytes: Buffer): string =>
  Array.from(bytes, b =>
    b === 1 ? '|' : b >= 32 && b < 127 ? String.fromCharCode(b) : `\\x${b.toString(16).padStart(2, '0')}`,
  ).join('');
