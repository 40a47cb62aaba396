import { answered, slotDecided } from '../adaptive/decide';
import { askCancel, mayCancel } from '../control/ask-cancel';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { cautionOf } from '../market/caution-of';
import type { Micros } from '../numbers';
import { isFilled } from '../order/order';
import { isWorking, openChild, type Parent, reservedQty, wantsStop } from '../order/parent';
import { AT_CLOSE } from '../slicing/at-close';
import { STRATEGIES } from '../strategies';
import { type Emit, stage } from '../turn';
import { planOf } from './planning';
import type { Look } from './schedule';
import { scheduleOf } from './schedules';
import { tradesAt } from './trading-time';
import { wouldSlice, wouldTrade } from './would';

/** A parent whose children were refused this often in a row, without one that worked, is ended. */
const REFUSALS = 10;

/** Plans a scheduled parent when it is accepted or replaced; at each of its timers says how much should be done by when. */
export const scheduler = stage(
  [
    'ParentOrderAccepted',
    'ParentRequestAccepted',
    'TimerFired',
    'ForecastReceived',
    'ForecastFailed',
    'QuoteReceived',
    'ChildTradeCanceled',
    'ChildTradeCorrected',
  ],
  (fact, books, at, emit) => {
    switch (fact.type) {
      case 'ParentOrderAccepted': {
        const parent = books.parents.get(fact.parentId)!;
        if (parent.strategy !== 'DMA') plan(parent, parent.received, parent.state, { books, at, emit });
        return;
      }
      case 'ParentRequestAccepted': {
        const parent = books.parents.get(fact.parentId)!;
        const asked = parent.replacing.find(r => r.clOrdId === fact.clOrdId);
        const terms = { orderQty: fact.orderQty!, price: fact.price };
        if (parent.strategy !== 'DMA' && asked) plan(parent, asked, terms, { books, at, emit });
        return;
      }
      case 'TimerFired': {
        const parent = books.parents.get(fact.timer);
        if (parent?.plan && isWorking(parent) && !parent.ending) look(parent, books, at, emit);
        return;
      }
      case 'ForecastReceived':
      case 'ForecastFailed': {
        const parent = answered(fact, { books, at, emit });
        if (parent) look(parent, books, at, emit);
        return;
      }
      case 'QuoteReceived': {
        const orders = books.working.scheduledIn(fact.symbol);
        if (orders) for (const parent of orders) atQuote(parent, books, at, emit);
        return;
      }
      case 'ChildTradeCanceled':
      case 'ChildTradeCorrected': {
        // an order that was filled may have become open again: nothing else would look at it
        const parent = books.parentOf(books.children.get(fact.childId)!);
        if (parent.plan && isFilled(parent.state)) emit({ type: 'TimerSet', timer: parent.parentId, at });
        return;
      }
      default:
    }
  },
);

type Slice = Omit<FactOf<'SliceScheduled'>, 'type' | 'parentId'>;
interface Now {
  readonly books: Ledger;
  readonly at: Micros;
  readonly emit: Emit;
}

type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

function plan(
  parent: Parent,
  request: Request,
  terms: Pick<Parent['state'], 'orderQty' | 'price'>,
  { books, at, emit }: Now,
): void {
  const { parentId, instrument, side, state } = parent;
  const strategy = STRATEGIES[parent.strategy];
  const { orderQty, price } = terms;
  const order = {
    strategy,
    instrument,
    side,
    orderQty,
    price,
    request,
    parentId,
    base: Math.min(state.cumQty, orderQty),
    before: parent.plan,
  };
  const made = planOf(order, books, at);
  if ('code' in made) throw new Error(`intake let an order pass that has no plan: ${made.text}`);
  emit({ type: 'PlanMade', parentId, ...made });
  emit({ type: 'TimerSet', timer: parentId, at: tradesAt(made, made.start) ?? made.start });
}

function look(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  const { plan, parentId } = parent;
  if (!plan) return;
  if (at >= plan.end) {
    const idle = parent.held !== undefined && parent.state.cumQty === plan.base && !openChild(parent);
    const reason = `the window has ended${idle ? `, and nothing traded in it: ${parent.held}` : ''}`;
    emit({ type: 'ParentEnding', parentId, as: 'Expired', reason });
    return;
  }
  if (refusals(parent) >= REFUSALS) {
    emit({ type: 'ParentEnding', parentId, as: 'Canceled', reason: `the last ${REFUSALS} children were refused` });
    return;
  }
  const until = plan.close?.at ?? plan.end;
  const resumes = at >= until ? at : Math.min(until, tradesAt(plan, at) ?? until);
  if (resumes > at) return emit({ type: 'TimerSet', timer: parentId, at: resumes });
  if (parent.strategy === 'ADAPTIVE' && !slotDecided(parent, plan, { books, at, emit })) return;
  const view = scheduleOf(parent.strategy as Exclude<typeof parent.strategy, 'DMA'>, plan.parameters).look(
    parent,
    plan,
    books,
    at,
  );
  emitLook(parent, view, { books, at, emit });
  if (view.forClose) leaveForAuction(parent, { books, at, emit });
  emit({ type: 'TimerSet', timer: parentId, at: view.next });
}

function emitLook(parent: Parent, view: Look, { books, at, emit }: Now): void {
  const { parentId } = parent;
  const { symbol } = parent.instrument;
  const { next: _next, skip, ...slice } = view;
  const halted = books.markets.get(symbol)?.trading === false && !view.forClose;
  const why = wantsStop(parent) ? 'a cancel or replace is being worked' : halted ? `trading in ${symbol} is halted` : skip;
  if (why === '') return;
  if (why !== undefined) return emit({ type: 'SliceSkipped', parentId, slot: view.slot, reason: why });
  const would = view.forClose ? undefined : wouldSlice(parent, view.slot, books);
  emit({ type: 'SliceScheduled', parentId, ...(would ?? (cautionOf(books, symbol, at) ? careful(slice) : slice)) });
}

/** In a time of caution nothing crosses: what is due rests. */
const careful = ({ least: _least, ...slice }: Slice): Slice => ({ ...slice, urgency: 'passive' });

/** A would price is met by a quote, not by the clock; while an answer is outstanding there is nothing to ask for. */
function atQuote(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  const { plan } = parent;
  if (!plan || parent.ending || wantsStop(parent) || !wouldTrade(parent, books)) return;
  if (at < plan.start || at >= (plan.close?.at ?? plan.end) || tradesAt(plan, at) !== at) return;
  if (books.markets.get(parent.instrument.symbol)?.trading === false) return;
  const busy = parent.children.some(c => reservedQty(c) > 0 && (!c.state.acknowledged || c.state.pending.length > 0));
  const slice = busy ? undefined : wouldSlice(parent, plan.last?.slot ?? 0, books);
  if (slice) emit({ type: 'SliceScheduled', parentId: parent.parentId, ...slice });
}

/** What rests when the auction order is due is called back: it goes into the auction with the rest, once it is known to be gone. */
function leaveForAuction(parent: Parent, { books, at, emit }: Now): void {
  for (const child of parent.children)
    if (reservedQty(child) > 0 && child.timeInForce !== AT_CLOSE && mayCancel(child, books)) askCancel(child, books, at, emit);
}

function refusals(parent: Parent): number {
  let n = 0;
  for (let i = parent.children.length - 1; i >= 0 && parent.children[i]!.state.closed === 'Rejected'; i--) n++;
  return n;
}
