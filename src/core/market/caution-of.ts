import type { Caution } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';

/** Stands for every symbol. */
export const ALL = '*';

/** The caution in force for a symbol at `at`; undefined where there is none. While there is one, scheduled orders rest and do not cross. */
export function cautionOf(books: Pick<Ledger, 'cautions'>, symbol: string, at: Micros): Caution | undefined {
  const { cautions } = books;
  if (cautions.size === 0) return undefined;
  const own = cautions.get(symbol);
  if (own && at < own.until) return own;
  const all = cautions.get(ALL);
  return all && at < all.until ? all : undefined;
}
