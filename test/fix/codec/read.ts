import { Framer } from '../../../src/fix/codec/framer';
import { MessageView } from '../../../src/fix/codec/view';

/** Text with | for SOH as bytes, Latin-1. */
export const bytes = (text: string): Buffer => Buffer.from(text.replaceAll('|', '\x01'), 'latin1');
/** Bytes as text with | for SOH. */
export const text = (buf: Buffer): string => buf.toString('latin1').replaceAll('\x01', '|');

/** A whole message around fields "35=...|...|": 8, 9 and 10 are put on. */
export function whole(fields: string, beginString = 'FIX.4.4'): Buffer {
  const body = bytes(fields);
  const front = Buffer.concat([bytes(`8=${beginString}|9=${body.length}|`), body]);
  const sum = front.reduce((total, byte) => total + byte, 0) % 256;
  return Buffer.concat([front, bytes(`10=${String(sum).padStart(3, '0')}|`)]);
}

/** A view of a message; throws where it cannot be read. */
export function viewOf(message: Buffer): MessageView {
  const view = new MessageView();
  if (!view.read(message, 0, message.length)) throw new Error(view.malformedReason);
  return view;
}

/** Tag and text of every field. */
export function fieldsOf(view: MessageView): [number, string][] {
  return Array.from({ length: view.count }, (_, i) => [view.tags[i]!, view.textAt(i)]);
}

/** What a framer says of chunks: messages as text, garbled stretches as "reason (bytes)". */
export function framed(chunks: readonly Buffer[], maxLength?: number): { messages: string[]; garbled: string[] } {
  const messages: string[] = [];
  const garbled: string[] = [];
  const framer = new Framer(
    {
      onFrame: (buf, start, end) => messages.push(text(buf.subarray(start, end))),
      onGarbled: (reason, count) => garbled.push(`${reason} (${count})`),
    },
    maxLength,
  );
  for (const chunk of chunks) framer.push(chunk);
  return { messages, garbled };
}
