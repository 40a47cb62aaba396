import type { BookRefusal, Lots, Ticks } from '../matching/types';
import type { OrderTerms, Refusal, Refused } from './exchange-types';
import type { TradingStatus } from './market';

export const refused = (reason: Refusal, text: string): Refused => ({ ok: false, reason, text });

export const unknownSymbol = (symbol: string): Refused => refused('UnknownSymbol', `Symbol (55) ${symbol} is not listed here`);

export const unknownOrder = (orderNo: number): Refused => refused('UnknownOrder', `OrderID (37) ${orderNo} is not in the book`);

export const halted = (symbol: string, status: TradingStatus): Refused => refused('Halted', `Symbol (55) ${symbol} is ${status}`);

/** Why a quantity and prices cannot be taken, whatever the order is. */
export function wrongNumbers(qty: Lots, price: Ticks | undefined, stop?: Ticks | undefined): Refused | undefined {
  if (!Number.isSafeInteger(qty) || qty <= 0)
    return refused('BadQuantity', `OrderQty (38) of ${qty} lots is not a whole number above 0`);
  return wrongPrice('Price (44)', price) ?? wrongPrice('StopPx (99)', stop);
}

function wrongPrice(field: string, price: Ticks | undefined): Refused | undefined {
  if (price === undefined) return undefined;
  if (!Number.isSafeInteger(price)) return refused('OffTick', `${field} of ${price} ticks is not a whole number of ticks`);
  return price > 0 ? undefined : refused('BadPrice', `${field} of ${price} ticks is not above 0`);
}

/** What the exchange says where its book refuses an order, or new terms of one. */
export function bookRefused(why: BookRefusal, o: OrderTerms): Refused {
  switch (why) {
    case 'WouldTrade':
      return refused(why, `ExecInst (18) 6: at Price (44) ${o.price} ticks the order would trade on arrival`);
    case 'CallPhase':
      return refused(why, 'TimeInForce (59) 3 or 4 and MinQty (110) are not taken while orders are collected for an auction');
    case 'BadTerms':
      return refused(why, badTerms(o));
    case 'BadPrice':
      return refused(why, 'Price (44) may not come to an order without one, nor go from one that has it');
    case 'BadQuantity':
      return refused(
        why,
        `MaxFloor (111) ${o.display ?? '-'} and MinQty (110) ${o.minQty ?? '-'} must be whole lots, at most OrderQty (38)`,
      );
    case 'UnknownOrder':
      return refused(why, 'the order is not in the book');
    case 'DuplicateId':
      throw new Error('the exchange gave a number to two orders');
  }
}

/** Special terms that do not go together, or with the order's type or time in force. */
const CLASHES: readonly [(o: OrderTerms, mayRest: boolean) => boolean, string][] = [
  [o => o.stop !== undefined && isForAuction(o), 'StopPx (99) does not go with TimeInForce (59) 2 or 7'],
  [o => o.stop !== undefined && o.postOnly === true, 'StopPx (99) does not go with ExecInst (18) 6'],
  [
    (o, mayRest) => o.display !== undefined && !mayRest,
    'MaxFloor (111) is for limit orders that can rest: TimeInForce (59) 0, 1 or 6',
  ],
  [
    (o, mayRest) => o.postOnly === true && !mayRest,
    'ExecInst (18) 6 is for limit orders that can rest: TimeInForce (59) 0, 1 or 6',
  ],
  [o => o.minQty !== undefined, 'MinQty (110) is for orders that cannot rest: TimeInForce (59) 3, or a market order'],
];

function badTerms(o: OrderTerms): string {
  const mayRest = o.price !== undefined && (o.tif === 'Day' || o.tif === 'GTC' || o.tif === 'GTD');
  return CLASHES.find(([clash]) => clash(o, mayRest))?.[1] ?? 'StopPx (99) is for orders that wait for one';
}

const isForAuction = ({ tif }: OrderTerms): boolean => tif === 'AtOpen' || tif === 'AtClose';
