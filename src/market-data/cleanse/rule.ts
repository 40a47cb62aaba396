import type { Day } from '../../core/civil';
import type { Micros, Px } from '../../core/numbers';
import type { MarketCalendar } from '../../core/reference/calendar';
import type { Reference } from '../../core/reference/reference';
import type { AnyRow, Kind, RowsByKind } from '../read/format';
import type { Thresholds } from './thresholds';

/** What is done about a row: left out, changed, or kept with a word. */
export type Act = 'drop' | 'mend' | 'flag';

/** What a rule has against a row. */
export interface Finding<R extends AnyRow = AnyRow> {
  /** Which of the rule's defects it is. */
  readonly defect: string;
  readonly act: Act;
  /** The row's own figures; asked for where it is shown. */
  readonly why: () => string;
  /** The row as mended. */
  readonly row?: R;
}

/** Judges rows in the order of the file, each by itself and what came before it: never by what comes after. */
export type Judge<R extends AnyRow = AnyRow> = (row: R) => Finding<R> | undefined;

/** What is known of a file whose rows are judged. */
export interface Setup {
  readonly kind: Kind;
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Of a file of one symbol. */
  readonly symbol: string | undefined;
  /** The security that is meant, where a ticker was several's. */
  readonly security: string | undefined;
  /** Effective-dated reference data; empty where none was given. */
  readonly reference: Reference;
  readonly calendar: MarketCalendar | undefined;
  /** The tick of a symbol at a price as of a day; undefined where it is not known. */
  readonly tickAt: ((symbol: string | undefined, price: Px, day: Day) => Px | undefined) | undefined;
  readonly thresholds: Thresholds;
}

/** One defect, or some of a family, that a row may have: one rule a file. */
export interface Rule<K extends Kind = Kind> {
  readonly name: string;
  /** Counts up when the rule changes what it finds; cleaned files name it. */
  readonly version: number;
  readonly kinds: readonly K[];
  /** One line for a reader: what it looks for and what it does. */
  readonly about: string;
  /** Begins to judge a file, or says why it cannot. */
  readonly start: (setup: Setup) => Judge<RowsByKind[K]> | string;
}

/** The symbol that a row is about. */
export const symbolOf = (row: AnyRow, setup: Setup): string | undefined => row.symbol ?? setup.symbol;

/** A state for each symbol of a file. */
export function bySymbol<S>(make: () => S): (row: AnyRow) => S {
  const states = new Map<string, S>();
  return row => {
    const key = row.symbol ?? '';
    let state = states.get(key);
    if (state === undefined) states.set(key, (state = make()));
    return state;
  };
}

/** Seconds, for a reader. */
export const secondsText = (micros: Micros): string => `${micros / 1_000_000} s`;
