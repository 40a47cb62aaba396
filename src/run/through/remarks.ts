import type { Window } from '../../drop-copy/tca/survey';
import type { LogPrices } from './log-prices';
import type { ThroughOptions } from './options';
import { type LoggedParent, overAt } from './parents';
import { isSchedulable } from './plans';
import type { PlayedStretch } from './play';
import type { SameMarket } from './same-market';

/** When orders of each symbol were at work in the log. */
export function windowsOf(parents: readonly LoggedParent[]): Map<string, Window> {
  const windows = new Map<string, Window>();
  for (const { happened } of parents) {
    const { from, to } = windows.get(happened.symbol) ?? { from: happened.received, to: 0 };
    windows.set(happened.symbol, { from: Math.min(from, happened.received), to: Math.max(to, overAt(happened)) });
  }
  return windows;
}

const MEASURED: Readonly<Record<LogPrices, string>> = {
  'this market': 'the log is measured against the same quotes as Sluice',
  files:
    'so prices are not compared in level: the log is measured against its own arrival in the files of --log-market, Sluice against its own in this market',
  'the log':
    'so prices are not compared in level: the log is measured against its own arrival, by the market data that it holds, Sluice against its own in this market',
  unknown:
    'so prices are not compared in level, and what the log cost against arrival is not known (--log-market FILE tells it): each side is compared against its own first fill',
};

function belonging({ same, madeUp, fills, inside }: SameMarket): string {
  if (madeUp) return 'are not those of this market, which agents make up from the first price that the log shows';
  return `${same ? 'are' : 'are not'} those of this market (${inside} of its ${fills} fills lie within the best prices)`;
}

/** What a reader must know before a figure. */
export function remarks(
  { same, from, options }: { readonly same: SameMarket; readonly from: LogPrices; readonly options: ThroughOptions },
  parents: readonly LoggedParent[],
  played: readonly (readonly PlayedStretch[])[],
): string[] {
  const unplanned = options.strategies.length === 0 ? 0 : parents.filter(p => !isSchedulable(p)).length;
  const skipped = played[0]!.flatMap(run => run.skipped);
  return [
    `the log's prices ${belonging(same)}: ${MEASURED[from]}`,
    ...(unplanned > 0
      ? [`${unplanned} orders that trade at once or at an auction go as they were logged, and are in no comparison of a schedule`]
      : []),
    ...(skipped.length > 0 ? [`left out of the recorded market: ${skipped.length} events, first ${skipped[0]}`] : []),
  ];
}
