import { byteSum } from '../../fix/codec/bytes';
import { rewritten, SECRETS } from '../../fix/codec/redact';
import type { LoggedMessage } from '../read/message';
import { kindOf } from './kinds';
import { Pseudonyms } from './pseudonyms';

/** What is hidden beside the names of parties, accounts and orders, and free text, which always are. */
export interface Hiding {
  readonly symbols: boolean;
  /** Quantities times a whole number that the key gives; likewise prices, and money times both. Sums, averages and ratios stay true. */
  readonly quantities: boolean;
  readonly prices: boolean;
  /** Tags that are kept as they are. */
  readonly keep: ReadonlySet<number>;
}

const MASK = '***';
/** What OrderID (37) says where there is no order, and other words that mean nothing. */
const NOBODY: ReadonlySet<string> = new Set(['', '0', 'NONE', '[N/A]', 'N/A', 'UNKNOWN']);
const SECRET: ReadonlySet<number> = new Set(SECRETS);
const DECIMAL = /^-?\d*\.?\d+$|^-?\d+\.$/;

/** Makes messages that name nobody: the same name in place of the same name everywhere, so that chains of orders hold. */
export class Anonymiser {
  private readonly names: Pseudonyms;
  private readonly quantity: bigint;
  private readonly price: bigint;

  /** `key`: at least 16 bytes; whoever has it can tell which name is whose by trying. */
  constructor(
    key: Uint8Array,
    private readonly hiding: Hiding,
  ) {
    this.names = new Pseudonyms(key);
    this.quantity = hiding.quantities ? this.names.factor('quantity') : 1n;
    this.price = hiding.prices ? this.names.factor('price') : 1n;
  }

  /**
   * The message without names, BodyLength (9) and CheckSum (10) made anew, and wrong again where they were (`both`: its CheckSum too); undefined where it cannot be
   * read.
   */
  message(message: LoggedMessage, both = false): Buffer | undefined {
    const bytes = message.buf.subarray(message.start, message.end);
    const made = rewritten(bytes, (tag, value) => this.value(tag, value));
    if (made === undefined || message.misfit === undefined) return made;
    return spoilt(made, message.misfit, both);
  }

  /** What stands in place of a value. */
  private value(tag: number, value: string): string {
    if (SECRET.has(Math.abs(tag))) return MASK;
    if (this.hiding.keep.has(tag) || NOBODY.has(value)) return value;
    const { symbols } = this.hiding;
    switch (kindOf(tag, value)) {
      case 'plain':
        return value;
      case 'symbol':
        return symbols ? this.names.of('symbol', value) : value;
      case 'quantity':
        return this.times(value, this.quantity);
      case 'price':
        return this.times(value, this.price);
      case 'amount':
        return this.times(value, this.price * this.quantity);
      case 'data':
        return MASK;
      default:
        return this.names.of('name', value);
    }
  }

  /** Decimal text times a whole number, exactly, with as many decimals; text that is no decimal is a name. */
  private times(value: string, factor: bigint): string {
    if (!DECIMAL.test(value)) return this.names.of('name', value);
    if (factor === 1n) return value;
    const point = value.indexOf('.');
    const decimals = point < 0 ? 0 : value.length - point - 1;
    const digits = (BigInt(value.replace('.', '')) * factor).toString();
    if (decimals === 0) return digits;
    const negative = digits.startsWith('-');
    const padded = (negative ? digits.slice(1) : digits).padStart(decimals + 1, '0');
    return `${negative ? '-' : ''}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
  }
}

/** The message, with a BodyLength or a CheckSum that is wrong by one: damage stays countable. */
function spoilt(message: Buffer, misfit: NonNullable<LoggedMessage['misfit']>, both: boolean): Buffer {
  const trailer = message.length - 7;
  const begin = message.indexOf(1) + 3;
  const end = message.indexOf(1, begin);
  if (misfit === 'checksum') return summed(message.subarray(0, trailer), 1);
  const length = Buffer.from(String(Number(message.latin1Slice(begin, end)) + 1), 'latin1');
  return summed(Buffer.concat([message.subarray(0, begin), length, message.subarray(end, trailer)]), both ? 1 : 0);
}

function summed(head: Buffer, wrongBy: number): Buffer {
  const sum = String((byteSum(head, 0, head.length) + wrongBy) & 255).padStart(3, '0');
  return Buffer.concat([head, Buffer.from(`10=${sum}\x01`, 'latin1')]);
}
