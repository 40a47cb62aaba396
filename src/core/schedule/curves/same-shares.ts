import type { Day } from '../../civil';
import type { Reference } from '../../reference/reference';
import type { DayVolume } from './volume';

/**
 * The volume of past days in shares of `today`: each day's times what a share of it has become by splits since. Days on which the ticker was
 * another security's (or, where today's owner is known, nobody's that is known) are left out. Looks at nothing after `today`.
 */
export function inSharesOf(
  today: Day,
  ticker: string,
  history: readonly DayVolume[],
  { tickers, actions }: Pick<Reference, 'tickers' | 'actions'>,
): readonly DayVolume[] {
  const owner = tickers.securityOf(ticker, today);
  const own = history.filter(d => d.day < today && (owner === undefined || tickers.securityOf(ticker, d.day) === owner));
  return own.map(d => {
    const { num, den } = actions.splitRatio(owner ?? ticker, d.day, today);
    if (num === den) return d;
    const became = Number(num) / Number(den);
    const closing = d.closing === undefined ? {} : { closing: d.closing * became };
    return { ...d, bins: d.bins.map(v => v * became), ...closing };
  });
}
