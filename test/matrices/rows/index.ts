import type { NotPlayed, Row } from '../row';
import { VANILLA_AND_CANCEL } from './a-b';
import { REPLACE } from './c';
import { SEQUENCE } from './d';
import { UNSOLICITED_REJECT_STATUS } from './e-g';
import { LIFE_AND_CORRECTIONS } from './h-j';
import { HALT_AND_MISC } from './k-l';

/** Every row, in the order of the standard. */
export const ROWS: readonly Row[] = [
  ...VANILLA_AND_CANCEL,
  ...REPLACE,
  ...SEQUENCE,
  ...UNSOLICITED_REJECT_STATUS,
  ...LIFE_AND_CORRECTIONS,
  ...HALT_AND_MISC,
];

/** What of the standard has no story here. */
export const NOT_PLAYED: readonly NotPlayed[] = [
  {
    id: 'L.1.b',
    title: 'Use of CashOrderQty',
    why: 'an order here has an OrderQty (38): without it the message is answered with BusinessMessageReject (j) that names tag 38',
  },
];
