import { DATA_PAIRS } from '../generated/data-fields';
import { byteSum } from './bytes';
import { MessageView } from './view';

/** Password, NewPassword, RawData: never shown, whatever the settings say. */
export const SECRETS: readonly number[] = [554, 925, 96];
/** Text says the same as EncodedText, in another encoding. */
const TEXT = 58;
const ENCODED_TEXT = 355;
const MASK = '***';
const SOH = '\x01';
const LENGTH_OF: ReadonlyMap<number, number> = new Map(DATA_PAIRS.map(([length, data]) => [data, length]));
/** Used for one message after the other. */
const view = new MessageView();

/**
 * A message fit to be shown: the values of secrets and of `tags` are masked, BodyLength (9), CheckSum (10) and the length of a masked data field are made
 * anew, so that what comes out is a message still. One that cannot be read has its values masked and keeps 9 and 10. For logs, not for the hot line.
 */
export function redact(message: Buffer, tags: readonly number[]): Buffer {
  const hidden = new Set<number>([...SECRETS, ...tags, ...(tags.includes(TEXT) ? [ENCODED_TEXT] : [])]);
  return rewritten(message, (tag, value) => (hidden.has(Math.abs(tag)) ? MASK : value)) ?? maskText(message, hidden);
}

/**
 * A message with values in place of others: `change` gives the value of each field between BodyLength (9) and CheckSum (10). These two, and the length of a data
 * field that changed, are made anew. The message itself where no value changed, undefined where it cannot be read.
 */
export function rewritten(message: Buffer, change: (tag: number, value: string) => string): Buffer | undefined {
  if (!view.read(message, 0, message.length) || view.tags[0] !== 8 || view.tags[1] !== 9) return undefined;
  const last = view.tags[view.count - 1] === 10 ? view.count - 1 : view.count;
  const fields: [tag: number, value: string][] = [];
  let changed = false;
  for (let i = 2; i < last; i++) {
    const tag = view.tags[i]!;
    const before = view.textAt(i);
    const value = change(tag, before);
    fields.push([tag, value]);
    if (value === before) continue;
    changed = true;
    const length = fields[fields.length - 2];
    if (length !== undefined && length[0] === LENGTH_OF.get(tag)) length[1] = String(value.length);
  }
  return changed ? framed(view.textAt(0), fields) : message;
}

/** The message that has these fields between 9 and 10, with 9 and 10 right. */
function framed(beginString: string, fields: readonly [tag: number, value: string][]): Buffer {
  const body = fields.map(([tag, value]) => `${tag}=${value}${SOH}`).join('');
  const bytes = Buffer.from(`8=${beginString}${SOH}9=${body.length}${SOH}${body}`, 'latin1');
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
