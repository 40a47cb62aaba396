import { type Denial, denial } from '../denials';
import type { ClosePlan } from '../facts';
import type { ClosingAuction } from '../facts/sessions';
import type { Instrument } from '../instruments';
import type { Micros, Qty } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import { WHOLE_PART } from '../strategy-parameters';
import { evenCurve } from './curves/cumulative';
import { curveLook, partOfQty } from './progress';
import type { Asked, Framed, Look, Schedule } from './schedule';

const SECOND: Micros = 1_000_000;
/** The auction order goes out so long before the cut-off, or a tenth of the time there is: a refusal leaves room for another try. */
const LEAD: Micros = 30 * SECOND;
/** AuctionCap where it is not said. */
const CAP = 300_000;

/** For the closing auction: slices before it, one order at the close for the rest, never above a cap of what the auction is expected to trade. */
export const close: Schedule = {
  slots: 'listed',
  endOf: framed => auctionOf(framed)?.end,
  auction: timesOf,
  plan: asked => {
    const { qty, most, basis } = keptBack(asked);
    return { curve: evenCurve(asked.edges.length - 1), band: asked.given.Band, basis, close: { ...asked.auction!, qty, most } };
  },
  look: (parent, plan, _books, at) => {
    const { close: auction } = plan;
    if (!auction || at >= auction.cutOff) return idle(plan, plan.end);
    return at < auction.at ? beforeAuction(parent, plan, auction, at) : intoAuction(parent, plan, auction, at);
  },
};

/** The first closing auction that is not over at the start. */
const auctionOf = ({ books, symbol, start }: Framed): ClosingAuction | undefined =>
  books.ahead.get(symbol)?.sessions.find(s => s.auction && s.auction.end > start)?.auction;

/** When slices end and the auction takes no more orders: by the calendar, else CutOff before the end of the window. */
function timesOf(framed: Framed, end: Micros): Pick<ClosePlan, 'at' | 'cutOff'> | Denial {
  const auction = auctionOf(framed);
  const { CutOff: before } = framed.given;
  if (!auction && before === undefined)
    return denial(
      'BadWindow',
      'CLOSE needs the closing auction of a market calendar, or the strategy parameter CutOff (958-960)',
    );
  if (auction && end < auction.end)
    return denial('BadWindow', 'the window of a CLOSE must not end before the closing auction does');
  const cutOff = auction ? auction.lastEntry : end - before!;
  if (cutOff <= framed.start) return denial('BadWindow', 'the closing auction takes no more orders by the start of the window');
  return { cutOff, at: cutOff - Math.min(LEAD, Math.floor((cutOff - framed.start) / 10)) };
}

/** What is kept for the auction, and the most that it may get. */
function keptBack({
  given,
  instrument,
  orderQty,
  base,
  books,
  start,
}: Asked): Pick<ClosePlan, 'qty' | 'most'> & { basis: string } {
  const left = orderQty - base;
  const told = auctionOf({ books, symbol: instrument.symbol, given, start })?.volume;
  const expected = given.AuctionVolume ?? (told === undefined ? undefined : Math.floor(told * 10 ** instrument.qtyScale));
  const cap = given.AuctionCap ?? CAP;
  const most = expected === undefined ? undefined : wholeLots(partOfQty(expected, cap), instrument);
  const part = given.AuctionPart ?? WHOLE_PART;
  const wanted = part === WHOLE_PART ? left : wholeLots(partOfQty(left, part), instrument);
  const basis =
    expected === undefined
      ? 'the volume of the auction is not known: no cap'
      : `at most ${cap / 10_000} % of the auction, expected by ${given.AuctionVolume === undefined ? 'past days' : 'AuctionVolume'}`;
  return { qty: Math.min(wanted, most ?? wanted), most, basis };
}

const wholeLots = (qty: Qty, { lot }: Instrument): Qty => Math.floor(qty / lot) * lot;

/** Nothing is due until `next`. */
const idle = ({ slots, base }: Plan, next: Micros): Look => ({
  slot: slots,
  target: base,
  slotQty: 0,
  urgency: 'passive',
  next,
  skip: '',
});

function beforeAuction(parent: Parent, plan: Plan, auction: ClosePlan, at: Micros): Look {
  const goal = parent.state.orderQty - auction.qty;
  if (goal <= plan.base) return idle(plan, auction.at);
  const look = curveLook(parent, plan, at, 'weigh', goal);
  return { ...look, next: Math.min(look.next, auction.at) };
}

/** Looked at every second until the cut-off: an auction order that was refused is sent again. */
function intoAuction({ state }: Parent, { slots }: Plan, { cutOff, most }: ClosePlan, at: Micros): Look {
  const target = most === undefined ? state.orderQty : Math.min(state.orderQty, state.cumQty + most);
  const slotQty = Math.max(1, target - state.cumQty);
  return { slot: slots, target, slotQty, urgency: 'cross', forClose: true, next: Math.min(cutOff, at + SECOND) };
}
