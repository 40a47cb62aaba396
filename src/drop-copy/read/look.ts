import { basename } from 'node:path';
import { LogCutter } from './cutter';
import { Owner } from './direction';
import { openPieces } from './pieces';
import { timeOf } from './time';

/** So much of a file is looked at for its first message. */
const LOOKED_AT = 1 << 20;

/** What was seen of a log before it is read. */
export interface Look {
  readonly file: string;
  readonly messages: boolean;
  /** Time of its first message (microseconds), as far as it has one. */
  readonly first: number;
  /** What stands before its first message, without the time; whether there is a time. */
  readonly prefix: string;
  readonly stamped: boolean;
  /** Arrows of both directions stand before its messages. */
  readonly arrowsMean: boolean;
}

/** Looks at the beginning of a log. Rejects where it cannot be opened; a gzip stream that breaks counts as its end. */
export async function lookAt(file: string, zone?: string): Promise<Look> {
  const seen = { messages: 0, first: Number.NEGATIVE_INFINITY, prefix: '', stamped: false };
  const cutter = new LogCutter(
    {
      message: m => {
        if (seen.messages++ > 0) return;
        seen.first = timeOf(m) ?? seen.first;
        seen.prefix = cutter.prefix.text();
        seen.stamped = cutter.prefix.stamped;
      },
      damaged: () => undefined,
    },
    0,
    { zone },
  );
  const pieces = await openPieces(file);
  try {
    let looked = 0;
    for (let piece = await pieces.next(); piece && looked < LOOKED_AT && seen.messages === 0; piece = await pieces.next()) {
      cutter.push(piece);
      looked += piece.length;
    }
    if (seen.messages === 0) cutter.end();
  } catch {
    cutter.end();
  } finally {
    await pieces.close();
  }
  return { ...seen, file, messages: seen.messages > 0, arrowsMean: cutter.prefix.arrows.size === 2 };
}

const GZ = /\.gz$/;

/** Whether a file is the messages of a store: what was sent, nothing else. */
export const isStore = (file: string): boolean => file.replace(GZ, '').endsWith('.body');

/** Whose log it is, by its name. */
export const ownerOf = (file: string): Owner => new Owner(basename(file));

/** What was met in a log that was read. */
export interface Met {
  readonly messages: number;
  readonly lines: number;
  /** Names of separators. */
  readonly separators: readonly string[];
}

const PADDING = /^[\s\0]*$/;
const SCREEN = /^, .*, (incoming|outgoing)>\s*\($/s;

/** What kind of log it is, and by what that was seen. */
export function formatOf(look: Look, met: Met): { format: string; evidence: string } {
  if (met.messages === 0) return { format: 'no messages', evidence: 'no BeginString (8) with a message behind it' };
  const { format, evidence } = kindOf(look, met);
  return { format, evidence: `${evidence}; fields separated by ${met.separators.join(', ')}` };
}

function kindOf({ file, prefix, stamped }: Look, { messages, lines }: Met): { format: string; evidence: string } {
  if (isStore(file)) return { format: 'store', evidence: 'named .body' };
  if (SCREEN.test(prefix)) {
    const where = prefix.includes('\n') ? 'on the line before' : 'before';
    return { format: 'QuickFIX screen log', evidence: `<time, session, direction> ${where} each message` };
  }
  if (stamped && /^ ?: $/.test(prefix))
    return { format: 'QuickFIX message log', evidence: 'a time and a colon before each message' };
  if (stamped && PADDING.test(prefix)) return { format: 'message log with times', evidence: 'a time before each message' };
  if (stamped) return { format: 'application log', evidence: 'a time and text before each message' };
  if (!PADDING.test(prefix)) return { format: 'text', evidence: 'text before messages' };
  return lines <= 1 && messages > 1
    ? { format: 'bare wire', evidence: 'messages back to back' }
    : { format: 'bare messages', evidence: 'nothing before messages, which stand on lines' };
}
