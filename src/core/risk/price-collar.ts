import { type Denial, denial } from '../denials';
import { type Instrument, priceText } from '../instruments';
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
  source: 'RTS 6 article 15(1)(a): price collars; SEC 15c3-5(c)(1)(ii), read at second hand',
  rule: ({ priceCollar: collar }) => collar && ruleOf(collar),
  run: (order, books, levels) => {
    const { price } = order;
    if (price === undefined) return undefined;
    // levels mostly agree on the reference: it is looked for where they do not
    let against: Collar['against'] | typeof UNASKED = UNASKED;
    let reference: Px | undefined;
    for (let i = 0; i < levels.length; i++) {
      const collar = levels[i]!.limits.priceCollar;
      if (collar === undefined || isOff(collar)) continue;
      if (against !== collar.against) reference = referencePrice(order, books, (against = collar.against));
      if (reference === undefined) return noReference(order.instrument, 'the collar cannot be set', collar.against);
      const through = isBuy(order.side) ? price - reference : reference - price;
      if (through === 0) continue;
      const width =
        through > 0
          ? widthOf(order.instrument, reference, collar.percent, collar.ticks)
          : widthOf(order.instrument, reference, collar.passivePercent, collar.passiveTicks);
      if (Math.abs(through) > width) return outside(order, reference, width, levels[i]!);
    }
    return undefined;
  },
};

type Collar = NonNullable<Limits['priceCollar']>;

const UNASKED = 'unasked';

const isOff = ({ percent, ticks, passivePercent, passiveTicks }: Collar): boolean =>
  percent === undefined && ticks === undefined && passivePercent === undefined && passiveTicks === undefined;

function outside({ instrument, price: asked }: RiskOrder, reference: Px, width: number, level: RiskLevel): Denial {
  const price = asked!;
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
