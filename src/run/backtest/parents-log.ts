import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { InstrumentSpec } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { LogCutter } from '../../drop-copy/read/cutter';
import { isLost, type LogDamage, type LoggedMessage } from '../../drop-copy/read/message';
import { isGzip } from '../../files/chunks';
import { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import { positive } from '../decimals';
import { duration } from '../duration';
import { UsageError } from '../usage-error';
import { LeftOut } from './left-out';
import { type LoggedOrder, orderOf } from './logged-order';
import { moment } from './moment';
import { type ParentEntry, parameterValues, strategyName } from './parents';

const whole = z.strictObject({
  file: z.string().min(1),
  /** Of these symbols only; without them those of the instruments. */
  symbols: z.array(z.string().min(1)).min(1).optional(),
  /** Of this SenderCompID (49) only: a log of both directions has our own orders in it as well. */
  sender: z.string().min(1).optional(),
  /** Sent from here on, and before there. */
  from: moment.optional(),
  to: moment.optional(),
  /** The first order comes so long after the start, the others as far behind it as they were; without it they come when they were sent. */
  first: duration.optional(),
  /** For orders that name no strategy of ours. */
  strategy: strategyName.default('DMA'),
  rate: positive.optional(),
  parameters: parameterValues.default({}),
  /** Messages whose BodyLength or CheckSum does not fit are taken all the same: somebody hid what was in them. */
  masked: z.boolean().default(false),
});
export type ParentsLog = z.infer<typeof whole>;

/** A log of FIX messages as the source of parents: a file, or a file and how its orders are taken. */
export const parentsLogSchema = z.preprocess(told => (typeof told === 'string' ? { file: told } : told), whole);

/** What a backtest says of when its orders may come, and in what. */
interface Backtest {
  readonly start: Micros;
  readonly length: Micros;
  readonly instruments: readonly InstrumentSpec[];
}

/** The orders of a log, and what a reader must know of those that are not among them. */
export interface LoggedParents {
  readonly entries: readonly ParentEntry[];
  readonly notes: readonly string[];
}

/** Bytes of a log that are worked through at a time. */
const PIECE = 1 << 18;

/** MsgTypes that say something about orders, and are not taken. */
const NOT_TAKEN: Readonly<Record<string, string>> = {
  F: 'OrderCancelRequest (F)',
  G: 'OrderCancelReplaceRequest (G)',
  E: 'NewOrderList (E)',
  AB: 'NewOrderMultileg (AB)',
  q: 'OrderMassCancelRequest (q)',
};

/**
 * Reads NewOrderSingles (D) of any FIX version out of a log: as `LogCutter` cuts it, gzipped where it begins so. Throws a UsageError
 * where the file cannot be read, or has no order that is taken; damage is told by line in `notes`, and left out.
 */
export function readParentsLog(log: ParentsLog, backtest: Backtest): LoggedParents {
  const left = new LeftOut();
  const symbols = new Set(log.symbols ?? backtest.instruments.map(i => i.symbol));
  const found = new Map<string, LoggedOrder>();
  const view = new MessageView();
  let messages = 0;
  /** What does not fit of the message that comes next. */
  let wrong: string | undefined;
  const damaged = ({ line, kind, what }: LogDamage): void => {
    if (isLost(kind)) left.damaged(line, what);
    else if (kind === 'body-length' || kind === 'checksum') wrong ??= what;
  };
  const take = ({ buf, start, end, line, misfit }: LoggedMessage): void => {
    messages++;
    const why = wrong;
    wrong = undefined;
    if (misfit !== undefined && !log.masked) return left.damaged(line, why ?? misfit);
    if (!view.read(buf, start, end)) return left.damaged(line, view.malformedReason);
    const other = NOT_TAKEN[view.msgType];
    if (other) return left.add(other);
    if (view.msgType !== 'D') return;
    const order = orderOf(view, log);
    const not = 'left' in order ? order.left : notWanted(order, view, { log, symbols, found });
    if (not !== undefined) left.add(not);
    else found.set((order as LoggedOrder).id!, order as LoggedOrder);
  };
  const cutter = new LogCutter({ message: take, damaged });
  const bytes = bytesOf(log.file);
  for (let at = 0; at < bytes.length; at += PIECE) cutter.push(bytes.subarray(at, at + PIECE));
  cutter.end();
  return placed([...found.values()], { log, backtest, messages, left });
}

interface Wanted {
  readonly log: ParentsLog;
  readonly symbols: ReadonlySet<string>;
  readonly found: ReadonlyMap<string, LoggedOrder>;
}

/** Why an order is none of those that were asked for. */
function notWanted({ id, sent, symbol }: LoggedOrder, view: MessageView, { log, symbols, found }: Wanted): string | undefined {
  const { sender, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = log;
  if (sender !== undefined && view.text(Tag.SenderCompID) !== sender) return 'orders of another SenderCompID (49)';
  if (found.has(id!)) return 'orders that repeat a ClOrdID (11)';
  if (sent < from || sent >= to) return 'orders outside of `from` and `to`';
  return symbols.has(symbol) ? undefined : 'orders in other symbols';
}

interface Read {
  readonly log: ParentsLog;
  readonly backtest: Backtest;
  readonly messages: number;
  readonly left: LeftOut;
}

/** Orders by the time at which they come in the backtest. */
function placed(found: LoggedOrder[], { log, backtest, messages, left }: Read): LoggedParents {
  found.sort((a, b) => a.sent - b.sent);
  const start = log.first === undefined ? backtest.start : (found[0]?.sent ?? 0) - log.first;
  const entries = found.flatMap(({ sent, ...entry }): ParentEntry[] => {
    const at = sent - start;
    if (at >= 0 && at < backtest.length) return [{ ...entry, at }];
    left.add(at < 0 ? 'orders from before the start' : 'orders from behind the end');
    return [];
  });
  const notes = [`${log.file}: ${entries.length} orders of ${messages} messages`, ...left.lines()];
  if (entries.length > 0) return { entries, notes };
  throw new UsageError([...notes, 'parentsLog: none of these messages is an order that can be taken'].join('\n'));
}

/** The bytes of a file, unpacked where it is gzipped. */
function bytesOf(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return isGzip(bytes) ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new UsageError(`parentsLog: ${file} cannot be read: ${(error as Error).message}`);
  }
}
