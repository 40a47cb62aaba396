import type { TradeText } from '../facts';
import type { SessionId } from '../ports';
import type { OrderState } from './order';

/** A fill as it was booked, by the venue's ExecID. */
export interface Booked {
  readonly execId: string;
  readonly trade: TradeText;
  /** Bust or corrected since: kept, so that a repeat of it is known for one. */
  superseded: boolean;
  /** ExecID (17) of our report of it to the OMS. */
  reportedAs: string | undefined;
}

/** A child order: what we gave a venue, and what it told us. */
export interface Child {
  /** The ClOrdID of its first message; requests append `R` and a number. */
  readonly childId: string;
  readonly parentId: string;
  readonly ordType: string;
  readonly timeInForce: string;
  /** The venue session it was released to; undefined when it never was. */
  venue: SessionId | undefined;
  /** Turn that released it; with BatchWritten this tells whether the bytes were handed to the socket. */
  releasedSeq: number;
  /** ClOrdID the venue has in force. */
  clOrdId: string;
  /** Cancels and replaces asked so far, for their ClOrdIDs. */
  requests: number;
  /** A replace that the risk gate has not judged yet. */
  proposed: boolean;
  venueOrderId: string | undefined;
  state: OrderState;
  readonly fills: Booked[];
}

/** The fill booked under an ExecID of the venue; the latest first, which is the one mostly meant. */
export function fillOf(child: Child, execId: string): Booked | undefined {
  for (let i = child.fills.length - 1; i >= 0; i--) if (child.fills[i]!.execId === execId) return child.fills[i];
  return undefined;
}
