import { utcDayOf } from '../../core/civil';
import { LevelColumns } from '../../core/features/levels';
import { SYMBOL_FEATURES } from '../../core/features/names';
import type { Target } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';
import type { DayVolume } from '../../core/schedule/curves/volume';
import { ExpectedSessions } from '../../market-data/features/expected-sessions';
import { Sampler } from '../../market-data/features/sampler';
import { SymbolFeatures } from '../../market-data/features/symbol-features';
import { type JoinSide, Labels, WARM_UP } from '../../training/data/labels';
import { afterWarmUp, type MarketRows, RowTaker } from '../../training/data/rows';
import type { Column, Subject } from '../../validation/guards/look-ahead';
import { madeUpHours } from '../backtest/compare/hours';
import { MADE_UP_PRICE_SCALE, type MarketEvent, type MarketLevel, madeUpEvents } from './made-up-events';

/** Between rows (us): as training takes them down. */
export const EVERY: Micros = 1_000_000;
/** Monday 2026-01-05 at 10:00 in New York: the made-up hours are open. */
export const BEGIN: Micros = Date.UTC(2026, 0, 5, 15) * 1000;
const SYMBOL = 'MADE-UP';

/** A stream of events, the volume of the days before it, when it ends, and the decimals of its prices and quantities. */
export interface EventMarket {
  readonly events: readonly MarketEvent[];
  readonly history: readonly DayVolume[];
  readonly to: Micros;
  readonly scales: { readonly priceScale: number; readonly qtyScale: number };
}

/** A made-up market of so many minutes. */
export function eventMarket(seed: number, minutes: number): EventMarket {
  const to = BEGIN + minutes * 60 * EVERY;
  const scales = { priceScale: MADE_UP_PRICE_SCALE, qtyScale: 0 };
  return { events: madeUpEvents({ seed, from: BEGIN, to }), history: daysBefore(BEGIN, seed), to, scales };
}

/** Made-up volumes of the twenty days before a moment. */
export function daysBefore(at: Micros, seed: number): DayVolume[] {
  const hours = { open: 34_200, close: 57_600, binSeconds: 300 };
  const bins = Array.from({ length: 78 }, (_, n) => 1000 + ((seed + 7 * n) % 13) * 100);
  return Array.from({ length: 20 }, (_, n): DayVolume => ({ ...hours, day: utcDayOf(at) - 20 + n, bins }));
}

/** The market up to a moment, and another one behind it. */
export const otherAfter = (market: EventMarket, cut: Micros, seed: number): EventMarket => ({
  ...market,
  events: [...market.events.filter(e => e.at <= cut), ...madeUpEvents({ seed: seed ^ 0x5eed, from: cut, to: market.to })],
});

/** What the feature engine knows of a stream, a row a second: the engine, the sampler and the expected volume that the gateway and `sluice data features` use. */
export function rowsOfEvents({ events, history, scales }: EventMarket): MarketRows {
  const engine = new SymbolFeatures(scales);
  const taker = new RowTaker();
  const sampler = new Sampler(engine, { every: EVERY, priceUnits: 10 ** scales.priceScale }, row =>
    taker.add(row.at, row.mid, row.vector),
  );
  const sessions = new ExpectedSessions({ symbol: SYMBOL, reference: madeUpHours(SYMBOL), history });
  const [bids, asks] = [new LevelColumns(), new LevelColumns()];
  for (const e of events) {
    sampler.before(e.at);
    sessions.tell(engine, e.at);
    if (e.type === 'trade') engine.trade(e.at, e.px, e.qty, e.sign);
    else if (e.type === 'status') engine.status(e.at, e.trading);
    else if (e.type === 'news') engine.news(e.at, e.urgency);
    else engine.book(e.at, filled(bids, e.bids), filled(asks, e.asks));
  }
  return taker.rows();
}

function filled(columns: LevelColumns, levels: readonly MarketLevel[]): LevelColumns {
  columns.clear();
  for (const [px, qty] of levels) columns.add(px, qty);
  return columns;
}

/** Features of a symbol as of each row. Throws for a name that there is none of. */
export const featureColumns = (rows: MarketRows, names: readonly string[]): Column[] =>
  names.map(name => ({ name, asOf: rows.at, values: rows.column(name) }));

/** What a model may be told of a symbol. */
export const ALL_FEATURES: readonly string[] = SYMBOL_FEATURES.map(f => f.name);

/** Labels of each row, as of the end of their horizon; of `fill` both sides. */
export function labelColumns(market: MarketRows, targets: readonly Target[]): Column[] {
  const rows = afterWarmUp(market, WARM_UP);
  const labels = new Labels(rows, EVERY);
  return targets.flatMap(target => {
    // the last rows have no horizon yet: how long a stream goes on is no matter of a label
    const at = rows.at.subarray(0, Math.max(0, rows.at.length - labels.span(target)));
    const asOf = at.map(moment => moment + target.horizon * 1e6);
    const of = (name: string, side: JoinSide): Column => ({
      name,
      asOf,
      values: Float64Array.from(at, (_, k) => labels.of(target, k, side)),
    });
    const name = `label ${target.name} ${target.horizon}s`;
    return target.name === 'fill' ? [of(`${name} buy`, 1), of(`${name} sell`, -1)] : [of(name, 1)];
  });
}

/** Features and labels of a stream. */
export const streamSubject = (
  market: EventMarket,
  features: readonly string[],
  targets: readonly Target[],
): Subject<EventMarket> => ({
  market,
  noiseAfter: otherAfter,
  compute: of => {
    const rows = rowsOfEvents(of);
    return [...featureColumns(rows, features), ...labelColumns(rows, targets)];
  },
});
