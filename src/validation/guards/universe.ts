import { type Day, dayText } from '../../core/civil';
import { type TickerRow, Tickers } from '../../core/reference/tickers';
import type { Finding, Guarded } from './finding';

/** A symbol of a study, and the days (rising) of which it has data. */
export interface StudiedSymbol {
  readonly ticker: string;
  readonly days: readonly Day[];
}

const GUARD = 'universe';
/** A universe without anybody who vanished is no accident where its chance is below this. */
const BY_CHANCE = 0.01;
const SHOWN = 5;

/** Who could be traded when: securities by their tickers, those that are gone included. */
export class Universe {
  private readonly tickers: Tickers;

  /** Throws an Error where a ticker is two securities' on one day. */
  constructor(private readonly rows: readonly TickerRow[]) {
    this.tickers = new Tickers(rows);
  }

  /** Who was there on a day, whatever became of them, by ticker. */
  asOf(day: Day): readonly TickerRow[] {
    return this.rows.filter(r => r.from <= day && day < (r.until ?? Number.POSITIVE_INFINITY)).sort(byTicker);
  }

  /** Securities of a day that no longer trade, under any ticker, on a later one. */
  vanished(day: Day, later: Day): readonly TickerRow[] {
    const left = new Set(this.asOf(later).map(r => r.security));
    return this.asOf(day).filter(r => !left.has(r.security));
  }

  /** Who had a ticker on each of some days; undefined: nobody that we know of. */
  owners(ticker: string, days: readonly Day[]): Map<string | undefined, Day> {
    const first = new Map<string | undefined, Day>();
    for (const day of days) {
      const owner = this.tickers.securityOf(ticker, day);
      if (!first.has(owner)) first.set(owner, day);
    }
    return first;
  }
}

/**
 * What is wrong with the symbols of a study: a ticker that is two companies', or nobody's, among its days; and a list with none, or too few, of those that vanished while it lasted, which
 * is how a list made afterwards looks: it is one where the chance of so few, were the list drawn from who was there on the first day, is below 1 %. Of a list that is too short to tell, it is said.
 */
export function guardUniverse(universe: Universe, study: readonly StudiedSymbol[]): Guarded {
  const gate = { id: 'guards.universe', what: 'symbols as of the day: those that vanished included, tickers of one company' };
  const known = study.filter(s => s.days.length > 0);
  if (known.length === 0) return { ...gate, findings: [], looked: undefined, unsure: [] };
  const from = known.reduce((day, s) => Math.min(day, s.days[0]!), Number.POSITIVE_INFINITY);
  const to = known.reduce((day, s) => Math.max(day, s.days[s.days.length - 1]!), Number.NEGATIVE_INFINITY);
  const { finding, unsure } = survivorsOnly(universe, known, [from, to]);
  return {
    ...gate,
    findings: [...(finding ? [finding] : []), ...known.flatMap(s => othersIn(universe, s))],
    looked: `${known.length} symbols from ${dayText(from)} to ${dayText(to)}`,
    unsure,
  };
}

function survivorsOnly(
  universe: Universe,
  study: readonly StudiedSymbol[],
  [from, to]: readonly [Day, Day],
): { finding?: Finding; unsure: string[] } {
  const there = universe.asOf(from);
  const gone = universe.vanished(from, to);
  const tickers = new Set(study.map(s => s.ticker));
  const chosen = there.filter(r => tickers.has(r.ticker)).length;
  const kept = gone.filter(r => tickers.has(r.ticker)).length;
  if (gone.length === 0 || chosen === 0) return { unsure: [] };
  const chance = chanceOf({ all: there.length, gone: gone.length, chosen }, kept);
  const missing = gone.filter(r => !tickers.has(r.ticker)).map(r => r.ticker);
  const said = `${gone.length} of the ${there.length} symbols of ${dayText(from)} are gone by ${dayText(to)}`;
  if (chance < BY_CHANCE) {
    const why = `${said}, and ${kept} of the ${chosen} studied: by chance that is 1 in ${Math.round(1 / chance)}; missing: ${some(missing)}`;
    return { finding: { guard: GUARD, name: kept === 0 ? 'survivors only' : 'mostly survivors', why }, unsure: [] };
  }
  const tooFew = kept === 0 && chance < 1;
  return { unsure: tooFew ? [`survivors: ${said}, and none of the ${chosen} studied, which are too few to tell`] : [] };
}

/** Chance that at most `kept` of those that are gone are among `chosen` of `all`, drawn blindly: hypergeometric. */
function chanceOf(
  { all, gone, chosen }: { readonly all: number; readonly gone: number; readonly chosen: number },
  kept: number,
): number {
  let sum = 0;
  for (let x = Math.max(0, chosen - (all - gone)); x <= kept; x++)
    sum += Math.exp(logWays(gone, x) + logWays(all - gone, chosen - x) - logWays(all, chosen));
  return Math.max(sum, 1e-12);
}

/** ln of the ways to choose k of n. */
function logWays(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

function othersIn(universe: Universe, { ticker, days }: StudiedSymbol): Finding[] {
  const owners = universe.owners(ticker, days);
  if (owners.size === 1 && !owners.has(undefined)) return [];
  const said = [...owners].map(([owner, day]) => `${owner ?? 'of nobody that the reference data know'} from ${dayText(day)}`);
  const why =
    owners.size > 1
      ? `its days are of more than one company: ${said.join(', ')}`
      : `it is ${said[0]}: whose it was, and what became of them, nobody can tell`;
  return [{ guard: GUARD, name: ticker, why }];
}

const byTicker = (a: TickerRow, b: TickerRow): number => (a.ticker < b.ticker ? -1 : a.ticker > b.ticker ? 1 : 0);
const some = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');
