import { type Denial, denial } from '../denials';
import { type Instrument, priceText } from '../instruments';
import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import { isBuy } from '../order/parent';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';
import type { LimitSpec, Limits } from './limits';
import { noReference, referencePrice } from './reference';

/**
 * A limit price may stand at most so many per cent and so many ticks from the reference: on the aggressive side (a buy above it, a sale
 * below it) and, where that is set, on the passive side; the tighter of per cent and ticks holds. A missing reference denies. A market
 * order has no price to collar.
 */
export const priceCollar: Check = {
  code: 'PriceCollar',
  points: ['parent', 'child', 'replace'],
  about:
    'Price (44) at most so many per cent and ticks from the reference, the aggressive and the passive side apart; the tighter holds. The reference is the far touch, the near one, the last trade, the prior close, or only the one named by `against`; a missing one denies.',
  source: 'SEC 15c3-5(c)(1)(ii); RTS 6 article 15(1)(a)',
  rule: ({ priceCollar: collar }) => collar && ruleOf(collar),
  run: (order, books, levels) => {
    if (order.price === undefined) return undefined;
    for (const level of levels) {
      const collar = level.limits.priceCollar;
      const why = collar && outside(order, order.price, level, collar, books);
      if (why) return why;
    }
    return undefined;
  },
};

type Collar = NonNullable<Limits['priceCollar']>;

function outside(order: RiskOrder, price: Px, level: RiskLevel, collar: Collar, books: Ledger): Denial | undefined {
  const { instrument } = order;
  const { percent, ticks, passivePercent, passiveTicks, against } = collar;
  if (percent === undefined && ticks === undefined && passivePercent === undefined && passiveTicks === undefined)
    return undefined;
  const reference = referencePrice(order, books, against);
  if (reference === undefined) return noReference(instrument, 'the collar cannot be set', against);
  const through = isBuy(order.side) ? price - reference : reference - price;
  if (through === 0) return undefined;
  const width =
    through > 0 ? widthOf(instrument, reference, percent, ticks) : widthOf(instrument, reference, passivePercent, passiveTicks);
  if (Math.abs(through) <= width) return undefined;
  const edge = price > reference ? reference + width : reference - width;
  const [at, edgeAt, from] = [price, edge, reference].map(p => priceText(instrument, p));
  return denial('PriceCollar', `Price (44) ${at} is beyond ${edgeAt} (reference ${from}, ${pathOf(level, 'priceCollar')})`);
}

/** How far a price may stand from the reference, in price units; a per cent is rounded down. */
function widthOf(instrument: Instrument, reference: Px, bps: number | undefined, ticks: number | undefined): number {
  const byTicks = ticks === undefined ? Number.POSITIVE_INFINITY : ticks * instrument.tick;
  if (bps === undefined) return byTicks;
  const product = reference * bps;
  const byPercent =
    product <= Number.MAX_SAFE_INTEGER ? Math.floor(product / 10_000) : Number((BigInt(reference) * BigInt(bps)) / 10_000n);
  return Math.min(byPercent, byTicks);
}

function ruleOf(collar: NonNullable<LimitSpec['priceCollar']>): string | undefined {
  const { percent, ticks, passivePercent, passiveTicks, against } = collar;
  const reference = against === undefined ? 'the reference price' : `the ${REFERENCES[against]}`;
  const sides = [
    [widths(percent, ticks), `through ${reference}`],
    [widths(passivePercent, passiveTicks), `behind ${reference}`],
  ].filter(([width]) => width !== '');
  if (sides.length === 0) return undefined;
  return `Price (44) at most ${sides.map(side => side.join(' ')).join(', and ')}; the tighter holds`;
}

const REFERENCES = { quote: 'touch', last: 'last trade', close: 'prior close' } as const;

const widths = (percent: string | undefined, ticks: number | undefined): string =>
  [percent && `${percent} %`, ticks !== undefined && `${ticks} ticks`].filter(w => w).join(' and ');
