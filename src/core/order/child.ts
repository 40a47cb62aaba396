import type { TradeText } from '../facts';
import type { Micros, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { ChildDrawn } from '../risk/exposure/drawn';
import type { OrderState } from './order';

/** A fill as it was booked, by the venue's ExecID. */
export interface Booked {
  readonly execId: string;
  /** Trade date as the venue told it; ExecIDs are unique within a day only. */
  readonly date: string | undefined;
  /** When it was booked (us); undefined in archives from before this was kept. */
  readonly at: Micros | undefined;
  /** LastLiquidityInd (851): 1 added, 2 removed, 4 auction. */
  readonly liquidity: string | undefined;
  readonly trade: TradeText;
  /** Bust or corrected since: kept, so that a repeat of it is known for one. */
  superseded: boolean;
  /** A bust or correction: ExecID that what it changed is booked under; undefined for a fill, and in archives from before this was kept. */
  readonly ref?: string | undefined;
  /** What it goes by besides; undefined where venue and drop copy name it as it is booked. */
  names?: OtherNames | undefined;
  /** ExecID (17) of our report of it to the OMS. */
  reportedAs: string | undefined;
}

/** ExecIDs (17) of a booked trade that are not the one it is booked under. */
export interface OtherNames {
  /** Drop copy session of which a person adopted it. */
  readonly adopted?: SessionId | undefined;
  /** Adopted, and told by the venue since: under this ExecID, which may be the same. */
  readonly venue?: string | undefined;
  /** ExecID of the drop copy, where that is one of its own. */
  readonly copy?: string | undefined;
}

/** A child order: what we gave a venue, and what it told us. */
export interface Child {
  /** The ClOrdID of its first message; requests append `R` and a number. */
  readonly childId: string;
  readonly parentId: string;
  readonly ordType: string;
  readonly timeInForce: string;
  /** At most so much of it is shown at a time; undefined where all of it is. */
  readonly displayQty: Qty | undefined;
  /** When its terms were last sent (us), or proposed. */
  termsAt: Micros;
  /** The venue session it was released to; undefined when it never was. */
  venue: SessionId | undefined;
  /** When the venue was asked about it (or could not be), while it has not answered: it is in doubt. */
  doubtedAt: Micros | undefined;
  /** ClOrdID the venue has in force. */
  clOrdId: string;
  /** Cancels and replaces asked so far, for their ClOrdIDs. */
  requests: number;
  /** A replace that the risk gate has not judged yet. */
  proposed: boolean;
  /** Cancels that the venue refused in a row. */
  refusedCancels: number;
  venueOrderId: string | undefined;
  state: OrderState;
  /** What it has of its parent's exposure. */
  drawn: ChildDrawn;
  /** Oldest first. */
  fills: Booked[];
}

/** What a child begins with: most have one fill, and an array that grows takes room for many. */
export const NO_FILLS: Booked[] = [];

/** The fill booked under an ExecID of the venue; the latest first, which is the one mostly meant. With a `date`, only one of that day or of none. */
export function fillOf(child: Child, execId: string, date?: string): Booked | undefined {
  for (let i = child.fills.length - 1; i >= 0; i--) {
    const fill = child.fills[i]!;
    if (fill.execId === execId && (date === undefined || fill.date === undefined || fill.date === date)) return fill;
  }
  return undefined;
}

/** The fill that a venue means by an ExecID: one that was adopted goes by the venue's own name too. */
export const toldByVenue = (child: Child, execId: string, date?: string): Booked | undefined =>
  fillOf(child, execId, date) ?? child.fills.find(({ names }) => names?.venue === execId);

/** The trade that a drop copy means by an ExecID. */
export const toldByCopy = (child: Child, execId: string): Booked | undefined =>
  child.fills.find(({ names }) => names?.copy === execId) ?? fillOf(child, execId);
