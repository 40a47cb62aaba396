import { type AlmgrenChriss, type AlmgrenCost, almgrenChrissOf, almgrenCost } from '../../core/impact/almgren';
import { type ImpactModel, type ImpactParts, type ImpactQuery, impactOf, participationOf } from '../../core/impact/model';

/** What `explain` is asked. Quantities in shares, `volatility` of a day as a fraction, `spread` and `earlier` in bps, `duration` in seconds. */
export interface ExplainOptions {
  readonly qty: number;
  readonly adv: number;
  readonly volatility: number;
  readonly spread: number;
  readonly duration: number;
  readonly price?: number | undefined;
  readonly touch?: number | undefined;
  readonly regime?: string | undefined;
  readonly earlier?: number | undefined;
  /** Shares outstanding, for Almgren et al. */
  readonly outstanding?: number | undefined;
}

/** A cost by the model, part by part, and what else the same numbers say. */
export interface Explained {
  readonly model: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly query: ImpactQuery;
  /** Part of the volume that the order would be, were it even over the day. */
  readonly participation: number;
  readonly parts: ImpactParts;
  /** By Almgren et al. (2005); absent without shares outstanding, or where it is worked at once. */
  readonly almgren?: AlmgrenCost | undefined;
  /** For a schedule by Almgren and Chriss; absent without a price, or where it is worked at once. */
  readonly almgrenChriss?: AlmgrenChriss | undefined;
}

export function explain(model: ImpactModel, o: ExplainOptions): Explained {
  const { qty, adv, volatility, spread, duration, price, touch, regime, earlier, outstanding } = o;
  const size = qty / adv;
  const query = { size, volatility, spread, duration, regime, earlier, depth: touch === undefined ? undefined : touch / adv };
  const days = duration / model.daySeconds;
  return {
    model: model.name,
    source: model.source,
    synthetic: model.synthetic,
    query,
    participation: participationOf(size, duration, model.daySeconds),
    parts: impactOf(model, query),
    almgren:
      outstanding === undefined || days === 0
        ? undefined
        : almgrenCost(model.almgren, { size, volatility, days, outstanding: outstanding / adv }),
    almgrenChriss:
      price === undefined || days === 0
        ? undefined
        : almgrenChrissOf(model, { price, qty, adv, volatility, duration, depth: query.depth, regime }),
  };
}

const LABELS: Readonly<Record<keyof ImpactParts, string>> = {
  spread: 'spread',
  permanent: 'impact that stays',
  transient: 'impact that fades',
  earlier: 'left by earlier orders',
  residual: 'correction',
  q50: 'expected (q50)',
  q90: 'nine of ten pay less (q90)',
};

/** The parts as rows: label, bps and, with a price, money. */
export const partRows = (parts: ImpactParts, value: number | undefined): string[][] =>
  (Object.keys(LABELS) as (keyof ImpactParts)[]).map(key => [
    LABELS[key],
    parts[key].toFixed(2),
    ...(value === undefined ? [] : [((parts[key] * value) / 10_000).toFixed(2)]),
  ]);

export const partHead = (value: number | undefined): string[] => ['part', 'bps', ...(value === undefined ? [] : ['money'])];
