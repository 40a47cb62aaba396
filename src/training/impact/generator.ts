import { type ImpactModel, type ImpactQuery, impactOf, noiseOf } from '../../core/impact/model';
import { Chance } from './chance';
import { type Metaorder, withEarlier } from './metaorder';

export interface GeneratorOptions {
  readonly seed: number;
  readonly days: number;
  readonly symbols: number;
  /** Orders a symbol and day. */
  readonly orders: number;
  /** What the costs obey: what a fit should find again. */
  readonly truth: ImpactModel;
  /** Noise over the model's own scale; 1 is what a price does that wanders freely while an order is worked. */
  readonly noise: number;
}

/** One order in so many has noise of thrice the size: tails are fatter than a normal law's. */
const ROUGH = 0.1;
const ROUGH_SIZE = 2;
/** A side is that of the order before it with this chance: sides cluster, so that orders meet what earlier ones left. */
const SAME_SIDE = 0.75;

/**
 * Synthetic metaorders that obey a model of impact exactly, plus noise: seeded, so that a fit can be held to what it should find. No market
 * is behind them. A cluster is a day.
 */
export function generateMetaorders(options: GeneratorOptions): Metaorder[] {
  const { seed, days, symbols, truth, noise } = options;
  const chance = new Chance('metaorders', seed);
  const orders: Metaorder[] = [];
  for (let day = 1; day <= days; day++)
    for (let symbol = 1; symbol <= symbols; symbol++) orders.push(...symbolDay(options, { day, symbol }, chance));
  return withEarlier(orders, truth).map((query, n) => {
    const rough = chance.happens(ROUGH) ? ROUGH_SIZE : 1;
    const error = chance.normal() * rough * noise * noiseOf(truth, query);
    return { ...orders[n]!, cost: impactOf(truth, query).q50 + error };
  });
}

function symbolDay({ orders, truth }: GeneratorOptions, where: { day: number; symbol: number }, chance: Chance): Metaorder[] {
  const volatility = chance.logBetween(0.008, 0.04);
  const spread = chance.logBetween(1, 15);
  let buy = chance.happens(0.5);
  return Array.from({ length: orders }, () => {
    buy = chance.happens(SAME_SIDE) ? buy : !buy;
    const duration = chance.logBetween(120, 3600);
    const participation = chance.logBetween(0.01, 0.5);
    const query: ImpactQuery = {
      size: (participation * duration) / truth.daySeconds,
      volatility,
      spread,
      duration,
      depth: chance.logBetween(2e-5, 5e-4),
    };
    const start = chance.between(0, truth.daySeconds - duration);
    return { cluster: `day ${where.day}`, symbol: `S${where.symbol}`, buy, start, query, cost: 0 };
  });
}
