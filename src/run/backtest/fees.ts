import { basename } from 'node:path';
import { DEFAULT_FEES } from '../../../simulator/models/fees/default';
import type { FeeSchedule } from '../../../simulator/models/fees/fees';
import { readFees } from '../sim-fees';

/** No costs, which must be asked for; and the costs of whoever asks for nothing. */
export const NO_FEES = 'none';
export const USUAL_FEES = 'default';

/** The schedule that a config names: a file's, `default` (also where it names none), or undefined for `none`. Throws a UsageError as `readFees` does. */
export const feesOf = ({ fees = USUAL_FEES }: { readonly fees?: string | undefined }): FeeSchedule | undefined =>
  fees === NO_FEES ? undefined : fees === USUAL_FEES ? DEFAULT_FEES : readFees(fees);

/** What a config says of fees, with a file's place beside it. */
export const feesBeside = (fees: string, beside: (name: string) => string): string =>
  feesFile(fees) === undefined ? fees : beside(fees);

/** The file that a schedule is read from; undefined where it is none. */
export const feesFile = (fees: string = USUAL_FEES): string | undefined =>
  fees === NO_FEES || fees === USUAL_FEES ? undefined : fees;

/** Which costs figures are with, in words. */
export const feesText = (fees: string = USUAL_FEES): string =>
  fees === USUAL_FEES ? 'default: maker 0, taker 0.3 bps of the value' : fees === NO_FEES ? NO_FEES : basename(fees);
