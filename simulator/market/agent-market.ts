import type { Micros } from '../../src/core/numbers';
import { type Lots, opposite, SELL, type Ticks, type Trade } from '../matching/types';
import type { Agent, Scene } from './agents/agent';
import { castOf } from './agents/cast';
import { MarketMaker } from './agents/market-maker';
import { OrderFlow } from './agents/order-flow';
import { firstClimate, steady, type Weather } from './agents/weather';
import { Draws, seedOf } from './draws';
import type { Floor, Market } from './market';

/** Where a market leaves the way that its seed would have it go. */
export interface Fork {
  readonly after: Micros;
  readonly seed: number;
}

/** What an agent market starts from. */
export interface AgentMarketOptions {
  readonly seed: number;
  readonly symbol: string;
  /** Where the price starts. */
  readonly reference: Ticks;
  /** When the first agent acts. */
  readonly start: Micros;
  /** A usual order's size; 100 lots where it is not given. */
  readonly unit?: Lots;
  /** The climate, or how climates follow each other; calm where it is not given. */
  readonly weather?: Weather;
  /** Who acts, in the order of their seats; all of `castOf` where it is not given. */
  readonly cast?: readonly Agent[];
  /** Order ids count down from below this; 0 where it is not given. */
  readonly idsBelow?: number;
  /** After this moment (us) everybody draws by another seed: the same past, and another future. */
  readonly fork?: Fork | undefined;
}

interface Seat {
  readonly agent: Agent;
  draws: Draws;
  readonly owner: number;
  decisions: number;
  at: Micros;
}

/**
 * A two-sided market made by seeded agents. The same options and the same orders from outside give the same events. An order from
 * outside changes what the agents find, never what they draw or when they act: two runs with one seed, one with an order and one
 * without, differ by what that order did and nothing else. Whoever trades moves the price (`OrderFlow`), orders from outside included.
 */
export class AgentMarket implements Market {
  readonly pinned = false;
  private readonly seats: Seat[];
  private readonly flow: OrderFlow;
  private scene: Scene | undefined;
  private next: Seat;
  private ids: number;
  private forkAfter: Micros;

  constructor(private readonly options: AgentMarketOptions) {
    const seed = seedOf(options.seed, options.symbol);
    const { start, weather = steady('calm') } = options;
    this.seats = (options.cast ?? castOf(weather)).map((agent, i) => ({
      agent,
      draws: new Draws(seed, i),
      owner: -1 - i,
      decisions: 0,
      at: start,
    }));
    this.ids = options.idsBelow ?? 0;
    this.forkAfter = options.fork?.after ?? Number.POSITIVE_INFINITY;
    this.next = this.seats[0]!;
    this.flow = new OrderFlow(start);
  }

  nextAt(): Micros {
    return this.next.at;
  }

  step(floor: Floor): void {
    const scene = (this.scene ??= this.open(floor));
    const seat = this.next;
    if (seat.at > this.forkAfter) this.fork();
    scene.now = seat.at;
    seat.draws.decide(seat.decisions++);
    seat.at += seat.agent.act(scene, seat.draws, seat.owner);
    this.next = this.earliest();
  }

  /** Makers learn from who takes; from each other, where one's new quote meets another's old one, and from auctions they learn nothing. */
  traded(trade: Trade): void {
    // Before the first agent has acted nobody is there to learn from a trade.
    if (!this.scene) return;
    const { climate, unit } = this.scene;
    const units = trade.qty / unit;
    const taker = this.seatOf(trade.takerOwner)?.agent;
    const teaches = !trade.auction && !(taker instanceof MarketMaker);
    if (teaches) this.flow.traded(trade.takerId, trade.side === SELL ? -units : units, climate.impact);
    taker?.filled?.(trade.side, trade.qty);
    this.seatOf(trade.makerOwner)?.agent.filled?.(opposite(trade.side), trade.qty);
  }

  private fork(): void {
    const { fork, symbol } = this.options;
    const seed = seedOf(fork!.seed, symbol);
    this.seats.forEach((seat, i) => {
      seat.draws = new Draws(seed, i);
    });
    this.forkAfter = Number.POSITIVE_INFINITY;
  }

  private open(floor: Floor): Scene {
    const { reference, start, unit = 100, weather = steady('calm') } = this.options;
    return {
      book: floor.book,
      now: start,
      climate: firstClimate(weather),
      home: reference,
      value: reference,
      known: reference,
      activity: 1,
      flow: this.flow,
      unit,
      waiting: new Map(),
      newId: () => --this.ids,
    };
  }

  private seatOf(owner: number): Seat | undefined {
    return owner < 0 ? this.seats[-1 - owner] : undefined;
  }

  /** The seat that acts next; ties go to the lower number. */
  private earliest(): Seat {
    let first = this.seats[0]!;
    for (const seat of this.seats) if (seat.at < first.at) first = seat;
    return first;
  }
}
