import type { FactOf } from '../core/facts';
import type { SessionId } from '../core/ports';
import type { MessageWriter } from '../fix/codec/writer';
import type { Dialect } from '../fix/translate/dialect';
import type { Timers } from './timers';

/** Where commands go: sessions that number and encode, and timers. Nothing is on the wire before the commit. */
export interface Outlets {
  send(session: SessionId, msgType: string, build: (w: MessageWriter) => void): number | undefined;
  /** Leaves a session: the logout handshake, or without a word. */
  leave(session: SessionId, how: 'logout' | 'disconnect', reason: string): void;
  /** Orders are about to be sent: the last time to hear of a kill. */
  beforeOrders(): void;
  /** What the other side of a session understands. */
  dialect(session: SessionId): Dialect;
  readonly timers: Timers;
  /** A drop copy session that we read is asked whether it has told everything. */
  proveTold(session: SessionId): void;
  /** A model is to be asked, once that is committed. */
  askForecast(request: FactOf<'ForecastAsked'>): void;
}
