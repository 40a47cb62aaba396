import type { Micros, Px, Qty } from '../numbers';
import type { SessionId } from '../ports';
import type { SeenLevel } from './levels';

/** Where orders may go when there is a choice, what venues show, and why one was chosen. */

/** Which venues orders in some symbols may go to. The first rule that names a symbol holds. */
export interface RoutingRule {
  /** Symbols; in each `*` stands for any text. */
  readonly symbols: readonly string[];
  /** The preferred first. */
  readonly venues: readonly SessionId[];
  /** `price`: by what is shown, with fees; `order`: the first that takes orders. */
  readonly by: 'price' | 'order';
}
/** How orders are routed where there are several venues, or rules. */
export interface Routing {
  /** Absent: every symbol to any venue, in their order. */
  readonly rules?: readonly RoutingRule[] | undefined;
  /** What ExDestination (100) may say -> the venue that it means; `*` is the venue that any other text goes to. */
  readonly destinations: Readonly<Record<string, SessionId>>;
}
/**
 * What venues showed of a symbol by the moment an order in it was due, recorded because the router reads it; only where it has a choice.
 * It is the whole of what is known: a venue that is not here shows nothing. Prices and quantities are decimal text.
 */
export interface VenuesSeen {
  readonly type: 'VenuesSeen';
  readonly symbol: string;
  readonly shown: readonly VenueShown[];
}
export interface VenueShown {
  readonly venue: SessionId;
  /** When the latest update of it was received. */
  readonly asOf: Micros;
  /** Best levels, best first. */
  readonly bids: readonly SeenLevel[];
  readonly asks: readonly SeenLevel[];
}
/** Why a child went to its venue, where several would have taken it. */
export interface VenueChoice {
  /** `named`: the OMS named it; `order`: the first by preference; `taking`: the best price with fees; `resting`: the best place to wait. */
  readonly by: 'named' | 'order' | 'taking' | 'resting';
  /** How many venues would have taken it. */
  readonly among: number;
  /** Taking: what it shows within the child's limit; resting: what stands there before the child. Units. */
  readonly shown?: Qty | undefined;
  /** Taking: mean price of the child with the fee; resting: the fee. Price units, for a reader only. */
  readonly cost?: Px | undefined;
}
