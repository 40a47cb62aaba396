import type { Micros } from '../../src/core/numbers';
import type { Lots, Ticks } from '../matching/types';
import { type Agent, MarketMaker, NoiseTrader, ReferenceWalk, type Scene } from './agents';
import { Draws, seedOf } from './draws';
import type { Floor, Market } from './market';

/** What an agent market starts from. */
export interface AgentMarketOptions {
  readonly seed: number;
  readonly symbol: string;
  /** Where the reference price starts. */
  readonly reference: Ticks;
  /** When the first agent acts. */
  readonly start: Micros;
  /** A usual order's size; 100 lots where it is not given. */
  readonly unit?: Lots;
}

const SECOND = 1_000_000;

/** Three makers from tight and quick to wide and slow, a reference that moves about twice a second, and four noise traders. */
const agentsOf = (reference: Ticks): Agent[] => [
  new ReferenceWalk(reference, SECOND / 2),
  new MarketMaker({ half: 1, step: 1, levels: 6, lag: 1, every: SECOND / 5 }),
  new MarketMaker({ half: 2, step: 2, levels: 6, lag: 2, every: SECOND / 3 }),
  new MarketMaker({ half: 4, step: 3, levels: 6, lag: 4, every: SECOND / 2 }),
  new NoiseTrader(2 * SECOND),
  new NoiseTrader(2 * SECOND),
  new NoiseTrader(2 * SECOND),
  new NoiseTrader(2 * SECOND),
];

interface Seat {
  readonly agent: Agent;
  readonly draws: Draws;
  readonly owner: number;
  decisions: number;
  at: Micros;
}

/**
 * A two-sided market made by seeded agents. The same options and the same orders from outside give the same events; an order from
 * outside changes what the agents find, never what they draw. The reference price takes no notice of trades: no permanent impact.
 */
export class AgentMarket implements Market {
  private readonly seats: Seat[];
  private scene: Scene | undefined;
  private ids = 0;

  constructor(private readonly options: AgentMarketOptions) {
    const seed = seedOf(options.seed, options.symbol);
    this.seats = agentsOf(options.reference).map((agent, i) => ({
      agent,
      draws: new Draws(seed, i),
      owner: -1 - i,
      decisions: 0,
      at: options.start,
    }));
  }

  nextAt(): Micros {
    return this.next().at;
  }

  step(floor: Floor): void {
    this.scene ??= {
      book: floor.book,
      reference: this.options.reference,
      unit: this.options.unit ?? 100,
      newId: () => -++this.ids,
    };
    const seat = this.next();
    seat.draws.decide(seat.decisions++);
    seat.at += seat.agent.act(this.scene, seat.draws, seat.owner);
  }

  traded(): void {}

  /** The seat that acts next; ties go to the lower number. */
  private next(): Seat {
    let first = this.seats[0]!;
    for (const seat of this.seats) if (seat.at < first.at) first = seat;
    return first;
  }
}
