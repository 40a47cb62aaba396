import type { Micros } from '../../../src/core/numbers';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../../matching/types';
import { type Draws, SECOND } from '../draws';
import { type Agent, away, believed, type Scene } from './agent';

/** What sets one maker apart from another: how many times the climate's spread it quotes, at how many levels, and how often it looks. */
export interface MakerTraits {
  readonly width: number;
  readonly levels: number;
  readonly every: Micros;
}

/** Inventory, in its own quotes, at which a maker has moved its quotes by half its spread, which is as far as it goes. */
const COMFORT = 40;
/** How long (s) it takes to lay its inventory off elsewhere. */
const LAYING_OFF = 300;
const SIDES = [BUY, SELL] as const;
/** Taken once, as in draws.ts. */
const { abs, exp, floor, max, min, round } = Math;

/**
 * Quotes both sides at several levels around what it believes, refills what was taken, and moves its quotes against its inventory so
 * that the side it needs is the better one (Avellaneda and Stoikov, Quantitative Finance 8, 2008, in spirit). It never stops quoting
 * and lays off its inventory in a market that this simulator does not have.
 */
export class MarketMaker implements Agent {
  /** Order ids: bid and ask of each level in turn. */
  private readonly ids: Float64Array;
  private centre: number | undefined;
  private inventory = 0;
  private last: Micros | undefined;

  constructor(private readonly traits: MakerTraits) {
    this.ids = new Float64Array(traits.levels * 2);
  }

  filled(side: Side, qty: Lots): void {
    this.inventory += side === BUY ? qty : -qty;
  }

  act(scene: Scene, draws: Draws, owner: number): Micros {
    const spread = max(1, round(scene.climate.spread * this.traits.width));
    const usual = scene.unit * scene.climate.size;
    this.recentre(scene, spread, usual);
    const bid = floor(this.centre! - spread / 2 + 0.5);
    const step = max(1, round(spread / 3));
    for (let level = 0; level < this.traits.levels; level++)
      for (const side of SIDES) {
        const qty = max(1, round(usual * (1 + draws.below(3) + min(level, 2))));
        const price = away(side, side === BUY ? bid : bid + spread, level * step);
        this.quote(scene, { at: level * 2 + side, side, price, qty, owner });
      }
    return draws.wait(this.traits.every);
  }

  /** Moves the middle of its quotes once what it wants is a third of its spread, or half a tick, away. */
  private recentre(scene: Scene, spread: number, usual: Lots): void {
    const seconds = this.last === undefined ? 0 : (scene.now - this.last) / SECOND;
    this.last = scene.now;
    this.inventory *= exp(-seconds / LAYING_OFF);
    const held = min(1, max(-1, this.inventory / (COMFORT * usual)));
    const wanted = believed(scene) - (held * spread) / 2;
    if (this.centre === undefined || abs(wanted - this.centre) >= max(0.5, spread / 3)) this.centre = wanted;
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
      if (book.priceOf(id) !== q.price || leaves * 2 < q.qty) book.replace(id, q.qty, q.price);
      return;
    }
    this.ids[q.at] = scene.newId();
    book.enter({ id: this.ids[q.at]!, owner: q.owner, side: q.side, qty: q.qty, price: q.price, tif: 'Day' });
  }
}
