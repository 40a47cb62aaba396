import type { Micros } from '../../../src/core/numbers';
import type { OrderBook } from '../../matching/book';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../../matching/types';
import type { Draws } from '../draws';
import type { Climate } from './climate';
import type { OrderFlow } from './order-flow';

/** What the agents of a symbol share. Worths are ticks with a fraction; what is sent to the book is whole ticks. */
export interface Scene {
  book: OrderBook;
  /** When the agent whose turn it is acts. */
  now: Micros;
  climate: Climate;
  /** Where the symbol began; one hundredth of a percent of it is a basis point here. */
  readonly home: Ticks;
  /** What the symbol is worth. Orders never move it. */
  value: number;
  /** What the public knows of `value`: the same, a little later. */
  known: number;
  /** How busy the market is; 1 is usual. It scales the noise of the value and how often agents act. */
  activity: number;
  /** What the trades so far have done to the price. */
  readonly flow: OrderFlow;
  /** A usual order's size. */
  readonly unit: Lots;
  /** Orders that wait for an auction, by owner. */
  readonly waiting: Map<number, number>;
  /** An order id that was never used. */
  newId(): number;
}

/**
 * Acts now and says how long it will wait before it acts again. Whatever the book looks like it takes the same draws, and the time it
 * waits depends on draws, climate and activity alone: an order from outside changes what it finds, never what it draws or when it acts.
 */
export interface Agent {
  act(scene: Scene, draws: Draws, owner: number): Micros;
  /** An order of its own traded `qty` lots on `side`. */
  filled?(side: Side, qty: Lots): void;
}

/** `ticks` further from the other side than `from`: below it for a bid, above it for an ask. */
export const away = (side: Side, from: Ticks, ticks: number): Ticks => (side === BUY ? from - ticks : from + ticks);

/** Basis points of where the symbol began, as ticks. */
export const ticksOf = (scene: Scene, bps: number): number => (bps * scene.home) / 10_000;

/** What a maker takes the symbol to be worth: what is publicly known, moved by what trades have taught. Ticks. */
export const believed = (scene: Scene): number => scene.known + ticksOf(scene, scene.flow.shift(scene.now));

/** Middle of the best prices, in ticks and halves; undefined where a side is empty. */
export function midOf(book: OrderBook): number | undefined {
  const bid = book.best(BUY);
  const ask = book.best(SELL);
  return bid === undefined || ask === undefined ? undefined : (bid + ask) / 2;
}

/** While orders are collected for an auction they are this many times as large: that is where size trades. */
const IN_AUCTION = 5;

/**
 * Takes up to `qty` lots at `limit` or better, at once; nothing where the limit is below one tick. While orders are only collected for an
 * auction it waits for that with a larger order; what the auction left of it goes when its owner acts again.
 */
export function take(scene: Scene, owner: number, order: { side: Side; qty: Lots; limit: Ticks }): void {
  const { book, waiting } = scene;
  const { side, qty, limit } = order;
  const left = waiting.get(owner);
  if (left !== undefined) {
    if (book.leaves(left) > 0) book.cancel(left);
    waiting.delete(owner);
  }
  if (limit < 1) return;
  const id = scene.newId();
  if (!book.collecting) {
    book.enter({ id, owner, side, qty, price: limit, tif: 'IOC' });
    return;
  }
  book.enter({ id, owner, side, qty: qty * IN_AUCTION, price: limit, tif: 'Day' });
  waiting.set(owner, id);
}
