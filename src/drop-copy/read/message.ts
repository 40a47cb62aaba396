import type { Micros } from '../../core/numbers';

/** Which way a message went, seen from whoever wrote the log. */
export type Direction = 'in' | 'out';

/** What can be wrong with a stretch of a log. */
export type DamageKind =
  /** Begins like a message and ends before its CheckSum (10). */
  | 'truncated'
  /** Nothing that could be a separator stands between its fields. */
  | 'separator'
  /** A stretch between two separators is not `tag=value`. */
  | 'field'
  /** BodyLength (9) does not fit; the message is told all the same. */
  | 'body-length'
  /** CheckSum (10) does not fit; the message is told all the same. */
  | 'checksum'
  /** Nothing stands behind CheckSum (10) that ends it; the message is told all the same. */
  | 'delimiter'
  /** BeginString (8) is none that FIX has (`8= FIX.4.2`, `8=FIX4.4`); the message is told all the same. */
  | 'begin-string'
  /** A line break stands in a message whose BodyLength (9) does not count it; it is taken out, and the message told. */
  | 'line-break'
  /** The `.header` of a store names bytes of its `.body` that are no message, or does not name a message. */
  | 'store'
  /** A file that cannot be read (further). */
  | 'file'
  /** A gzip stream that is damaged or ends early. */
  | 'gzip';

const LOST: readonly DamageKind[] = ['truncated', 'separator', 'field'];

/** Whether damage of this kind is a message that could not be told; with other kinds nothing is lost, or it is not known what. */
export const isLost = (kind: DamageKind): boolean => LOST.includes(kind);

/** What of BodyLength (9) and CheckSum (10) does not fit. Logs that hide accounts or names look so, and bytes that got lost do. */
export type Misfit = Extract<DamageKind, 'body-length' | 'checksum'>;

/**
 * One message of a log. The reader uses one such object, and the bytes in it, again and again: both are good only during the call that hands it on. Whoever keeps
 * something copies it.
 */
export interface LoggedMessage {
  /** buf[start..end) is the message, `tag=value SOH` throughout, whatever stood between fields in the log. */
  buf: Buffer;
  start: number;
  end: number;
  /** Which of the files that are read, from 0. */
  file: number;
  /** Line of the (unpacked) file, from 1; of a file without lines always 1. */
  line: number;
  /** Byte of the (unpacked) file at which the message begins, from 0. */
  offset: number;
  /** When the log says that it was written, microseconds since the epoch (UTC unless the log says otherwise); undefined where it does not say. */
  at: Micros | undefined;
  direction: Direction | undefined;
  misfit: Misfit | undefined;
}

/** Something in a log that is wrong. `what` never quotes values: a Logon holds a password. */
export interface LogDamage {
  readonly file: number;
  readonly line: number;
  readonly offset: number;
  readonly kind: DamageKind;
  readonly what: string;
}

/** Who gets what logs hold: in the order of the file, or, of several, in the order of time. */
export interface LogSink {
  message(message: LoggedMessage): void;
  damaged(damage: LogDamage): void;
}
