import type { QuoteRow, TradeRow } from '../../../core/market-data-rows';
import { formatDecimal, type Micros } from '../../../core/numbers';
import type { Rule } from '../rule';
import type { Thresholds } from '../thresholds';
import { Trailing } from '../trailing';

/** After this long without a row the price may be anywhere: the window begins anew. */
const SILENCE: Micros = 1_800_000_000;

/** One price series: what it was of late, and what has been left out since. */
class Series {
  private readonly recent: Trailing;
  private readonly out: number[] = [];
  private last: Micros = Number.NEGATIVE_INFINITY;

  constructor(private readonly limits: Thresholds) {
    this.recent = new Trailing(limits.outlierWindow);
  }

  /** The median that a price is too far from; undefined where it is not, or where too little has been seen. */
  judge(price: number, at: Micros): number | undefined {
    if (at - this.last > SILENCE) this.recent.clear();
    this.last = at;
    const { recent, limits } = this;
    if (recent.size >= limits.outlierWarmUp) {
      const median = recent.median();
      if (this.isFar(price, median)) {
        if (!this.isNewLevel(price)) return median;
        recent.clear();
        for (const seen of this.out) recent.add(seen);
      }
    }
    this.out.length = 0;
    recent.add(price);
    return undefined;
  }

  private isFar(price: number, median: number): boolean {
    const { outlierDeviations, outlierPercent } = this.limits;
    const room = outlierDeviations * this.recent.deviation(median) + (outlierPercent / 100) * median;
    return Math.abs(price - median) > room;
  }

  /** Whether enough rows on end agree on this price; else it joins them. */
  private isNewLevel(price: number): boolean {
    const near = (this.limits.outlierPercent / 100) * price;
    if (this.out.some(seen => Math.abs(seen - price) > near)) this.out.length = 0;
    if (this.out.length + 1 >= this.limits.outlierConfirm) return true;
    this.out.push(price);
    return false;
  }
}

/** What is judged: a trade's price; a quote's midpoint, in halves of a unit (the float is a statistic, no price of an order). */
const priceOf = (row: TradeRow | QuoteRow): number | undefined => {
  if ('price' in row) return row.price;
  return row.bid && row.ask ? (row.bid.price + row.ask.price) / 2 : undefined;
};

/**
 * Prices far from those just before. The rules T4 and Q4 of Barndorff-Nielsen, Hansen, Lunde & Shephard (2009), "Realized kernels in
 * practice: trades and quotes", The Econometrics Journal 12, C1-C32 (10 mean absolute deviations from a median of 50 neighbours), with the
 * granularity term of Brownlees & Gallo (2006), "Financial econometric analysis at ultra-high frequency: data handling concerns",
 * Computational Statistics & Data Analysis 51, 2232-2245. Both look at neighbours on either side; this one only back, so that a backtest
 * on cleaned rows knows no future. The price: the first rows of a true jump are dropped, until five agree on the new level; and nothing is
 * judged until ten rows were seen. Quotes are judged venue by venue.
 */
export const outlier: Rule<'quotes' | 'trades'> = {
  name: 'outlier',
  version: 1,
  kinds: ['quotes', 'trades'],
  about: 'a price far from the trailing median: dropped',
  start: ({ priceScale, thresholds }) => {
    const series = new Map<string, Series>();
    return (row: TradeRow | QuoteRow) => {
      const price = priceOf(row);
      if (price === undefined) return undefined;
      const key = 'price' in row ? (row.symbol ?? '') : `${row.symbol ?? ''} ${row.venue ?? ''}`;
      let its = series.get(key);
      if (its === undefined) series.set(key, (its = new Series(thresholds)));
      const median = its.judge(price, row.at);
      if (median === undefined) return undefined;
      const text = (n: number): string => formatDecimal(Math.round(n), priceScale);
      return { defect: 'outlier', act: 'drop', why: () => `${text(price)} and the median before it ${text(median)}` };
    };
  },
};
