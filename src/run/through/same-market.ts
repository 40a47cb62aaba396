import type { Witness } from '../backtest/witness';
import { doneInLog } from './done';
import { isWithin } from './figures';
import type { LoggedParent } from './parents';

/** How many of a log's fills lie in a market. */
export interface SameMarket {
  readonly same: boolean;
  readonly fills: number;
  readonly inside: number;
}

/** Of so many fills nothing is concluded, and so large a part of more must lie in a market that is the log's own. */
const FEWEST = 5;
const PART = 0.95;

/** Counts the fills of a log whose price lies in the market of a run at their time. `tick`: of a symbol, as a number. */
export function sameMarket(
  stretches: readonly { readonly parents: readonly LoggedParent[]; readonly witness: Witness }[],
  tick: (symbol: string) => number,
): SameMarket {
  let [fills, inside] = [0, 0];
  for (const { parents, witness } of stretches)
    for (const parent of parents) {
      const { symbol } = parent.happened;
      for (const fill of doneInLog(parent).fills) {
        fills++;
        if (isWithin(witness.of(symbol).quotes, fill, tick(symbol))) inside++;
      }
    }
  return { same: fills >= FEWEST && inside >= PART * fills, fills, inside };
}
