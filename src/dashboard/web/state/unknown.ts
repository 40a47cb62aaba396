import type { ParentRow } from '../../feed';

/** Why what an order cost against an average of its market is not known. */
export function whyUnknown({ avgPx, beforeStart }: ParentRow): string {
  if (avgPx === null) return 'nothing of it has traded';
  return beforeStart
    ? 'not known: the order came before the gateway was last started, and what its market traded till then is not in the journal'
    : 'not known: too little was seen of the market in its time';
}
