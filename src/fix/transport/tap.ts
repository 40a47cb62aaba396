import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';

/**
 * Sees every message as it goes over the wire: one that came before it is worked on, ours once they are committed and handed to the socket. It keeps
 * nothing of `buf`, and throws nothing.
 */
export interface WireTap {
  /** buf[start..end) is one message. */
  received(session: SessionId, buf: Buffer, start: number, end: number, at: Micros): void;
  /** buf[start..end) is one message or several. */
  sent(session: SessionId, buf: Buffer, start: number, end: number, at: Micros): void;
}
