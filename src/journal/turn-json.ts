import type { Fact, FactOf } from '../core/facts';
import type { RecordedTurn } from '../core/journal-port';

/**
 * A turn as JSON text, equal to JSON.stringify(turn). The facts of the hot line are written by code made for their keys, which is about
 * twice as fast; the compiler checks that every key of such a fact is listed. Every other fact goes through JSON.stringify.
 */
export function turnJson(turn: RecordedTurn): string {
  let text = `{"seq":${turn.seq},"at":${turn.at},"facts":[`;
  const { facts } = turn;
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    const write = WRITERS.get(fact.type);
    const json = write ? write(fact) : JSON.stringify(fact);
    text = i === 0 ? text + json : `${text},${json}`;
  }
  return `${text}]}`;
}

type WriteFact = (fact: Fact) => string;
type Unlisted<T extends Fact['type'], K> = Exclude<keyof FactOf<T>, K | 'type'>;

/** Printable ASCII without quote and backslash is written as it is; anything else by JSON.stringify. */
function quoted(value: string): string {
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    if (c < 32 || c > 126 || c === 34 || c === 92) return JSON.stringify(value);
  }
  return `"${value}"`;
}

/** JSON has no NaN and no Infinity: JSON.stringify writes null for them. */
const valueJson = (value: unknown): string =>
  typeof value === 'string' ? quoted(value) : Number.isFinite(value) ? `${value as number}` : JSON.stringify(value);

/** Makes the writer of a fact type: straight code, one property after another, undefined left out. */
function writer<T extends Fact['type']>(type: T) {
  return <K extends Exclude<keyof FactOf<T>, 'type'>>(
    ...keys: [Unlisted<T, K>] extends [never] ? K[] : [`not listed: ${Unlisted<T, K> & string}`]
  ): [Fact['type'], WriteFact] => {
    const lines = keys.map(String).map(key => `v = f.${key}; if (v !== undefined) s += ',"${key}":' + value(v);`);
    const code = `return f => { let s = '{"type":"${type}"', v; ${lines.join(' ')} return s + '}'; };`;
    return [type, new Function('value', code)(valueJson) as WriteFact];
  };
}

const WRITERS: ReadonlyMap<Fact['type'], WriteFact> = new Map([
  writer('ParentOrderReceived')(
    'session',
    'clOrdId',
    'symbol',
    'side',
    'orderQty',
    'ordType',
    'price',
    'timeInForce',
    'strategy',
    'parameters',
    'effectiveTime',
    'expireTime',
    'body',
    'possResend',
    'unknownTo',
  ),
  writer('ParentOrderProposed')(
    'parentId',
    'session',
    'clOrdId',
    'symbol',
    'side',
    'orderQty',
    'ordType',
    'price',
    'timeInForce',
    'strategy',
  ),
  writer('ParentOrderAccepted')('parentId'),
  writer('ChildOrderProposed')('childId', 'parentId', 'orderQty', 'ordType', 'price', 'timeInForce'),
  writer('ChildOrderReleased')('childId', 'venue'),
  writer('VenueReportReceived')(
    'session',
    'clOrdId',
    'origClOrdId',
    'orderId',
    'execId',
    'execType',
    'ordStatus',
    'symbol',
    'side',
    'orderQty',
    'price',
    'lastQty',
    'lastPx',
    'cumQty',
    'execRefId',
    'ordRejReason',
    'text',
  ),
  writer('ChildOrderAcknowledged')('childId', 'orderId'),
  writer('ChildOrderFilled')('childId', 'orderId', 'execId', 'lastQty', 'lastPx', 'lastQtyText', 'lastPxText'),
  writer('ParentReported')(
    'parentId',
    'event',
    'execId',
    'execType',
    'ordStatus',
    'clOrdId',
    'origClOrdId',
    'orderQty',
    'price',
    'lastQty',
    'lastPx',
    'lastQtyText',
    'lastPxText',
    'cumQty',
    'leavesQty',
    'avgPx',
    'execRefId',
    'prior',
    'venueOrderId',
    'venueExecId',
    'ordRejReason',
    'requestId',
    'text',
  ),
  writer('BatchWritten')('seq'),
]);
