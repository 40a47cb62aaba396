import type { Witness } from '../backtest/witness';
import { doneInLog } from './done';
import { isWithin } from './figures';
import type { LoggedParent } from './parents';

/** Whether a market is the log's own, and how many of the log's fills lie in it. */
export interface SameMarket {
  readonly same: boolean;
  /** Agents made it up, of one symbol at least, from the first price that the log shows: it follows the log and cannot be the log's own, wherever fills lie. */
  readonly madeUp: boolean;
  readonly fills: number;
  readonly inside: number;
}

/** Of so many fills nothing is concluded, and so large a part of more must lie in a market that is the log's own. */
const FEWEST = 5;
const PART = 0.95;

/** What is known of the symbols of a market. */
export interface MarketSymbols {
  /** Tick of a symbol, as a number. */
  readonly tick: (symbol: string) => number;
  readonly madeUp: readonly string[];
}

/** Counts the fills of a log whose price lies in the market of a run at their time, and concludes whether it is the log's own. */
export function sameMarket(
  stretches: readonly { readonly parents: readonly LoggedParent[]; readonly witness: Witness }[],
  { tick, madeUp: symbols }: MarketSymbols,
): SameMarket {
  let [fills, inside, madeUp] = [0, 0, false];
  for (const { parents, witness } of stretches)
    for (const parent of parents) {
      const { symbol } = parent.happened;
      madeUp ||= symbols.includes(symbol);
      for (const fill of doneInLog(parent).fills) {
        fills++;
        if (isWithin(witness.of(symbol).quotes, fill, tick(symbol))) inside++;
      }
    }
  return { same: !madeUp && fills >= FEWEST && inside >= PART * fills, madeUp, fills, inside };
}
