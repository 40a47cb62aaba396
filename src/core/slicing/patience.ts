import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';

const SECOND: Micros = 1_000_000;

/** What was seen of a market longer ago (us) is not weighed. */
export const STALE: Micros = 5 * SECOND;

/** A resting child follows the touch at most once in so long (us) where MinRest does not say. */
const MIN_REST: Micros = SECOND;

/** A child that was weighed is weighed again after so long (us) where RestTimeout does not say. */
const TIMEOUT: Micros = 5 * SECOND;

export const minRestOf = (parent: Parent): Micros => parent.plan?.rules?.minRest ?? MIN_REST;
export const timeoutOf = (parent: Parent): Micros => parent.plan?.rules?.timeout ?? TIMEOUT;
