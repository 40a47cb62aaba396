import { Tag } from '../generated/tags';
import type { Dialect } from './dialect';

/** OrdRejReason (103) and CxlRejReason (102) for what has no number of its own: other, in FIX 4.2 the broker's option. */
const OTHER = 99;
const REJ_OPTION_42 = 0;
const CXL_OPTION_42 = 2;

/** OrdRejReason (103) as the other side knows it. */
export const rejReason = (d: Dialect, code: number): number => d.reason(Tag.OrdRejReason, code, d.is42 ? REJ_OPTION_42 : OTHER);

/** CxlRejReason (102) as the other side knows it. */
export const cxlReason = (d: Dialect, code: number): number => d.reason(Tag.CxlRejReason, code, d.is42 ? CXL_OPTION_42 : OTHER);
