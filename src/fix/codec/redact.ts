import { DATA_PAIRS } from '../generated/data-fields';
import { byteSum } from './bytes';
import { MessageView } from './view';

/** Password, NewPassword, RawData: never shown, whatever the settings say. */
const SECRETS = [554, 925, 96] as const;
const MASK = '***';
const SOH = '\x01';
const LENGTH_OF: ReadonlyMap<number, number> = new Map(DATA_PAIRS.map(([length, data]) => [data, length]));

/**
 * A message fit to be shown: the values of secrets and of `tags` are masked, BodyLength (9), CheckSum (10) and the length of a masked data field are made
 * anew, so that what comes out is a message still. One that cannot be read has its values masked and keeps 9 and 10. For logs, not for the hot line.
 */
export function redact(message: Buffer, tags: readonly number[]): Buffer {
  const hidden = new Set<number>([...SECRETS, ...tags]);
  const view = new MessageView();
  if (!view.read(message, 0, message.length)) return maskText(message, hidden);
  const fields: [tag: number, value: string][] = [];
  let masked = false;
  for (let i = 0; i < view.count; i++) {
    const tag = view.tags[i]!;
    const hide = hidden.has(tag);
    const last = fields[fields.length - 1];
    if (hide && last !== undefined && last[0] === LENGTH_OF.get(tag)) last[1] = String(MASK.length);
    fields.push([tag, hide ? MASK : view.textAt(i)]);
    masked ||= hide;
  }
  return masked ? framed(fields) : message;
}

/** Fields 8, 9, ..., 10 as a message, with 9 and 10 right. */
function framed(fields: readonly [tag: number, value: string][]): Buffer {
  const body = fields
    .slice(2, -1)
    .map(([tag, value]) => `${tag}=${value}${SOH}`)
    .join('');
  const bytes = Buffer.from(`8=${fields[0]![1]}${SOH}9=${body.length}${SOH}${body}`, 'latin1');
  const sum = String(byteSum(bytes, 0, bytes.length) & 255).padStart(3, '0');
  return Buffer.concat([bytes, Buffer.from(`10=${sum}${SOH}`, 'latin1')]);
}

/** Of bytes that are no message; behind a masked data field nothing is shown, because it may hold an SOH. */
function maskText(message: Buffer, hidden: ReadonlySet<number>): Buffer {
  const shown: string[] = [];
  for (const field of message.toString('latin1').split(SOH)) {
    const tag = Number.parseInt(field, 10);
    shown.push(hidden.has(tag) ? `${tag}=${MASK}` : field);
    if (hidden.has(tag) && LENGTH_OF.has(tag)) break;
  }
  return Buffer.from(shown.join(SOH), 'latin1');
}
