import { DataError } from '../../core/data-error';
import type { LevelsOfSide } from '../../core/features/levels';
import type { Micros } from '../../core/numbers';
import type { FeatureEngine } from '../../market-data/features/cursor';
import { FeatureSource } from '../../market-data/features/feature-rows';
import { UsageError } from '../usage-error';
import type { RecordedFiles } from './config';
import { daysBefore, EVERY, type EventMarket } from './feature-subject';
import type { MarketEvent, MarketLevel } from './made-up-events';

/** What a recording tells an engine of features, kept. */
class Kept implements FeatureEngine {
  readonly events: MarketEvent[] = [];

  book(at: Micros, bids: LevelsOfSide, asks: LevelsOfSide): void {
    this.events.push({ type: 'book', at, bids: levelsOf(bids), asks: levelsOf(asks) });
  }

  trade(at: Micros, px: number, qty: number, sign: number): void {
    this.events.push({ type: 'trade', at, px, qty, sign });
  }

  status(at: Micros, trading: boolean): void {
    this.events.push({ type: 'status', at, trading });
  }

  news(at: Micros, urgency: number): void {
    this.events.push({ type: 'news', at, urgency });
  }
}

const levelsOf = ({ px, qty, count }: LevelsOfSide): MarketLevel[] =>
  Array.from({ length: Math.min(count, px.length) }, (_, n): MarketLevel => [px[n]!, qty[n]!]);

/** The first `minutes` of a recording as a stream of events; the volume of the days before it is made up. Rejects with a UsageError that names file and line. */
export async function recordedMarket(
  { files, format, symbol }: RecordedFiles,
  minutes: number,
  seed: number,
): Promise<EventMarket> {
  const named = files.map(file => ({ file, format }));
  const kept = new Kept();
  let to = Number.POSITIVE_INFINITY;
  try {
    const source = await FeatureSource.open({ files: named, symbol, every: EVERY, latency: 0 });
    try {
      await source.tell(kept, at => {
        if (to === Number.POSITIVE_INFINITY) to = at + minutes * 60 * EVERY;
        return at <= to;
      });
      if (kept.events.length === 0) throw new UsageError(`guards.recorded: ${files.join(', ')}: there is no market in them`);
      return { events: kept.events, history: daysBefore(kept.events[0]!.at, seed), to, scales: source.scales };
    } finally {
      await source.close();
    }
  } catch (error) {
    throw error instanceof DataError ? new UsageError(error.message) : error;
  }
}
