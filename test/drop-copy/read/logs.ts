import { type CutterOptions, LogCutter } from '../../../src/drop-copy/read/cutter';
import type { LogSink } from '../../../src/drop-copy/read/message';

const SOH = '\x01';

/** A message with its BodyLength and CheckSum, SOH between fields; `body` has bars. */
export function message(body: string, begin = 'FIX.4.2'): string {
  const fields = `${body.replaceAll('|', SOH)}${SOH}`;
  const head = `8=${begin}${SOH}9=${fields.length}${SOH}${fields}`;
  return `${head}10=${checkSum(head)}${SOH}`;
}

/** The sum of Latin-1 bytes modulo 256, in three digits. */
export function checkSum(text: string): string {
  const sum = Buffer.from(text, 'latin1').reduce((total, byte) => total + byte, 0) % 256;
  return String(sum).padStart(3, '0');
}

/** With something else in place of SOH. */
export const as = (text: string, separator: string): string => text.replaceAll(SOH, separator);

/** A sink that writes down what it is told: place, time and direction, the message, the misfit. */
export function scribe(): { readonly told: string[]; readonly sink: LogSink } {
  const told: string[] = [];
  const sink: LogSink = {
    message: ({ buf, start, end, file, line, offset, at, direction, misfit }) => {
      const when =
        at === undefined
          ? ''
          : `${new Date(Math.floor(at / 1000)).toISOString().slice(0, -1)}${String(at % 1000).padStart(3, '0')} `;
      const words = [`${file}:${line}@${offset} `, when, direction === undefined ? '' : `${direction} `];
      told.push(`${words.join('')}${buf.latin1Slice(start, end)}${misfit === undefined ? '' : ` ${misfit}`}`);
    },
    damaged: ({ file, line, offset, kind, what }) => told.push(`${file}:${line}@${offset} ${kind.toUpperCase()} ${what}`),
  };
  return { told, sink };
}

/** What a log is cut into, in pieces of so many bytes. */
export function cut(log: string, piece = log.length || 1, options: CutterOptions = {}): string[] {
  const { told, sink } = scribe();
  const cutter = new LogCutter(sink, 0, options);
  const bytes = Buffer.from(log, 'latin1');
  for (let at = 0; at < bytes.length; at += piece) cutter.push(bytes.subarray(at, at + piece));
  cutter.end();
  return told;
}
