import FIXParser from 'fixparser';
import { Books } from '../../../src/core/books';
import type { Input } from '../../../src/core/facts';
import type { Micros } from '../../../src/core/numbers';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import type { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import { Tag } from '../../../src/fix/generated/tags';
import type { Dialect, FixVersion } from '../../../src/fix/translate/dialect';
import { type Execution, writeExecution } from '../../../src/fix/translate/execution';
import { fromOms } from '../../../src/fix/translate/from-oms';
import { fromVenue } from '../../../src/fix/translate/from-venue';
import { Mailbox } from '../../../src/pipeline/mailbox';
import { dispatch, type Outlets } from '../../../src/run/dispatch';
import { Timers } from '../../../src/run/timers';
import { fieldsOf, text, viewOf } from '../codec/read';
import { beginStringOf, spoken } from './dialects';

export const T0: Micros = 1_767_607_200_000_000;
const NOW = '20260105-10:00:00.000';

/** A message that left the gateway, and what is wrong with it by our dictionary or another reader. */
export interface Sent {
  readonly to: 'OMS' | 'venue';
  readonly msgType: string;
  /** Tag -> last value. */
  readonly fields: Readonly<Record<number, string>>;
  readonly faults: readonly string[];
  readonly bytes: Buffer;
}

/** Terms of a venue's report, in the words of FIX 4.4; it is written in the venue's own. */
export interface Told extends Partial<Execution> {
  readonly execType: string;
  readonly ordStatus: string;
  readonly fields?: readonly (readonly [number, string])[];
}

/**
 * The line between an OMS of one version and a venue of another: both speak FIX messages, which are checked by their dictionaries on the way
 * in, and all that leaves is checked by the dictionary of whom it goes to and by fixparser.
 */
export class Trade {
  readonly sent: Sent[] = [];
  readonly books = new Books();
  at = T0;
  private readonly oms: Dialect;
  private readonly venue: Dialect;
  private readonly mailbox: Mailbox;
  private execs = 0;

  constructor(
    readonly omsVersion: FixVersion,
    readonly venueVersion: FixVersion,
    dropFields: readonly number[] = [],
  ) {
    this.oms = spoken(omsVersion, 'OMS');
    this.venue = spoken(venueVersion, 'VENUE', dropFields);
    const outlets: Outlets = {
      leave: () => undefined,
      beforeOrders: () => undefined,
      proveTold: () => undefined,
      askForecast: () => undefined,
      send: (session, msgType, build) => this.leave(session, msgType, build),
      dialect: session => (session === 'OMS' ? this.oms : this.venue),
      timers: new Timers({ now: () => this.at, at: () => () => undefined }, () => undefined),
    };
    this.mailbox = new Mailbox(this.books, {
      turn: turn => dispatch(turn, this.books, outlets),
      failed: error => {
        throw error;
      },
    });
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
    this.post({ type: 'Started', version: 'test', epoch: 'T', instruments, limits: { firm: {} }, venues: ['VENUE'] });
    this.post({ type: 'SessionLoggedOn', session: 'VENUE' });
    this.post({ type: 'SessionSettled', session: 'VENUE' });
    this.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01' });
  }

  post(input: Input): this {
    this.mailbox.post(input, this.at);
    return this;
  }

  /** The OMS says a message: `D`, then its fields; 60 is added. Returns what left because of it, or the refusal. */
  says(msgType: string, ...fields: (readonly [number, string])[]): Sent[] | string {
    const from = this.sent.length;
    const message = encode(this.omsVersion, msgType, w => {
      for (const [tag, value] of fields) w.text(tag, value);
      if ('DFGq'.includes(msgType)) w.text(Tag.TransactTime, NOW);
    });
    const view = checked(message, this.oms);
    const input = fromOms(view, { dialect: this.oms, venues: [this.venue] });
    if ('refused' in input) return `380=${input.reason} ${input.text}`;
    this.post(input);
    return this.sent.slice(from);
  }

  /** The venue reports on an order; the message is one that its dictionary takes. Returns what left because of it. */
  reports(clOrdId: string, told: Told): Sent[] {
    const from = this.sent.length;
    const message = encode(this.venueVersion, '8', w => {
      w.text(Tag.OrderID, `V-${clOrdId}`)
        .text(Tag.ClOrdID, clOrdId)
        .text(Tag.ExecID, `E${++this.execs}`);
      writeExecution(w, this.venue, { done: false, replaced: false, ...told });
      w.text(Tag.Symbol, 'ACME').text(Tag.Side, '1');
      for (const [tag, value] of told.fields ?? []) w.text(tag, value);
      const has = (tag: number): boolean => told.fields?.some(each => each[0] === tag) ?? false;
      for (const tag of [Tag.LeavesQty, Tag.CumQty, Tag.AvgPx]) if (!has(tag)) w.text(tag, '0');
    });
    const input = fromVenue('VENUE', checked(message, this.venue));
    this.post(input!);
    return this.sent.slice(from);
  }

  /** The venue refuses a cancel or a replace. */
  refuses(clOrdId: string, origClOrdId: string, responseTo: '1' | '2', reason: string): Sent[] {
    const from = this.sent.length;
    const message = encode(this.venueVersion, '9', w => {
      w.text(Tag.OrderID, 'V').text(Tag.ClOrdID, clOrdId).text(Tag.OrigClOrdID, origClOrdId).text(Tag.OrdStatus, '0');
      w.text(Tag.CxlRejResponseTo, responseTo).text(Tag.CxlRejReason, reason);
    });
    this.post(fromVenue('VENUE', checked(message, this.venue))!);
    return this.sent.slice(from);
  }

  /** ClOrdID of the last message of a type that went to the venue. */
  last(msgType: string): string {
    return this.sent.findLast(each => each.to === 'venue' && each.msgType === msgType)!.fields[Tag.ClOrdID]!;
  }

  /** Every fault of what left so far. */
  faults(): string[] {
    return this.sent.flatMap(each =>
      each.faults.map(fault => `${each.msgType} to the ${each.to}: ${fault} in ${text(each.bytes)}`),
    );
  }

  private leave(session: string, msgType: string, build: (w: MessageWriter) => void): number {
    const to = session === 'OMS' ? 'OMS' : 'venue';
    const dialect = to === 'OMS' ? this.oms : this.venue;
    const bytes = encode(dialect.version, msgType, build, this.at);
    const view = viewOf(bytes);
    const fields = Object.fromEntries(fieldsOf(view));
    this.sent.push({ to, msgType, fields, faults: faultsOf(view, dialect, bytes), bytes });
    return this.sent.length;
  }
}

/** A message in a version's words. */
export function encode(version: FixVersion, msgType: string, build: (w: MessageWriter) => void, at = T0): Buffer {
  const w = new MessageWriter({ beginString: beginStringOf(version), senderCompID: 'A', targetCompID: 'B' });
  w.begin(msgType, 7, at);
  build(w);
  w.end();
  return w.take();
}

function checked(message: Buffer, dialect: Dialect): MessageView {
  const view = viewOf(message);
  const [fault] = faultsOf(view, dialect, message);
  if (fault !== undefined) throw new Error(`${fault} in ${text(message)}`);
  return view;
}

/** What our validator and fixparser find wrong with a message. */
export function faultsOf(view: MessageView, dialect: Dialect, bytes: Buffer): string[] {
  const faults: string[] = [];
  const fault = validate(view, dialect.dictionary, DEFAULT_VALIDATION);
  if (fault !== undefined) faults.push(`${fault.refTagID}: ${fault.reason} ${fault.text}`);
  const [parsed, ...rest] = new FIXParser().parse(bytes.toString('latin1'));
  if (rest.length > 0 || !parsed?.bodyLengthValid || !parsed.checksumValid) faults.push('fixparser: length or checksum');
  const theirs = parsed?.data.map(field => field.tag).join(' ');
  const ours = fieldsOf(view)
    .map(([tag]) => tag)
    .join(' ');
  if (theirs !== ours) faults.push(`fixparser reads ${theirs}`);
  return faults;
}
