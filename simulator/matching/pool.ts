import type { Side } from './types';

/** A copy of a typed array with twice its length. */
export function doubled<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const bigger = new (array.constructor as new (n: number) => T)(array.length * 2);
  bigger.set(array);
  return bigger;
}

/**
 * Where an order is: shown in the book; hidden in it; a stop order that waits; for the opening auction only; for the closing auction
 * only; a market order for the auction to come.
 */
export const LIT = 0;
export const DARK = 1;
export const STOP = 2;
export const OPENING = 3;
export const CLOSING = 4;
export const MARKET = 5;
export const ZONES = 6;
export type Zone = typeof LIT | typeof DARK | typeof STOP | typeof OPENING | typeof CLOSING | typeof MARKET;

// An order's flags: bit 0 its side, bits 1 to 3 its zone (together its place), and what is rare about it.
export const PLACE = 15;
export const ICEBERG = 16;
export const SELF_TRADE = 32;
export const POST_ONLY = 64;
/** Index of the book side in which the orders of a side and zone are. */
export const placeOf = (side: Side, zone: Zone): number => side | (zone << 1);
export const sideOf = (flags: number): Side => (flags & 1) as Side;
export const zoneOf = (flags: number): Zone => ((flags >> 1) & 7) as Zone;

/**
 * Orders in the book, a slot each, one column a field. `next` and `prev` link the queue of a level; a free slot's `next` is the next
 * free one. `reserve` and `show` mean something for icebergs only, `selfTrade` for orders with that flag only.
 */
export class OrderPool {
  id = new Float64Array(1024);
  /** Lots in the queue of its level: of an iceberg those that are shown now. */
  leaves = new Float64Array(1024);
  owner = new Int32Array(1024);
  flags = new Uint8Array(1024);
  /** Level slot within the order's book side. */
  level = new Int32Array(1024);
  next = new Int32Array(1024);
  prev = new Int32Array(1024);
  /** Lots of an iceberg behind those shown. */
  reserve = new Float64Array(1024);
  /** Lots that an iceberg shows at a time. */
  show = new Float64Array(1024);
  /** Self-trade id times 4 plus the mode. */
  selfTrade = new Int32Array(1024);
  private free = -1;
  private used = 0;

  /** A slot that holds the order, linked nowhere yet. */
  take(id: number, owner: number, flags: number, leaves: number): number {
    let slot = this.free;
    if (slot >= 0) this.free = this.next[slot]!;
    else {
      if (this.used === this.id.length) this.grow();
      slot = this.used++;
    }
    this.id[slot] = id;
    this.owner[slot] = owner;
    this.flags[slot] = flags;
    this.leaves[slot] = leaves;
    return slot;
  }

  release(slot: number): void {
    this.next[slot] = this.free;
    this.free = slot;
  }

  /** All lots of an order that are open, an iceberg's hidden ones included. */
  open(slot: number): number {
    const shown = this.leaves[slot]!;
    return (this.flags[slot]! & ICEBERG) === 0 ? shown : shown + this.reserve[slot]!;
  }

  private grow(): void {
    this.id = doubled(this.id);
    this.leaves = doubled(this.leaves);
    this.owner = doubled(this.owner);
    this.flags = doubled(this.flags);
    this.level = doubled(this.level);
    this.next = doubled(this.next);
    this.prev = doubled(this.prev);
    this.reserve = doubled(this.reserve);
    this.show = doubled(this.show);
    this.selfTrade = doubled(this.selfTrade);
  }
}
