import type { DecimalError } from '../src/core/numbers';
import { type Dictionary, dictionaryOf } from '../src/fix/codec/dictionary';
import { Format } from '../src/fix/codec/formats';
import { Framer } from '../src/fix/codec/framer';
import { DEFAULT_VALIDATION, validate } from '../src/fix/codec/validate';
import { MessageView } from '../src/fix/codec/view';
import { MessageWriter } from '../src/fix/codec/writer';
import { MESSAGES } from './codec-messages';
import { jspurefix, type Peer } from './codec-peer';
import { print, type Row } from './rows';

const ROUNDS = 7;
const ROUND_NS = 60_000_000n;
const SCALE = 4;

/** Nanoseconds a call, one figure a contender: the median of rounds that take turns, so that a busy moment meets all of them. */
function compare(contenders: readonly (() => void)[]): number[] {
  const rounds: number[][] = contenders.map(() => []);
  for (let round = -2; round < ROUNDS; round++) {
    contenders.forEach((run, i) => {
      const start = process.hrtime.bigint();
      let calls = 0;
      let took = 0n;
      while (took < ROUND_NS) {
        for (let k = 0; k < 200; k++) run();
        calls += 200;
        took = process.hrtime.bigint() - start;
      }
      if (round >= 0) rounds[i]!.push(Number(took) / calls);
    });
  }
  return rounds.map(each => each.sort((a, b) => a - b)[ROUNDS >> 1]!);
}

type Value = string | number | DecimalError | undefined;

/** Every field of a message in its own type: what jspurefix's object holds, header and trailer included. */
function readAll(view: MessageView, dict: Dictionary, out: Value[]): void {
  for (let i = 0; i < view.count; i++) {
    switch (dict.formatOf(view.tags[i]!)) {
      case Format.Int:
      case Format.Unsigned:
        out[i] = view.intAt(i);
        break;
      case Format.Decimal:
        out[i] = view.decimalAt(i, SCALE);
        break;
      case Format.UtcTimestamp:
        out[i] = view.utcMicrosAt(i);
        break;
      default:
        out[i] = view.textAt(i);
    }
  }
}

/**
 * NewOrderSingle and ExecutionReport, FIX.4.4. Read: frame, CheckSum, BodyLength, table of fields, all checks of the dictionary, every field
 * in its type; jspurefix: parse, the checks of its session, object (and once more without the checks, which is less than we do).
 * Write: fields to bytes; jspurefix: object to bytes. Nanoseconds a message.
 */
export async function run(): Promise<Row[]> {
  const peer = await jspurefix();
  return Object.entries(MESSAGES).flatMap(([name, write]) => contest(name, write, peer));
}

/** A framer that takes one kind of message, checks it and reads all of it. */
function reader(name: string, view: MessageView): Framer {
  const dict = dictionaryOf('FIX.4.4');
  const values: Value[] = [];
  return new Framer({
    onFrame(buf, start, end) {
      if (!view.read(buf, start, end) || validate(view, dict, DEFAULT_VALIDATION) !== undefined)
        throw new Error(`${name} is invalid`);
      readAll(view, dict, values);
    },
    onGarbled(reason) {
      throw new Error(`${name} is garbled: ${reason}`);
    },
  });
}

function contest(name: string, write: (w: MessageWriter) => void, peer: Peer): Row[] {
  const writer = new MessageWriter({ beginString: 'FIX.4.4', senderCompID: 'OMS', targetCompID: 'SLUICE' });
  write(writer);
  const bytes = writer.take();
  const view = new MessageView();
  const framer = reader(name, view);
  framer.push(bytes);
  const msgType = view.msgType;
  const { StandardHeader: _header, StandardTrailer: _trailer, ...fields } = peer.parse(bytes);
  const [read, checked, parsed, wrote, encoded] = compare([
    () => framer.push(bytes),
    () => peer.parseAndCheck(bytes),
    () => peer.parse(bytes),
    () => {
      writer.clear();
      write(writer);
    },
    () => peer.encode(msgType, fields),
  ]) as [number, number, number, number, number];
  return [
    row(`${name}: read all fields and validate`, read, checked),
    row(`${name}: the same, jspurefix without checks`, read, parsed),
    row(`${name}: write`, wrote, encoded),
  ];
}

function row(name: string, value: number, peer: number): Row {
  return { name, value, unit: 'ns', peer, peerName: 'jspurefix', ratio: peer / value };
}

if (require.main === module) void run().then(print);
