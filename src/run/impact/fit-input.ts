import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import { ordersOf } from './from-journal';
import { isJournal, type MetaorderFile, readMetaorders } from './metaorders-file';

/** Orders to fit to, and what is to be said about where they come from. */
export interface FitInput extends MetaorderFile {
  readonly notes: readonly string[];
}

/** Reads a file of metaorders, or the orders of a journal. Throws UsageError that names the file and what is wrong with it. */
export function readFitInput(path: string, daySeconds: number): FitInput {
  if (!isJournal(path)) return { ...readMetaorders(path), notes: [] };
  const journal = openJournal(path, 'INPUT');
  try {
    const { orders, limits, unknownMarket, unfilled, open } = ordersOf(journal.turns(), daySeconds);
    if (orders.length === 0)
      throw new UsageError(
        `${path}: no order in it that is done and whose market was known: ${unknownMarket} without adv, volatility or spread, ${unfilled} without a fill, ${open} still open, ${limits} passed through with a limit`,
      );
    const notes = [
      `${limits} orders passed through with a limit, ${unknownMarket} without adv, volatility or spread, ${unfilled} without a fill and ${open} still open left out`,
    ];
    return { orders, synthetic: false, notes };
  } finally {
    journal.close();
  }
}
