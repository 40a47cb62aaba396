import type { Micros } from '../../src/core/numbers';
import type { OrderBook } from '../matching/book';
import { BUY, type Lots, opposite, SELL, type Side, type Ticks } from '../matching/types';
import type { Draws } from './draws';

/** What the agents of a symbol share. */
export interface Scene {
  book: OrderBook;
  /** What the market thinks the symbol is worth. Only the walk moves it. */
  reference: Ticks;
  /** A usual order's size. */
  readonly unit: Lots;
  /** An order id that was never used. */
  newId(): number;
}

/** Acts now and says how long it will wait before it acts again. */
export interface Agent {
  act(scene: Scene, draws: Draws, owner: number): Micros;
}

const SIDES = [BUY, SELL] as const;
const away = (side: Side, from: Ticks, ticks: number): Ticks => (side === BUY ? from - ticks : from + ticks);

/**
 * The reference price: a slow random walk, a tick at a time, that is pulled back to where it began the more the further it is away
 * (at `reach` ticks it only comes back). It never goes below 20 ticks.
 */
export class ReferenceWalk implements Agent {
  private readonly home: Ticks;
  private readonly reach: number;

  constructor(
    home: Ticks,
    private readonly every: Micros,
  ) {
    this.home = home;
    this.reach = Math.max(20, Math.floor(home / 50));
  }

  act(scene: Scene, draws: Draws): Micros {
    const lean = draws.below(2 * this.reach) - this.reach < this.home - scene.reference;
    const moved = scene.reference + (lean ? 1 : -1);
    if (moved >= 20) scene.reference = moved;
    return draws.wait(this.every);
  }
}

/** How a market maker quotes: its first quote `half` ticks from its centre, then one every `step` ticks. */
export interface Ladder {
  readonly half: number;
  readonly step: number;
  readonly levels: number;
  /** It moves its centre only once the reference is this many ticks away. */
  readonly lag: number;
  readonly every: Micros;
}

/** Quotes both sides at several levels, follows the reference, and refills what was taken. It knows no inventory limit. */
export class MarketMaker implements Agent {
  /** Order ids: bid and ask of each level in turn. */
  private readonly ids: Float64Array;
  private centre: Ticks | undefined;

  constructor(private readonly ladder: Ladder) {
    this.ids = new Float64Array(ladder.levels * 2);
  }

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const { half, step, levels, lag, every } = this.ladder;
    if (this.centre === undefined || Math.abs(scene.reference - this.centre) >= lag) this.centre = scene.reference;
    for (let level = 0; level < levels; level++)
      for (const side of SIDES) {
        const qty = scene.unit * (1 + draws.below(3) + Math.min(level, 2));
        this.quote(scene, { at: level * 2 + side, side, price: away(side, this.centre, half + level * step), qty, owner });
      }
    return draws.wait(every);
  }

  private quote(scene: Scene, q: { at: number; side: Side; price: Ticks; qty: Lots; owner: number }): void {
    const { book } = scene;
    const id = this.ids[q.at]!;
    const leaves = book.leaves(id);
    if (q.price < 1) {
      if (leaves > 0) book.cancel(id);
      return;
    }
    if (leaves > 0) {
      if (book.priceOf(id) !== q.price || leaves * 2 < scene.unit) book.replace(id, q.qty, q.price);
      return;
    }
    this.ids[q.at] = scene.newId();
    book.enter({ id: this.ids[q.at]!, owner: q.owner, side: q.side, qty: q.qty, price: q.price, tif: 'Day' });
  }
}

/** Trades for no reason: mostly takes the best price (within `SLIPPAGE` ticks), else joins or betters its own side for a while. */
export class NoiseTrader implements Agent {
  private static readonly SLIPPAGE = 3;
  private resting = 0;

  constructor(private readonly every: Micros) {}

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const { book } = scene;
    if (this.resting !== 0 && draws.below(2) === 0) {
      book.cancel(this.resting);
      this.resting = 0;
    }
    const side: Side = draws.below(2) === 0 ? BUY : SELL;
    const qty = Math.max(1, Math.floor((scene.unit * (1 + draws.below(20))) / 10));
    const takes = draws.below(10) < 6;
    const touch = book.best(opposite(side));
    if (takes && touch !== undefined) {
      const price = away(side, touch, -NoiseTrader.SLIPPAGE);
      if (price > 0) book.enter({ id: scene.newId(), owner, side, qty, price, tif: 'IOC' });
    } else if (this.resting === 0 || book.leaves(this.resting) === 0) {
      this.resting = this.join(scene, side, qty, { owner, better: draws.below(3) - 1 });
    }
    return draws.wait(this.every);
  }

  /** Rests near its own side's best price, `better` ticks inside of it where that does not cross; returns the order's id. */
  private join({ book, reference, newId }: Scene, side: Side, qty: Lots, at: { owner: number; better: number }): number {
    const own = book.best(side) ?? away(side, reference, 2);
    const other = book.best(opposite(side));
    const wanted = away(side, own, -at.better);
    const crosses = other !== undefined && (side === BUY ? wanted >= other : wanted <= other);
    const price = crosses ? own : wanted;
    if (price < 1) return 0;
    const id = newId();
    book.enter({ id, owner: at.owner, side, qty, price, tif: 'Day' });
    return id;
  }
}
