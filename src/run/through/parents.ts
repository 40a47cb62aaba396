import { formatDecimal, type Micros } from '../../core/numbers';
import { ordStatus } from '../../core/order/order';
import { oneOf, SIDES, STRATEGIES, strategyOf } from '../../core/strategies';
import type { RebuiltOrder } from '../../drop-copy/rebuild/order';
import { LeftOut } from '../backtest/left-out';
import type { NewOrder } from '../order-client-messages';
import type { Asked, AskedChange, AskedOrder } from './asked';

/** A parent of a log: what happened to it, and how it can be sent again. Times are the log's. */
export interface LoggedParent {
  readonly happened: RebuiltOrder;
  /** Orders of the log that were its children; undefined where the log has no children at all. */
  readonly children: number | undefined;
  /** ClOrdID (11) that it is sent under: its own, unless another order of the log has the same. */
  readonly clOrdId: string;
  readonly order: NewOrder;
  readonly changes: readonly AskedChange[];
}

/** Which of a log's parents are taken. */
export interface Wanted {
  /** Of this SenderCompID (49) only. */
  readonly sender?: string | undefined;
  readonly symbols?: readonly string[] | undefined;
}

/** The parents of a log in the order of their time, and what a reader must know of the others. */
export interface LoggedParents {
  readonly parents: readonly LoggedParent[];
  readonly notes: readonly string[];
}

const DECIMAL = /^\d+(\.\d+)?$/;
const GTD = '6';
/** Longest ClOrdID (11) of ours. */
const LONGEST_ID = 64;

/** Takes the parents out of the orders of a log: every order that is no child of another one there. */
export function parentsOf(orders: Iterable<RebuiltOrder>, asked: Asked, wanted: Wanted = {}): LoggedParents {
  const left = new LeftOut();
  const children = new Map<number, number>();
  const taken: (Omit<LoggedParent, 'children' | 'clOrdId'> & { readonly id: string })[] = [];
  for (const told of orders) {
    const happened = kept(told);
    if (happened.parent !== undefined) {
      children.set(happened.parent, (children.get(happened.parent) ?? 0) + 1);
      continue;
    }
    const words = asked.of(happened);
    const order = orderOf(happened, words);
    const why = notTaken(happened, order, wanted);
    if (why === undefined)
      taken.push({ happened, id: happened.clOrdIds[0] ?? '', order, changes: changesOf(happened, words, asked, left) });
    else left.add(why);
  }
  taken.sort((a, b) => a.happened.received - b.happened.received || a.happened.index - b.happened.index);
  const used = new Set<string>();
  const parents = taken.map(({ id, ...parent }): LoggedParent => {
    const own = id !== '' && id.length <= LONGEST_ID && !used.has(id);
    const clOrdId = own ? id : `LOG-${parent.happened.index}`;
    used.add(clOrdId);
    return { ...parent, clOrdId, children: children.size === 0 ? undefined : (children.get(parent.happened.index) ?? 0) };
  });
  return { parents, notes: left.lines() };
}

/** An order that stays as it is when the next one is asked for. */
const kept = (order: RebuiltOrder): RebuiltOrder => ({
  ...order,
  clOrdIds: [...order.clOrdIds],
  fills: order.fills.map(fill => ({ ...fill })),
});

/** Why an order is left out; undefined where it is taken. */
function notTaken(
  { session, symbol, state, received }: RebuiltOrder,
  order: NewOrder & { ordType: string },
  { sender, symbols }: Wanted,
): string | undefined {
  const { side, orderQty, ordType, price, timeInForce, strategy, expireTime } = order;
  const { tifs } = strategyOf(strategy)!;
  if (sender !== undefined && !session.startsWith(`${sender}->`)) return 'orders of another SenderCompID (49)';
  if (symbol === '') return 'orders without Symbol (55)';
  if (received <= 0) return 'orders without a time';
  if (symbols && !symbols.includes(symbol)) return 'orders in other symbols';
  if (state.closed === 'Rejected' && ordStatus(state) === '8') return 'orders that were rejected';
  if (!oneOf(SIDES, side)) return `orders of Side (54) ${side || 'none'}`;
  if (!DECIMAL.test(orderQty) || Number(orderQty) === 0) return 'orders without OrderQty (38) above 0';
  if (!oneOf('12', ordType)) return `orders of OrdType (40) ${ordType || 'none'}`;
  if (ordType === '2' && !DECIMAL.test(price ?? '')) return 'limit orders without Price (44)';
  if (!oneOf(tifs, timeInForce) || (timeInForce === GTD && expireTime === undefined))
    return `orders of TimeInForce (59) ${timeInForce}`;
  return undefined;
}

/** The order as it was sent, where the log has that, else as its reports have it. A strategy that is none of ours is passed through. */
function orderOf(happened: RebuiltOrder, asked: AskedOrder | undefined): NewOrder & { ordType: string } {
  const { symbol, side, state, qtyScale, pxScale, timeInForce, strategy, from, until } = happened;
  const known = Object.values(STRATEGIES).find(s => s.windowed && (asked ? s.code === asked.strategy : s.name === strategy));
  if (asked) {
    const { sent: _, strategy: __, parameters, rate, effectiveTime, expireTime, ...words } = asked;
    const span = { effectiveTime, expireTime };
    if (known) return { ...words, ...span, strategy: known.code, parameters, rate };
    return { ...words, strategy: STRATEGIES.DMA.code, ...(words.timeInForce === GTD && { expireTime }) };
  }
  const price = state.price === undefined ? undefined : formatDecimal(state.price, pxScale);
  const ordType = happened.ordType || (price === undefined ? '1' : '2');
  return {
    symbol,
    side,
    ordType,
    orderQty: formatDecimal(state.orderQty, qtyScale),
    price: ordType === '2' ? price : undefined,
    timeInForce: timeInForce || '0',
    strategy: (known ?? STRATEGIES.DMA).code,
    ...(known && { effectiveTime: from }),
    ...((known || timeInForce === GTD) && { expireTime: until }),
  };
}

/** What was asked of it later. Of an order that the log only has reports of, who ended it is not known: it is cancelled when it was. */
function changesOf(happened: RebuiltOrder, words: AskedOrder | undefined, asked: Asked, left: LeftOut): readonly AskedChange[] {
  const { state, ended, clOrdIds, replaced } = happened;
  const found = asked.changesOf(happened);
  const whole = found.filter(c => c.to === undefined || DECIMAL.test(c.to.orderQty));
  if (whole.length < found.length) left.add('replaces without OrderQty (38)');
  if (words || found.length > 0) return whole;
  if (replaced > 0) left.add('replaces that the log has reports of only: their orders begin as they ended');
  const [origClOrdId = ''] = clOrdIds;
  return state.closed === 'Canceled' && ended !== undefined
    ? [{ clOrdId: `${origClOrdId.slice(0, LONGEST_ID - 2)}-C`, origClOrdId, sent: ended, to: undefined }]
    : [];
}

/** When a parent was over in the log: its end where that is told, else its last fill, else when its window ended, else when it came. */
export function overAt({ received, ended, until, fills }: RebuiltOrder): Micros {
  const last = fills[fills.length - 1];
  return Math.max(received, ended ?? last?.at ?? until ?? received);
}
