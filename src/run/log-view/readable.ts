import type { LoggedMessage } from '../../drop-copy/read/message';
import type { Dictionary } from '../../fix/codec/dictionary';
import type { MessageView } from '../../fix/codec/view';
import { shownJson, shownValue } from '../shown-text';
import { type Dictionaries, meaningOf } from './dictionaries';
import { momentOf, partiesOf, timeText } from './moment';

/** How messages are written. */
export type Form = 'line' | 'long' | 'raw' | 'json';

/** Fields that the head of a line tells already, or that only the wire needs: BeginString, BodyLength, MsgType, CompIDs, number, time, CheckSum. */
const IN_HEAD: ReadonlySet<number> = new Set([8, 9, 10, 34, 35, 49, 52, 56]);
const SEQ_NUM = 34;
const POSS_DUP = 43;

/** Escape sequences of a terminal, or nothing. */
export interface Colours {
  readonly dim: string;
  readonly name: string;
  readonly in: string;
  readonly out: string;
  readonly off: string;
}

export const PLAIN: Colours = { dim: '', name: '', in: '', out: '', off: '' };
export const COLOURED: Colours = { dim: '\x1b[2m', name: '\x1b[1m', in: '\x1b[36m', out: '\x1b[33m', off: '\x1b[0m' };

/** Writes messages for a reader: names of fields and values by the dictionary of each message, unknown tags as they are. */
export class Readable {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly form: Form,
    private readonly files: readonly string[],
    private readonly colours: Colours = PLAIN,
  ) {}

  /** A message as text with a line break at its end. `view` is of what may be shown of it. */
  text(message: LoggedMessage, view: MessageView): string {
    if (this.form === 'raw') return `${this.raw(message, view)}\n`;
    const dictionary = this.dictionaries.nearest(view);
    if (this.form === 'json') return `${shownJson(this.row(message, view, dictionary))}\n`;
    const head = this.head(message, view, dictionary);
    return this.form === 'long' ? `${head}\n${this.long(view, dictionary)}` : `${head}  ${this.line(view, dictionary)}\n`;
  }

  /** Bytes that begin like a message and are none, as text. */
  unreadable(message: LoggedMessage, shown: Buffer): string {
    const { at, file, line } = message;
    const text = shownValue(piped(shown.latin1Slice(0, shown.length)));
    if (this.form === 'json') return `${shownJson({ at: at && timeText(at), file: this.files[file], line, unreadable: text })}\n`;
    return this.form === 'raw' ? `${text}\n` : `${at === undefined ? '-' : timeText(at)}  cannot be read  ${text}\n`;
  }

  private raw(message: LoggedMessage, view: MessageView): string {
    const at = momentOf(message, view);
    const text = view.buf.latin1Slice(view.starts[0]! - 2, view.ends[view.count - 1]! + 1);
    return `${at === undefined ? '-' : timeText(at)} : ${shownValue(piped(text))}`;
  }

  private head(message: LoggedMessage, view: MessageView, dictionary: Dictionary): string {
    const { dim, name, off } = this.colours;
    const at = momentOf(message, view);
    const direction =
      message.direction === undefined ? '-  ' : `${this.colours[message.direction]}${message.direction.padEnd(3)}${off}`;
    const type = dictionary.msgName(view.msgType);
    const again = view.flag(POSS_DUP) ? ' again' : '';
    const titled = type === undefined ? shownValue(view.msgType) : `${type} (${view.msgType})`;
    const seq = view.text(SEQ_NUM) ?? '-';
    const parties = shownValue(partiesOf(view));
    return `${dim}${at === undefined ? '-' : timeText(at)}${off}  ${direction} ${parties} #${shownValue(seq)}${again}  ${name}${titled}${off}`;
  }

  private line(view: MessageView, dictionary: Dictionary): string {
    const parts: string[] = [];
    for (let i = 0; i < view.count; i++) if (!IN_HEAD.has(view.tags[i]!)) parts.push(this.field(view, i, dictionary));
    return parts.join('  ');
  }

  private field(view: MessageView, i: number, dictionary: Dictionary): string {
    const { dim, off } = this.colours;
    const name = dictionary.fieldName(view.tags[i]!);
    const value = view.textAt(i);
    const meaning = name === undefined ? undefined : meaningOf(name, value);
    const told = meaning === undefined ? '' : ` ${dim}${meaning}${off}`;
    return `${dim}${name ?? view.tags[i]}=${off}${shownValue(value)}${told}`;
  }

  private long(view: MessageView, dictionary: Dictionary): string {
    const { dim, off } = this.colours;
    let text = '';
    for (let i = 0; i < view.count; i++) {
      const tag = view.tags[i]!;
      const name = dictionary.fieldName(tag) ?? 'not in the dictionary';
      const value = view.textAt(i);
      const meaning = meaningOf(name, value);
      const indent = '  '.repeat(1 + this.dictionaries.depthOf(dictionary, view.msgType, tag));
      text += `${indent}${dim}${String(tag).padStart(5)} ${name}${off} = ${shownValue(value)}${meaning === undefined ? '' : ` (${meaning})`}\n`;
    }
    return text;
  }

  private row(message: LoggedMessage, view: MessageView, dictionary: Dictionary): object {
    const at = momentOf(message, view);
    const fields = Array.from({ length: view.count }, (_, i) => {
      const tag = view.tags[i]!;
      const name = dictionary.fieldName(tag);
      const value = view.textAt(i);
      return { tag, name, value, meaning: name === undefined ? undefined : meaningOf(name, value) };
    });
    return {
      at: at === undefined ? undefined : timeText(at),
      direction: message.direction,
      session: partiesOf(view),
      msgType: view.msgType,
      name: dictionary.msgName(view.msgType),
      file: this.files[message.file],
      line: message.line,
      misfit: message.misfit,
      fields,
    };
  }
}

/** SOH as `|`. */
export const piped = (text: string): string => text.replaceAll('\x01', '|');
