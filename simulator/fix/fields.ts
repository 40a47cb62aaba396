import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Lots, Ticks } from '../matching/types';
import type { VenueInstrument } from './instrument';
import { refusal, type TermsRefusal } from './refusal';

const ABOVE_ZERO = ' above zero';

/** A quantity above zero in whole lots; undefined where the field is absent. */
export function lotsField(view: MessageView, tag: number, name: string, i: VenueInstrument): Lots | undefined | TermsRefusal {
  const lots = anyLots(view, [tag, name], i, ABOVE_ZERO);
  if (lots !== 0) return lots;
  return refusal(13, `${name} '${view.text(tag)}' is not a quantity${ABOVE_ZERO}`);
}

/** A price above zero in whole ticks; undefined where the field is absent. */
export function ticksField(view: MessageView, tag: number, name: string, i: VenueInstrument): Ticks | undefined | TermsRefusal {
  const text = view.text(tag);
  if (text === undefined) return undefined;
  const price = i.ticks.parse(text);
  if (price === 'OffStep') return refusal(99, `${name} '${text}' is off tick: not a multiple of ${i.listing.tickText}`);
  return price === 'NotANumber' || price <= 0 ? refusal(99, `${name} '${text}' is not a price above zero`) : price;
}

/** A quantity in whole lots; `least` says in words how small it may be. */
function anyLots(
  view: MessageView,
  [tag, name]: readonly [number, string],
  i: VenueInstrument,
  least: string,
): Lots | undefined | TermsRefusal {
  const text = view.text(tag);
  if (text === undefined) return undefined;
  const lots = i.lots.parse(text);
  if (lots === 'OffStep') return refusal(13, `${name} '${text}' is not a multiple of the lot ${i.listing.lotText}`);
  return lots === 'NotANumber' || lots < 0 ? refusal(13, `${name} '${text}' is not a quantity${least}`) : lots;
}

/** Fields that say how much of an order is shown; FIX 5.0SP2 has the third besides. 0 hides it all. */
export const DISPLAY_FIELDS: readonly [number, string][] = [
  [Tag.MaxFloor, 'MaxFloor (111)'],
  [Tag.MaxShow, 'MaxShow (210)'],
  [Tag.DisplayQty, 'DisplayQty (1138)'],
];

/** DisplayMethod (1084): the quantity given, each time; nothing at all (Undisclosed). */
const SAME_EACH_TIME = '1';
const UNDISCLOSED = '4';

/** How much of an order is shown at a time: undefined all of it, 0 nothing. */
export function displayOf(view: MessageView, i: VenueInstrument): Lots | undefined | TermsRefusal {
  const given = DISPLAY_FIELDS.filter(([tag]) => view.has(tag));
  if (given.length > 1) return refusal(11, `${given.map(([, name]) => name).join(' and ')}: one of them says how much is shown`);
  const method = view.text(Tag.DisplayMethod);
  if (method !== undefined && method !== SAME_EACH_TIME && method !== UNDISCLOSED)
    return refusal(11, `DisplayMethod (1084) '${method}' is not supported: 1 or 4`);
  const [field] = given;
  const shown = field && anyLots(view, field, i, ', 0 or more');
  if (method !== UNDISCLOSED) return shown;
  return shown === undefined || shown === 0 ? 0 : refusal(11, 'DisplayMethod (1084) 4 shows nothing: no quantity goes with it');
}
