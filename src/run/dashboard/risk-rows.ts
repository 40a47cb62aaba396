import type { Books } from '../../core/books';
import { placeText } from '../../core/control/kills';
import { formatDecimal, type Micros } from '../../core/numbers';
import { moneyText } from '../../core/risk/exposure/money';
import { utilisation } from '../../core/risk/gauges';
import { pathOf } from '../../core/risk/levels';
import type { HeldRow, KillRow, LimitRow, PositionRow } from '../../dashboard/feed';
import { type HeldRow as Held, heldOrder } from '../control-held';
import type { KillRow as Kill } from '../kill-desk';

/** Rows of these that are shown; where there are more, those that are used up most, or are worth most. */
const MOST_SHOWN = 200;
/** Levels, and orders, that are looked at before the line may go on. */
const LEVELS_A_STEP = 20;
const ORDERS_A_STEP = 1_000;

export const killRow = ({
  id,
  level,
  key,
  by,
  reason,
  at,
  latched,
  asked,
  confirmed,
  outstanding,
  releaseAsked,
}: Kill): KillRow => ({
  id: placeText({ level, key }),
  ...{ level, key, kill: id, by, reason, at, latched, asked, confirmed, outstanding },
  releaseAsked: releaseAsked ?? null,
});

/** Accounts and symbols may have any characters in them: put together they are still told apart. */
const idOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts);

const heldRow = ({ orderId, clOrdId, account, symbol, side, orderQty, price, why, until, asked }: Held): HeldRow => ({
  id: orderId,
  ...{ clOrdId, account, symbol, side, orderQty, price, why, until, asked },
});

/** Orders that soft limits hold; yields now and then. */
export function* heldRows({ working }: Books): Generator<void, HeldRow[]> {
  const rows: HeldRow[] = [];
  let seen = 0;
  for (const parent of [...working]) {
    if (parent.hold) rows.push(heldRow(heldOrder(parent, parent.hold)));
    if (rows.length === MOST_SHOWN) break;
    if (++seen % ORDERS_A_STEP === 0) yield;
  }
  return rows;
}

/** What is used of limits; yields now and then. */
export function* limitRows({ levels, markets }: Books, at: Micros): Generator<void, LimitRow[]> {
  const rows: LimitRow[] = [];
  let seen = 0;
  for (const level of levels.all()) {
    for (const { limit, used, most, symbol } of utilisation(level.limits, level.exposure, { at, markets })) {
      const path = pathOf(level, limit).slice('limits.'.length);
      const part = Math.round((1000 * Number(used)) / Number(most)) / 1000;
      rows.push({ id: idOf(level.name, level.key, limit, symbol), path, symbol: symbol ?? null, used, most, part });
    }
    if (++seen % LEVELS_A_STEP === 0) yield;
  }
  return rows.sort((a, b) => b.part - a.part || (a.id < b.id ? -1 : 1)).slice(0, MOST_SHOWN);
}

/** What accounts hold and may come to hold; yields now and then. */
export function* positionRows({ levels }: Books): Generator<void, PositionRow[]> {
  const rows: { readonly worth: number; readonly row: PositionRow }[] = [];
  let seen = 0;
  for (const { name, key, exposure } of levels.all()) {
    if (name !== 'account') continue;
    for (const h of exposure.all()) {
      const { instrument, price } = h.mark;
      if (h.position === 0 && h.openBuy === 0 && h.openSell === 0 && h.realised === 0) continue;
      const text = (qty: number): string => formatDecimal(qty, h.qtyScale);
      const known = h.position === 0 || price !== undefined;
      rows.push({
        worth: Math.abs(h.value),
        row: {
          id: idOf(key, instrument.symbol),
          account: key,
          symbol: instrument.symbol,
          position: text(h.position),
          openBuy: text(h.openBuy),
          openSell: text(h.openSell),
          mark: price === undefined ? null : formatDecimal(price, instrument.priceScale),
          value: moneyText(h.value),
          realised: moneyText(h.realised),
          unrealised: known ? moneyText(h.value - h.basis) : null,
        },
      });
    }
    if (++seen % LEVELS_A_STEP === 0) yield;
  }
  return rows
    .sort((a, b) => b.worth - a.worth || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(r => r.row);
}
