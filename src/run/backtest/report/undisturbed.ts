import type { Micros } from '../../../core/numbers';
import type { BacktestRun, TradedSymbol } from '../run';
import { idsOf } from '../trail';
import { WatchedVenue } from '../watched-venue';
import { dialectOf } from '../wire';
import { Witness } from '../witness';
import { type MidAt, midsOf, seenBefore } from './mids';

/**
 * The market of a run once more, with the same seed and nobody of ours in it: what its mids would have been. `market` is a fresh one. Only the moments that costs are measured at
 * are looked at, so it takes a part of what the run took.
 */
export function undisturbed(run: BacktestRun, market: readonly TradedSymbol[], start: Micros): (symbol: string) => MidAt {
  const witness = new Witness();
  const venue = quietVenue(witness);
  for (const { listing, market: who, rules, day } of market) {
    venue.list(listing, who, rules);
    if (day)
      venue.exchange.schedule(
        listing.symbol,
        day.map(({ after, to }) => ({ at: start + after, to })),
      );
  }
  for (const at of momentsOf(run)) {
    venue.advance(at);
    venue.look(at);
  }
  return symbol => midsOf(witness.of(symbol).quotes);
}

/** When the mids stood that parents and their fills met, rising, each once. */
function momentsOf({ trail, witness }: BacktestRun): Micros[] {
  const moments = new Set<Micros>();
  for (const parent of trail.all) {
    const { spec, received } = parent;
    const { quotes } = witness.of(spec.order.symbol);
    const met = [
      seenBefore(quotes, received),
      ...witness.fillsOf(idsOf(parent)).map(f => seenBefore(quotes, f.at, f.quotesBefore)),
    ];
    for (const seen of met) if (seen) moments.add(seen.at);
  }
  return [...moments].sort((a, b) => a - b);
}

/** A venue that nobody is connected to. */
const quietVenue = (witness: Witness): WatchedVenue =>
  new WatchedVenue(
    {
      send: () => undefined,
      peers: { dialect: dialectOf, compId: session => session, backlog: () => 0, copies: new Set(), onlyListens: () => false },
      epoch: '',
      marketFailed: () => undefined,
    },
    witness,
  );
