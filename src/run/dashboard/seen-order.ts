import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import { strategyOf } from '../../core/strategies';
import type { SumsAt } from '../market/sums';
import type { Counted } from './day-totals';
import type { Noted } from './slice-notes';

/** Characters that are kept of a field, and of the reason, of an order that was denied at intake: an OMS may send a megabyte, and the journal has it. */
const MOST_OF_FIELD = 200;
const MOST_OF_TEXT = 2_000;

/** What is remembered of an order beside what the books have. */
export interface SeenOrder extends Noted {
  /** OrderID (37); of one that was denied as a duplicate ExecID (17) of the answer, whose OrderID is that of the first order. */
  readonly id: string;
  readonly session: string;
  readonly clOrdId: string;
  readonly account: string;
  readonly symbol: string;
  readonly strategy: string;
  readonly received: Micros;
  /** Middle of the market when it came, as a number; undefined where it was not known. */
  readonly arrival: number | undefined;
  /** It came before the gateway's last start: what its market traded till then is not known any more. */
  readonly beforeStart: boolean;
  /** What the market's averages were made of when it came and when it was over; undefined where that was not seen. */
  readonly began: SumsAt | undefined;
  ended: SumsAt | undefined;
  over: boolean;
  /** Our checks denied it. */
  denied: boolean;
  /** What it asked for, where it was denied at intake; undefined where the books or the archive have it. */
  readonly asked: Asked | undefined;
  /** What it added to the day's totals; undefined while it is open. */
  counted: Counted | undefined;
  /** Why it ended, or does not go on. */
  text: string;
}

/** Terms of an order as they came: it was denied at intake, so that nobody has read them. */
export interface Asked {
  readonly side: string;
  readonly orderQty: string;
  readonly price: string | undefined;
  readonly ordType: string;
  readonly timeInForce: string;
}

type Named = Pick<SeenOrder, 'id' | 'session' | 'clOrdId' | 'account' | 'symbol' | 'strategy'>;
type Since = Pick<SeenOrder, 'received' | 'arrival' | 'beforeStart' | 'began'>;

/** An order that came. */
export const cameOrder = (named: Named, since: Since): SeenOrder => ({
  ...named,
  ...since,
  ended: undefined,
  over: false,
  denied: false,
  asked: undefined,
  counted: undefined,
  notes: [],
  left: 0,
  text: '',
});

/** An order that was denied at intake, under the id of the answer, for the reason in `text`. */
export function deniedOrder(
  id: string,
  received: FactOf<'ParentOrderReceived'>,
  text: string,
  since: Pick<Since, 'received' | 'arrival'>,
): SeenOrder {
  const { session, clOrdId, account = '', symbol, strategy, side, orderQty, price, ordType, timeInForce = '0' } = received;
  const named = { id, session, clOrdId: field(clOrdId), account: field(account), symbol: field(symbol) };
  return {
    ...cameOrder(
      { ...named, strategy: strategyOf(strategy)?.name ?? field(strategy ?? '') },
      { ...since, beforeStart: false, began: undefined },
    ),
    over: true,
    denied: true,
    asked: {
      side: field(side),
      orderQty: field(orderQty),
      price: price === undefined ? undefined : field(price),
      ordType: field(ordType),
      timeInForce: field(timeInForce),
    },
    text: cut(text, MOST_OF_TEXT),
  };
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);
const field = (text: string): string => cut(text, MOST_OF_FIELD);
