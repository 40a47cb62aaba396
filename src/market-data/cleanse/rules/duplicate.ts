import type { QuotedLevel } from '../../../core/market-data-rows';
import type { AnyRow, RowsByKind } from '../../read/format';
import { bySymbol, type Rule } from '../rule';

type Judged = 'quotes' | 'trades' | 'bars';

const sameLevel = (a: QuotedLevel | undefined, b: QuotedLevel | undefined): boolean => a?.price === b?.price && a?.qty === b?.qty;

const SAME: { readonly [K in Judged]: (a: RowsByKind[K], b: RowsByKind[K]) => boolean } = {
  quotes: (a, b) => a.venue === b.venue && sameLevel(a.bid, b.bid) && sameLevel(a.ask, b.ask),
  trades: (a, b) => a.venue === b.venue && a.price === b.price && a.qty === b.qty && a.conditions === b.conditions,
  // two bars of one stamp cannot both be right
  bars: () => true,
};

const FOUND = {
  quotes: { defect: 'repeated-quote', act: 'drop' },
  trades: { defect: 'same-print', act: 'flag' },
  bars: { defect: 'second-bar', act: 'drop' },
} as const;

/** A row like the one before it, stamp and all. Two prints may well be alike: those are only flagged. */
export const duplicate: Rule<Judged> = {
  name: 'duplicate',
  version: 1,
  kinds: ['quotes', 'trades', 'bars'],
  about:
    'a row with the stamp and the values of the one before it; of bars, with the stamp: quotes and bars are dropped, trades flagged',
  start: ({ kind }) => {
    const same = SAME[kind as Judged] as (a: AnyRow, b: AnyRow) => boolean;
    const { defect, act } = FOUND[kind as Judged];
    const stateOf = bySymbol((): { before: AnyRow | undefined } => ({ before: undefined }));
    return row => {
      const state = stateOf(row);
      const before = state.before;
      state.before = row;
      if (before === undefined || before.at !== row.at || !same(before, row)) return undefined;
      return { defect, act, why: () => `as line ${before.line}` };
    };
  },
};
