import type { ParentRow } from '../../feed';
import type { Paged } from './state';

export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

/** What parents may be sorted by. */
const KEYS: Readonly<Record<string, (row: ParentRow) => string | number | null>> = {
  order: row => row.clOrdId,
  symbol: row => row.symbol,
  side: row => row.side,
  qty: row => Number(row.orderQty),
  limit: row => (row.price === null ? null : Number(row.price)),
  done: row => Number(row.cumQty) / Number(row.orderQty),
  leaves: row => Number(row.leavesQty),
  px: row => (row.avgPx === null ? null : Number(row.avgPx)),
  arrival: row => (row.arrival === null ? null : Number(row.arrival)),
  slip: row => row.slippage.arrival,
  status: row => row.status,
  strategy: row => row.strategy,
  where: row => row.account,
  time: row => row.received,
};

/** Parents in the order in which they are shown. */
export interface Listing {
  readonly total: number;
  /** undefined where the row is outside what is known. */
  readonly idAt: (index: number) => string | undefined;
  readonly placeOf: (id: string) => number | undefined;
}

/** Whether all rows of a table are here, so that they can be sorted here. */
export const isWhole = ({ total, rows }: Paged<unknown>): boolean => rows.size === total;

/** The latest first, as the gateway tells them; or sorted, where all of them are here. What is not known comes last. */
export function listing(blotter: Paged<ParentRow>, sort: Sort | undefined): Listing {
  const key = sort && KEYS[sort.key];
  const sorted = key && isWhole(blotter);
  const ids = sorted ? sortedIds(blotter, key, sort.down) : blotter.ids;
  const offset = sorted ? 0 : blotter.offset;
  const places = new Map(ids.map((id, i) => [id, offset + i]));
  return { total: blotter.total, idAt: index => ids[index - offset], placeOf: id => places.get(id) };
}

function sortedIds(blotter: Paged<ParentRow>, key: (row: ParentRow) => string | number | null, down: boolean): string[] {
  const keyed = blotter.ids.flatMap(id => {
    const row = blotter.rows.get(id);
    return row ? [{ id, key: known(key(row)) }] : [];
  });
  const turn = down ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key ? -turn : turn;
  });
  return keyed.map(({ id }) => id);
}

/** A denied order may have asked for what is no number: it is as little known as what is missing. */
const known = (key: string | number | null): string | number | null => (Number.isNaN(key) ? null : key);
