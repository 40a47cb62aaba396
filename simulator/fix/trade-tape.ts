import type { Micros } from '../../src/core/numbers';
import type { PublicTrade } from '../market/exchange-types';
import { BUY, type Lots, type Ticks } from '../matching/types';
import type { VenueInstrument } from './instrument';
import { type Entry, TRADE } from './market-data-messages';

/** Trades of a symbol between two publications that are told; of more, the last ones are. */
export const MOST_TRADES = 100;

/** A match in the book, as an entry. */
export function tradeEntry(
  { symbol, ticks, lots }: VenueInstrument,
  tradeNo: number,
  price: Ticks,
  qty: Lots,
  at: Micros,
): Entry {
  return { type: TRADE, id: `${symbol}-T${tradeNo}`, px: ticks.format(price), qty: lots.format(qty), at };
}

interface Slot {
  no: number;
  price: Ticks;
  /** Set for a trade beside the book, whose price need not be in whole ticks. */
  priceText: string | undefined;
  qty: Lots;
  at: Micros;
  aggressor: Entry['aggressor'];
}

/** The last trades of a symbol. Writing one down makes no garbage and no text: that is made where somebody reads. */
export class TradeTape {
  private readonly slots: Slot[] = [];
  /** Trades ever, and how many of them were published. */
  private count = 0;
  private told = 0;
  private prints = 0;

  constructor(private readonly instrument: VenueInstrument) {
    for (let i = 0; i < MOST_TRADES; i++)
      this.slots.push({ no: 0, price: 0, priceText: undefined, qty: 0, at: 0, aggressor: undefined });
  }

  /** A match in the book, by its number. In an auction nobody came in. */
  traded({ tradeNo, price, qty, side, auction }: PublicTrade, at: Micros): void {
    this.put(tradeNo, price, undefined, qty, at).aggressor = auction ? undefined : side === BUY ? '1' : '2';
  }

  /** A trade beside the book, which the exchange does not number. */
  printed(priceText: string, qty: Lots, at: Micros): void {
    this.put(++this.prints, 0, priceText, qty, at).aggressor = undefined;
  }

  /** The trades since the last call, oldest first. */
  take(): Entry[] {
    const entries: Entry[] = [];
    for (let i = Math.max(this.told, this.count - MOST_TRADES); i < this.count; i++) entries.push(this.entry(i));
    this.told = this.count;
    return entries;
  }

  /** Publishes nothing of what traded since the last call. */
  skip(): void {
    this.told = this.count;
  }

  last(): Entry | undefined {
    return this.count === 0 ? undefined : this.entry(this.count - 1);
  }

  private put(no: number, price: Ticks, priceText: string | undefined, qty: Lots, at: Micros): Slot {
    const slot = this.slots[this.count++ % MOST_TRADES]!;
    slot.no = no;
    slot.price = price;
    slot.priceText = priceText;
    slot.qty = qty;
    slot.at = at;
    return slot;
  }

  private entry(i: number): Entry {
    const { no, price, priceText, qty, at, aggressor } = this.slots[i % MOST_TRADES]!;
    const { symbol, ticks, lots } = this.instrument;
    const beside = priceText !== undefined;
    const [id, px] = beside ? [`${symbol}-P${no}`, priceText] : [`${symbol}-T${no}`, ticks.format(price)];
    return { type: TRADE, id, px, qty: lots.format(qty), at, aggressor: beside ? undefined : aggressor };
  }
}
