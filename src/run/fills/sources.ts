import type { RecordedTurn } from '../../core/journal-port';
import type { CompareOptions } from '../backtest/compare/trials';
import { type BacktestConfig, readBacktest } from '../backtest/config';
import { marketTerms } from '../backtest/markets';
import { idOf } from '../learn/journal-read';
import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import { isReal, type Origin, type PaperConfig } from './config';
import type { FillJob } from './job';

type Place = NonNullable<PaperConfig['assumed']>[number];

/** Where fills are read. */
export interface Sourced {
  /** Undefined: assumed. */
  readonly from: Origin | undefined;
  readonly job: FillJob;
}

/**
 * Every source of a comparison: a backtest with so many seeds from its file's own on is so many. Throws a UsageError that names a file which cannot be read, is there twice, or is
 * called a tape and plays none.
 */
export function sourcesOf(config: PaperConfig, orders: readonly CompareOptions[]): Sourced[] {
  const { assumed, observed, cluster = 'parent' } = config;
  refuseTwins([...(assumed ?? []), ...observed]);
  const own = orders.map((options): Sourced => ({ from: undefined, job: { do: 'orders', options, cluster } }));
  const held = observed.flatMap(o => jobsOf(o, o.from, config));
  return [...(assumed ? assumed.flatMap(a => jobsOf(a, undefined, config)) : own), ...held];
}

/** What happened to orders of one real day happened to all of them: there a day is drawn as one, unless the config says otherwise. */
function jobsOf({ journal, backtest, seeds }: Place, from: Origin | undefined, { cluster }: PaperConfig): Sourced[] {
  if (journal !== undefined)
    return [
      {
        from,
        job: { do: 'journal', file: journal, cluster: cluster ?? (isReal(from) ? 'day' : 'parent'), from: from ?? 'paper' },
      },
    ];
  const file = backtest!;
  const config = readBacktest(file);
  if (from === 'tape') checkTape(file, config);
  return Array.from({ length: seeds }, (_, n) => ({
    from,
    job: { do: 'backtest', file, seed: config.seed + n, cluster: cluster ?? 'parent' } as const,
  }));
}

/** A tape and nobody else: agents beside it, or as its guests, are the simulator. */
function checkTape(file: string, config: BacktestConfig): void {
  const { tape, listings } = marketTerms(config);
  const why = !tape
    ? 'it has no `market.tape`'
    : listings.length > 0
      ? `agents make the market of ${listings[0]!.symbol}`
      : config.market.tape?.guests
        ? 'agents are guests in it (`market.tape.guests`)'
        : undefined;
  if (why !== undefined) throw new UsageError(`${file}: is named \`from: tape\`, but ${why}: name it \`from: paper\``);
}

/** A source that is there twice would count twice, and one on both sides would be held against itself. */
function refuseTwins(places: readonly Place[]): void {
  const told = places.map(({ journal, backtest }) =>
    journal === undefined ? JSON.stringify(readBacktest(backtest!)) : withTurns(journal, turns => idOf(turns)),
  );
  const fileOf = ({ journal, backtest }: Place): string => journal ?? backtest!;
  for (const [n, place] of places.entries())
    for (let m = 0; m < n; m++) {
      const other = places[m]!;
      if (told[m] !== told[n] || (place.journal !== undefined && !beginAlike(other.journal!, place.journal))) continue;
      const [a, b] = [fileOf(other), fileOf(place)];
      throw new UsageError(
        `${a === b ? `${a} is named twice` : `${a} and ${b} are the same`}: fills are counted, and compared, once`,
      );
    }
}

/** Whether two journals are one as far as the shorter goes: two backtests of one market begin alike, and go on with their own orders. */
const beginAlike = (one: string, other: string): boolean =>
  one === other ||
  withTurns(one, a =>
    withTurns(other, b => {
      const [left, right] = [a[Symbol.iterator](), b[Symbol.iterator]()];
      for (let n = 0; ; n++) {
        const [x, y] = [left.next(), right.next()];
        if (x.done || y.done) return n > 0;
        if (JSON.stringify(x.value) !== JSON.stringify(y.value)) return false;
      }
    }),
  );

function withTurns<T>(file: string, read: (turns: Iterable<RecordedTurn>) => T): T {
  const journal = openJournal(file, 'paper');
  try {
    return read(journal.turns());
  } finally {
    journal.close();
  }
}
