import type { Micros } from '../../core/numbers';
import type { LoggedMessage } from '../../drop-copy/read/message';
import type { MessageView } from '../../fix/codec/view';

/** SendingTime (52), SenderCompID (49), TargetCompID (56). */
const SENDING_TIME = 52;
const SENDER = 49;
const TARGET = 56;

/** When a message was written, by the log, else sent, by SendingTime (52); microseconds; undefined where neither says. */
export const momentOf = (message: LoggedMessage, view: MessageView): Micros | undefined =>
  message.at ?? view.utcMicros(SENDING_TIME);

/** `SENDER->TARGET`: who sent a message to whom. */
export const partiesOf = (view: MessageView): string => `${view.text(SENDER) ?? '?'}->${view.text(TARGET) ?? '?'}`;

/** `A<->B`: between whom, either way. The one whose name sorts first stands first. */
export function conversationOf(view: MessageView): string {
  const from = view.text(SENDER) ?? '?';
  const to = view.text(TARGET) ?? '?';
  return from < to ? `${from}<->${to}` : `${to}<->${from}`;
}

/** A time as `2026-01-05 09:30:00.123456`, UTC. */
export function timeText(at: Micros): string {
  const whole = new Date(Math.floor(at / 1000)).toISOString();
  return `${whole.slice(0, 10)} ${whole.slice(11, 23)}${String(at % 1000).padStart(3, '0')}`;
}

/** Microseconds since the epoch of a time as ISO 8601 with at most six decimals, which is known to be one. */
export function microsOf(time: string): Micros {
  const fraction = /\.\d+/.exec(time)?.[0] ?? '';
  return Date.parse(time.replace(fraction, '')) * 1000 + Number(fraction.slice(1).padEnd(6, '0'));
}
