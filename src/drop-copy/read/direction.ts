import type { Direction } from './message';
import { EQUALS, SOH, standsAt } from './separators';

/** Words of a log that say which way a message went, in lower case. */
const WORDS: ReadonlyMap<string, Direction> = new Map([
  ...['incoming', 'inbound', 'received', 'receiving', 'receive', 'recv', 'rcvd', 'rx', 'fromapp', 'fromadmin'].map(
    w => [w, 'in'] as const,
  ),
  ...['outgoing', 'outbound', 'sent', 'sending', 'send', 'snd', 'tx', 'toapp', 'toadmin'].map(w => [w, 'out'] as const),
]);

/** These are too common in text to count anywhere but right before the message. */
const LAST_WORDS: ReadonlyMap<string, Direction> = new Map([
  ['in', 'in'],
  ['i', 'in'],
  ['out', 'out'],
  ['o', 'out'],
]);

/** What the words before a message say of its direction: the last one that says something. */
export function directionOf(text: string): Direction | undefined {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  for (let i = words.length - 1; i >= 0; i--) {
    const told = WORDS.get(words[i]!);
    if (told !== undefined) return told;
  }
  return /[a-z]\W*$/i.test(text) ? LAST_WORDS.get(words.at(-1) ?? '') : undefined;
}

/** Arrows that stand by themselves right before a message: towards it is what came in. */
export function arrowOf(text: string): Direction | undefined {
  const arrow = /(?:^|\s)(<[-=<]+|[-=>]+>)[\s\0:]*$/.exec(text)?.[1];
  return arrow === undefined ? undefined : arrow.startsWith('<') ? 'in' : 'out';
}

interface Parties {
  readonly sender: Buffer;
  readonly target: Buffer;
  readonly direction: Direction | undefined;
}

/** Parties that are remembered: a log has few. */
const MOST_PARTIES = 64;
/** SenderCompID (49) and TargetCompID (56) stand in the header: so many bytes are looked through. */
const HEADER_BYTES = 400;

/** Who the log belongs to, by the name that QuickFIX gives its files: `BeginString-SenderCompID-TargetCompID...`. */
export class Owner {
  private readonly known: Parties[] = [];
  private senderAt = 0;
  private senderEnd = 0;
  private targetAt = 0;
  private targetEnd = 0;

  constructor(
    /** Of the file, without its folder. */
    private readonly name: string,
  ) {}

  /** The direction of buf[start..end), whose fields end with SOH; undefined where the file's name says nothing of its parties. */
  directionOf(buf: Buffer, start: number, end: number): Direction | undefined {
    if (!this.name.startsWith('FIX') || !this.findParties(buf, start, end)) return undefined;
    for (const parties of this.known) {
      if (isAt(buf, this.senderAt, this.senderEnd, parties.sender) && isAt(buf, this.targetAt, this.targetEnd, parties.target))
        return parties.direction;
    }
    const sender = Buffer.from(buf.subarray(this.senderAt, this.senderEnd));
    const target = Buffer.from(buf.subarray(this.targetAt, this.targetEnd));
    const direction = this.decide(
      buf.latin1Slice(start + 2, buf.indexOf(SOH, start)),
      sender.toString('latin1'),
      target.toString('latin1'),
    );
    if (this.known.length < MOST_PARTIES) this.known.push({ sender, target, direction });
    return direction;
  }

  private decide(begin: string, sender: string, target: string): Direction | undefined {
    if (this.name.startsWith(`${begin}-${sender}-${target}`)) return 'out';
    return this.name.startsWith(`${begin}-${target}-${sender}`) ? 'in' : undefined;
  }

  /** Finds the values of SenderCompID and TargetCompID. */
  private findParties(buf: Buffer, start: number, end: number): boolean {
    this.senderEnd = 0;
    this.targetEnd = 0;
    const last = Math.min(end, start + HEADER_BYTES);
    for (let at = start; at < last && (this.senderEnd === 0 || this.targetEnd === 0); at++) {
      const isSender = buf[at] === 52 && buf[at + 1] === 57 && buf[at + 2] === EQUALS;
      const isTarget = buf[at] === 53 && buf[at + 1] === 54 && buf[at + 2] === EQUALS;
      const value = at + 3;
      while (at < last && buf[at] !== SOH) at++;
      if (isSender) {
        this.senderAt = value;
        this.senderEnd = at;
      } else if (isTarget) {
        this.targetAt = value;
        this.targetEnd = at;
      }
    }
    return this.senderEnd > 0 && this.targetEnd > 0;
  }
}

const isAt = (buf: Buffer, start: number, end: number, what: Buffer): boolean =>
  end - start === what.length && standsAt(buf, start, end, what);
