import type { Micros } from '../../../src/core/numbers';
import type { Lots, Ticks, Trade } from '../../matching/types';
import { AgentMarket } from '../agent-market';
import { type Agent, midOf, type Scene } from '../agents/agent';
import { MetaorderTrader } from '../agents/metaorder';
import { MomentumTrader } from '../agents/momentum';
import { NoiseTrader } from '../agents/noise';
import { steady, type Weather, WeatherChange } from '../agents/weather';
import { type Draws, SECOND } from '../draws';
import type { Floor, Market } from '../market';
import { GUEST_IDS } from '../tape-ledger';

/** Agents that trade on top of a tape. */
export interface GuestOptions {
  readonly seed: number;
  readonly symbol: string;
  /** A usual price, in ticks. */
  readonly reference: Ticks;
  readonly start: Micros;
  /** A usual order's size; 100 lots where it is not given. */
  readonly unit?: Lots | undefined;
  readonly weather?: Weather | undefined;
}

/** In the place of a value that is drawn: what the tape's prices say the symbol is worth. */
class TapeValue implements Agent {
  act(scene: Scene, draws: Draws): Micros {
    scene.value = midOf(scene.book) ?? scene.value;
    scene.known = scene.value;
    return draws.wait(SECOND / 4);
  }
}

/** Those who take: the tape has its own makers, and its own news. */
const castOf = (weather: Weather): Agent[] => [
  new WeatherChange(weather),
  new TapeValue(),
  new NoiseTrader(),
  new NoiseTrader(),
  new MetaorderTrader(),
  new MetaorderTrader(),
  new MomentumTrader(),
];

/**
 * A replayed tape with seeded agents on top of it, in one book. To the tape they are orders from outside like ours: what they take is gone until it shows
 * more, and moves its prices by the impact that the player was given. The tape itself does not react to either.
 */
export class TapeWithGuests implements Market {
  private readonly guests: AgentMarket;

  constructor(
    private readonly tape: Market,
    { weather = steady('calm'), unit, ...options }: GuestOptions,
  ) {
    this.guests = new AgentMarket({ ...options, ...(unit && { unit }), weather, cast: castOf(weather), idsBelow: GUEST_IDS });
  }

  get pinned(): boolean {
    return this.tape.pinned;
  }

  nextAt(): Micros | undefined {
    const tape = this.tape.nextAt();
    return tape === undefined ? this.guests.nextAt() : Math.min(tape, this.guests.nextAt());
  }

  /** At the same time the tape goes first. */
  step(floor: Floor): void {
    const tape = this.tape.nextAt();
    if (tape !== undefined && tape <= this.guests.nextAt()) this.tape.step(floor);
    else this.guests.step(floor);
  }

  traded(trade: Trade, at: Micros): void {
    this.tape.traded(trade, at);
    this.guests.traded(trade);
  }
}
