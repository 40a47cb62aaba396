import type { Fact, FactOf } from '../core/facts';
import type { RecordedTurn } from '../core/journal-port';
import { type ByteWriter, SPARE } from './byte-writer';

/**
 * Writes a turn as JSON text, equal to JSON.stringify(turn). The facts of the hot line are written by code made for their keys; the compiler
 * checks that every key of such a fact is listed. Every other fact goes through JSON.stringify.
 */
export function writeTurn(out: ByteWriter, turn: RecordedTurn): void {
  out.raw(SEQ);
  out.int(turn.seq);
  out.raw(AT);
  out.json(turn.at);
  out.raw(FACTS);
  const { facts } = turn;
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    if (i > 0) out.byte(COMMA);
    const write = WRITERS.get(fact.type);
    if (write) write(out, fact);
    else out.text(JSON.stringify(fact));
  }
  out.raw(END);
}

const SEQ = Buffer.from('{"seq":');
const AT = Buffer.from(',"at":');
const FACTS = Buffer.from(',"facts":[');
const END = Buffer.from(']}');
export const COMMA = 44;

type WriteFact = (out: ByteWriter, fact: Fact) => void;
type Unlisted<T extends Fact['type'], K> = Exclude<keyof FactOf<T>, K | 'type'>;

/** Makes the writer of a fact type: straight code, one property after another, undefined left out. */
function writer<T extends Fact['type']>(type: T) {
  return <K extends Exclude<keyof FactOf<T>, 'type'>>(
    ...keys: [Unlisted<T, K>] extends [never] ? K[] : [`not listed: ${Unlisted<T, K> & string}`]
  ): [Fact['type'], WriteFact] => {
    const lines = keys.map(k => `v = f.${String(k)}; if (v !== undefined) { ${put(`,"${String(k)}":`)} w.json(v); }`);
    const code = `return (w, f) => { let v, d, e; w.reserve(0); ${put(`{"type":"${type}"`)} ${lines.join(' ')} w.byte(125); };`;
    return [type, new Function(code)() as WriteFact];
  };
}

/** Code that writes a short text into a writer's spare room, eight bytes at a time: as the numbers that have these bytes. */
function put(text: string): string {
  // two of them may follow one another before room is made again
  if (2 * (text.length + 8) > SPARE) throw new RangeError(`${text} is too long`);
  const bytes = Buffer.alloc(text.length + 8);
  bytes.write(text, 'latin1');
  const stores: string[] = [];
  for (let at = 0; at < text.length; at += 8) stores.push(`d.setFloat64(e + ${at}, ${bytes.readDoubleBE(at)});`);
  return `d = w.view; e = w.end; ${stores.join(' ')} w.end = e + ${text.length};`;
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
    'account',
    'trader',
    'locateReqd',
    'locateBroker',
    'strategy',
    'parameters',
    'repeatedParameter',
    'participationRate',
    'effectiveTime',
    'expireTime',
    'expireDate',
    'madeAt',
    'exDestination',
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
  writer('ChildOrderProposed')('childId', 'parentId', 'orderQty', 'ordType', 'price', 'timeInForce', 'venue', 'displayQty'),
  writer('ChildOrderReleased')('childId', 'venue', 'choice'),
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
    'liquidity',
    'execRefId',
    'tradeDate',
    'restatementReason',
    'ordRejReason',
    'text',
    'massStatusId',
    'missing',
  ),
  writer('CopyReceived')(
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
    'liquidity',
    'execRefId',
    'tradeDate',
    'text',
    'account',
    'possResend',
  ),
  writer('ChildOrderAcknowledged')('childId', 'orderId'),
  writer('ChildOrderFilled')(
    'childId',
    'orderId',
    'execId',
    'date',
    'liquidity',
    'lastQty',
    'lastPx',
    'lastQtyText',
    'lastPxText',
  ),
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
    'reopens',
    'restatedCumQty',
    'restatementReason',
    'ordRejReason',
    'requestId',
    'mass',
    'text',
  ),
  writer('ParentEnding')('parentId', 'reason', 'as'),
  writer('ChildCancelReleased')('childId', 'clOrdId', 'origClOrdId'),
  writer('BatchWritten')('seq'),
]);
