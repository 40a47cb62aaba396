import { LevelColumns } from '../../../src/core/features/levels';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';

export type Level = readonly [px: number, qty: number];

/** What an engine may be told. */
export type Heard =
  | { readonly type: 'book'; readonly at: number; readonly bids: readonly Level[]; readonly asks: readonly Level[] }
  | { readonly type: 'trade'; readonly at: number; readonly px: number; readonly qty: number; readonly sign: number }
  | { readonly type: 'status'; readonly at: number; readonly trading: boolean }
  | { readonly type: 'news'; readonly at: number; readonly urgency: number };

const [bids, asks] = [new LevelColumns(), new LevelColumns()];

const fill = (columns: LevelColumns, levels: readonly Level[]): void => {
  columns.clear();
  for (const [px, qty] of levels) columns.add(px, qty);
};

export function tell(engine: SymbolFeatures, e: Heard): void {
  if (e.type === 'trade') engine.trade(e.at, e.px, e.qty, e.sign);
  else if (e.type === 'status') engine.status(e.at, e.trading);
  else if (e.type === 'news') engine.news(e.at, e.urgency);
  else {
    fill(bids, e.bids);
    fill(asks, e.asks);
    engine.book(e.at, bids, asks);
  }
}

export function told(events: readonly Heard[], qtyScale = 0): SymbolFeatures {
  const engine = new SymbolFeatures({ qtyScale });
  for (const e of events) tell(engine, e);
  return engine;
}

/** The vector as of `at`, by name. */
export function vectorOf(engine: SymbolFeatures, at: number): Record<string, number> {
  const values = new Float64Array(SYMBOL_FEATURES.length);
  engine.read(at, values);
  return Object.fromEntries(SYMBOL_FEATURES.map(({ name }, i) => [name, values[i]!]));
}

/** What large numbers leave of one another is as exact as they are. */
const LEAST: Readonly<Record<string, number>> = { trend300: 1e-3, microprice: 0.1 };

/** What differs by more than a part in 10^9 of the larger (or of 10^-9, but for LEAST), or where one is NaN and the other is not. */
export const unlike = (a: Record<string, number>, b: Record<string, number>): string[] =>
  Object.keys(a).flatMap(name => {
    const [x, y] = [a[name]!, b[name] ?? Number.POSITIVE_INFINITY];
    const near = Object.is(x, y) || Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y), LEAST[name] ?? 1e-9);
    return near ? [] : [`${name}: ${x} and ${y}`];
  });
