import { LevelColumns } from '../../../src/core/features/levels';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { ImpactModel } from '../../../src/core/impact/model';
import { PRIOR } from '../../../src/core/impact/prior';
import { draw, drawKey } from '../../../src/core/schedule/curves/draws';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';
import { type MarketRows, RowTaker } from '../../../src/training/data/rows';
import type { OwnTrade } from '../../../src/training/own/own-trade';
import { type Print, withoutOwnPrints } from '../../../src/training/own/prints';

/** Prices have six decimals, quantities none. */
const PRICE = 100_000_000;
const START = 1_767_623_400_000_000;
const SECOND = 1_000_000;
export const QUANTUM = 1;

/** Impact of a share: all of it stays, in proportion to the quantity, so that a trade of 50 moves the price by 0.05 bps whenever it comes. */
export const LINEAR: ImpactModel = {
  ...PRIOR,
  delta: 1,
  permanent: 1,
  decay: 0,
  residual: { level: 0, size: 0, volatility: 0, spread: 0 },
};
const QTY = 50;
const KICK = 0.05;
const ADV = (2 * LINEAR.y * 0.02 * QTY * 10_000) / KICK;

/** What happens in a market where others trade at random and move nothing, and we buy for five minutes, rest for five, and so on. */
export interface OurMarket {
  readonly prints: readonly Print[];
  readonly signs: readonly number[];
  readonly own: readonly OwnTrade[];
  readonly end: number;
}

/** Each second somebody takes 100 shares, either way; while we buy we take 50 as well, half a second later, and each time the price is 0.05 bps higher from then on. */
export function marketOfOurs(minutes: number, seed: number): OurMarket {
  const key = drawKey('own', seed);
  const prints: Print[] = [];
  const signs: number[] = [];
  const own: OwnTrade[] = [];
  for (let s = 0; s < minutes * 60; s++) {
    const at = START + s * SECOND;
    prints.push({ at, price: PRICE, qty: 100 });
    signs.push(draw(key, s) < 0.5 ? 1 : -1);
    if (!buys(s)) continue;
    prints.push({ at: at + SECOND / 2, price: PRICE, qty: QTY });
    signs.push(1);
    const inputs = {
      qty: QTY,
      adv: ADV,
      mid: PRICE,
      spread: 2,
      volatility: 0.02,
      volatilityFrom: 'market' as const,
      duration: 0,
    };
    own.push({ at: at + SECOND / 2, price: PRICE, qty: QTY, buy: true, took: true, order: { inputs, before: own.length * QTY } });
  }
  return { prints, signs, own, end: START + minutes * 60 * SECOND };
}

/** Whether we buy in a second: every other five minutes. */
export const buys = (second: number): boolean => Math.floor(second / 300) % 2 === 1;
export const secondOf = (at: number): number => Math.round((at - START) / SECOND);

/** Rows a second of what a gateway would have known, with all trades, or with ours taken out; the book moves with our trades in both. */
export function rowsOf({ prints, signs, own, end }: OurMarket, ours: 'in' | 'out'): MarketRows {
  const left = ours === 'in' ? prints.map(p => p.qty) : withoutOwnPrints(prints, own).left;
  const engine = new SymbolFeatures({ qtyScale: 0 });
  const rows = new RowTaker();
  const [bids, asks] = [new LevelColumns(), new LevelColumns()];
  const vector = new Float64Array(SYMBOL_FEATURES.length);
  let [next, moved, bought] = [0, 0, 0];
  for (let at = START; at < end; at += SECOND) {
    for (; next < prints.length && prints[next]!.at <= at; next++)
      if (left[next]! > 0) engine.trade(prints[next]!.at, prints[next]!.price, left[next]!, signs[next]!);
    while (bought < own.length && own[bought]!.at <= at) {
      moved += KICK;
      bought++;
    }
    const mid = PRICE * (1 + moved / 10_000);
    bids.clear();
    asks.clear();
    bids.add(Math.round(mid - 5000), 400);
    asks.add(Math.round(mid + 5000), 400);
    engine.book(at, bids, asks);
    engine.read(at, vector);
    rows.add(at, engine.mid2 / 2 / 1e6, vector);
  }
  return rows.rows();
}
