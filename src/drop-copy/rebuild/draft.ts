import { type Micros, ZERO } from '../../core/numbers';
import { type Closed, newOrder, type OrderState, type Pending } from '../../core/order/order';
import type { RebuiltFill, RebuiltOrder } from './order';
import { ToldIds } from './told-ids';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type DraftFill = Mutable<RebuiltFill>;

/** Decimals that quantities and prices have at first. */
export const QTY_SCALE = 4;
export const PX_SCALE = 8;

/** An order while messages about it may still come. */
export class Draft implements RebuiltOrder {
  clOrdIds: string[];
  orderId: string | undefined;
  parent: number | undefined;
  symbol = '';
  side = '';
  ordType = '';
  timeInForce = '0';
  account: string | undefined;
  strategy: string | undefined;
  destination = '';
  received: Micros = 0;
  ended: Micros | undefined;
  decided: Micros | undefined;
  from: Micros | undefined;
  until: Micros | undefined;
  qtyScale = QTY_SCALE;
  pxScale = PX_SCALE;
  state: OrderState = newOrder(0, undefined);
  fills: DraftFill[] = [];
  replaced = 0;
  refused = 0;
  custom = '';

  /** Made of what is not its own first message: that one may still come. */
  implied = false;
  /** A bust gave back quantity of an immediate order that was over: whoever works it ends it once more. */
  endedByBust = false;
  /** Its ExecIDs (17), each with the place of its fill in `fills`, or (below 0) what else it told. */
  told = new ToldIds();
  /** ClOrdIDs (11) that came once more, and whose refusal is still to come. */
  doubled: string[] = [];
  /** What was told last that is not so: CumQty (14) less the sum of fills, OrdStatus (39), LeavesQty (151), AvgPx (6). */
  cumOff = 0;
  statusOff = '';
  leavesOff = false;
  avgOff = false;
  /** Told of since the shelf looked last. */
  touched = true;

  constructor(
    readonly index: number,
    readonly session: string,
    clOrdId: string,
  ) {
    this.clOrdIds = [clOrdId];
  }
}

/** A draft as text that `thawed` makes the same draft of; without names of fields it is written in half the time. */
export function frozen(d: Draft): string {
  const { state: s, told } = d;
  const fills: unknown[] = [];
  for (const f of d.fills) fills.push(f.execId, f.at, f.qty, f.px, f.liquidity, f.venue, f.fee, f.busted);
  return JSON.stringify([
    [d.index, d.session, d.clOrdIds, d.symbol, d.side, d.ordType, d.timeInForce, d.destination, d.received, d.custom, d.implied],
    [d.orderId, d.parent, d.account, d.strategy, d.ended, d.decided, d.from, d.until],
    [d.qtyScale, d.pxScale, d.replaced, d.refused, d.doubled, d.cumOff, d.statusOff, d.leavesOff, d.avgOff, d.endedByBust],
    [s.orderQty, s.price, s.cumQty, `${s.cost.n}`, s.cost.scale, s.acknowledged, s.closed, s.multiDay, s.doneForDay],
    [s.calculated, s.stopped, s.suspended, s.pending],
    fills,
    told.ids,
    told.whats,
  ]);
}

type Frozen = readonly [
  [number, string, string[], string, string, string, string, string, number, string, boolean],
  [Maybe<string>, Maybe<number>, Maybe<string>, Maybe<string>, Maybe<number>, Maybe<number>, Maybe<number>, Maybe<number>],
  [number, number, number, number, string[], number, string, boolean, boolean, boolean],
  [number, Maybe<number>, number, string, number, boolean, Maybe<Closed>, boolean, boolean],
  [boolean, boolean, boolean, readonly Pending[]],
  unknown[],
  string[],
  number[],
];
/** JSON has null where there was nothing. */
type Maybe<T> = T | null;

/** The draft of a text that `frozen` made. */
export function thawed(text: string): Draft {
  const [words, maybes, marks, state, more, fills, ids, whats] = JSON.parse(text) as Frozen;
  const d = new Draft(words[0], words[1], '');
  [, , d.clOrdIds, d.symbol, d.side, d.ordType, d.timeInForce, d.destination, d.received, d.custom, d.implied] = words;
  d.orderId = maybes[0] ?? undefined;
  d.parent = maybes[1] ?? undefined;
  d.account = maybes[2] ?? undefined;
  d.strategy = maybes[3] ?? undefined;
  d.ended = maybes[4] ?? undefined;
  d.decided = maybes[5] ?? undefined;
  d.from = maybes[6] ?? undefined;
  d.until = maybes[7] ?? undefined;
  [d.qtyScale, d.pxScale, d.replaced, d.refused, d.doubled, d.cumOff, d.statusOff, d.leavesOff, d.avgOff, d.endedByBust] = marks;
  d.state = stateOf(state, more);
  d.told = new ToldIds(ids, whats);
  for (let i = 0; i < fills.length; i += FILL_FIELDS) d.fills.push(fillOf(fills.slice(i, i + FILL_FIELDS) as FrozenFill));
  return d;
}

/** Fields in the order of `newOrder`: states of one shape are copied fast. */
const stateOf = (s: Frozen[3], [calculated, stopped, suspended, pending]: Frozen[4]): OrderState => ({
  orderQty: s[0],
  price: s[1] ?? undefined,
  cumQty: s[2],
  cost: { n: BigInt(s[3]), scale: s[4] },
  remainder: ZERO,
  acknowledged: s[5],
  closed: s[6] ?? undefined,
  multiDay: s[7],
  doneForDay: s[8],
  calculated,
  stopped,
  suspended,
  pending,
});

const FILL_FIELDS = 8;
type FrozenFill = [string, number, number, number, Maybe<'1' | '2'>, string, Maybe<string>, boolean];

const fillOf = ([execId, at, qty, px, liquidity, venue, fee, busted]: FrozenFill): DraftFill => ({
  execId,
  at,
  qty,
  px,
  liquidity: liquidity ?? undefined,
  venue,
  fee: fee ?? undefined,
  busted,
});
