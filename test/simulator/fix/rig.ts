import { Venue } from '../../../simulator/fix/venue';
import { demoListing } from '../../../simulator/market/instruments';
import type { Market } from '../../../simulator/market/market';
import type { FaultPlan } from '../../../simulator/models/faults/plan';
import type { FeeSchedule } from '../../../simulator/models/fees/fees';
import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { validate } from '../../../src/fix/codec/validate';
import { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import type { FixVersion } from '../../../src/fix/translate/dialect';
import { frame, T0 } from '../../fix/session/rig';
import { beginStringOf, spoken } from '../../fix/translate/dialects';

const HIDDEN = new Set([8, 9, 10, 34, 35, 49, 52, 56]);
const LAX = {
  fieldsOutOfOrder: true,
  fieldsHaveValues: true,
  userDefinedFields: false,
  unorderedGroupFields: true,
  allowUnknownMsgFields: false,
};

interface RigOptions {
  /** Sessions that get drop copies. */
  readonly copies?: readonly string[];
  readonly plan?: FaultPlan;
  readonly fees?: FeeSchedule;
}

/**
 * A venue without sockets. Messages go in as `D|11=a|55=ACME|...` (60 and 21 are added where D, F and G need them), by session; what
 * comes out is a line each, `A< 8|37=V-1|...`, without 60. Each message that comes out is checked against the dictionary of its
 * version: one that is wrong fails the test.
 */
export class VenueRig {
  lines: string[] = [];
  private at = T0;
  readonly venue: Venue;

  /** Bytes that a session has not read yet; none where it is not here. */
  readonly backlog = new Map<string, number>();

  constructor(
    symbols: readonly string[] = ['ACME'],
    market?: (symbol: string) => Market,
    version: FixVersion = 'FIX.4.4',
    { copies = [], ...models }: RigOptions = {},
  ) {
    this.venue = new Venue({
      ...models,
      epoch: 'V',
      peers: {
        dialect: () => spoken(version),
        compId: session => session,
        backlog: session => this.backlog.get(session) ?? 0,
        copies: new Set(copies),
        onlyListens: session => copies.includes(session),
      },
      marketFailed: error => this.lines.push(error.message),
      send: (session, msgType, build) => {
        const w = new MessageWriter({ beginString: beginStringOf(version), senderCompID: 'SIM', targetCompID: session });
        w.begin(msgType, 1, this.at);
        build(w, spoken(version));
        w.end();
        this.lines.push(`${session}< ${shown(w.take(), version)}`);
      },
    });
    for (const symbol of symbols) this.venue.list(demoListing(symbol), market?.(symbol));
  }

  /** Puts messages in, one behind another; returns what came out of all of them. */
  say(session: string, ...messages: string[]): string[] {
    this.lines = [];
    for (const text of messages) {
      const msgType = text.slice(0, text.indexOf('|'));
      const rest = text.slice(msgType.length);
      const extra = msgType === 'D' || msgType === 'F' || msgType === 'G' ? '|60=T+0' : '';
      const bytes = frame(`35=${msgType}|34=7${header(rest)}${body(rest)}${extra}`, T0);
      const view = new MessageView();
      if (!view.read(bytes, 0, bytes.length)) throw new Error(view.malformedReason);
      this.venue.message(session, view, this.at);
    }
    return this.lines;
  }

  /** A command of the venue's operator; returns what came out, and last what the operator was told. */
  operate(line: string): string[] {
    this.lines = [];
    const { ok, text } = this.venue.operate(line, this.at);
    return [...this.lines, `${ok ? 'done' : 'refused'}: ${text}`];
  }

  /** Lets time (us) pass and publishes market data. */
  publish(after = 50_000): string[] {
    this.lines = [];
    this.at += after;
    this.venue.advance(this.at);
    this.venue.publish();
    return this.lines;
  }
}

const HEADER = /\|(43|97)=Y/g;
const header = (fields: string): string => (fields.match(HEADER) ?? []).join('');
const body = (fields: string): string => fields.replace(HEADER, '');

function shown(bytes: Buffer, version: FixVersion): string {
  const view = new MessageView();
  if (!view.read(bytes, 0, bytes.length)) return `unreadable: ${view.malformedReason}`;
  const fault = validate(view, dictionaryOf(version), LAX);
  const fields: string[] = [view.msgType];
  for (let i = 0; i < view.count; i++) {
    const tag = view.tags[i]!;
    if (!HIDDEN.has(tag) && tag !== 60) fields.push(`${tag}=${view.textAt(i)}`);
  }
  if (fault) throw new Error(`wrong by the dictionary of ${version}: ${fields.join('|')}: ${JSON.stringify(fault)}`);
  return fields.join('|');
}
