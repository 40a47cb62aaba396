import { type Denial, denial } from '../denials';
import type { SliceRules } from '../facts';
import { type Instrument, priceText, qtyText } from '../instruments';
import type { Px, Qty } from '../numbers';
import { isBuy } from '../order/parent';
import type { Strategy } from '../strategies';
import { type Given, STYLES } from '../strategy-parameters';

/** The order that slices are of. */
export interface Sliced {
  readonly strategy: Strategy;
  readonly instrument: Instrument;
  readonly side: string;
  readonly orderQty: Qty;
  /** Limit price; undefined for a market order. */
  readonly price: Px | undefined;
}

/** How slices may be worked, out of the parameters; a denial where they contradict each other or the order. */
export function sliceRulesOf(given: Given, order: Sliced): SliceRules | Denial {
  const { strategy } = order;
  const { MinSlice: minSlice, MaxSlice: maxSlice, Display: display, WouldPrice: wouldPrice, CompleteAtEnd: complete } = given;
  const trouble = sizeTrouble(given, order) ?? wouldTrouble(wouldPrice, order);
  if (trouble) return trouble;
  const { MinRest: minRest, RestTimeout: timeout } = given;
  return {
    style: given.Style === undefined ? strategy.style : STYLES[given.Style]!,
    completes: complete === undefined ? strategy.completes : complete === 1,
    minSlice,
    maxSlice,
    display,
    minRest,
    timeout,
    wouldPrice,
  };
}

function sizeTrouble({ MinSlice: least, MaxSlice: most }: Given, { instrument, orderQty }: Sliced): Denial | undefined {
  if (least === undefined) return undefined;
  const said = `MinSlice (958-960) ${qtyText(instrument, least)} is more than`;
  if (least > orderQty) return denial('BadParameter', `${said} OrderQty (38) ${qtyText(instrument, orderQty)}`);
  if (most !== undefined && least > most) return denial('BadParameter', `${said} MaxSlice ${qtyText(instrument, most)}`);
  return undefined;
}

/** A would price beyond the limit would never be used: a slip, more likely than a wish. */
function wouldTrouble(would: Px | undefined, { instrument, side, price }: Sliced): Denial | undefined {
  if (would === undefined || price === undefined) return undefined;
  const wrong = isBuy(side) ? would > price : would < price;
  if (!wrong) return undefined;
  const where = isBuy(side) ? 'above' : 'below';
  return denial(
    'BadParameter',
    `WouldPrice (958-960) ${priceText(instrument, would)} is ${where} the limit, Price (44) ${priceText(instrument, price)}, of a ${isBuy(side) ? 'buy' : 'sell'} order`,
  );
}
