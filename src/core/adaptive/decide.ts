import type { FactOf, TiltDecided } from '../facts';
import type { ModelTerms } from '../learned/forecaster';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isWorking, type Parent, type Plan, wantsStop } from '../order/parent';
import { placeAt } from '../schedule/progress';
import type { Emit } from '../turn';
import { rawTilt, signalOf } from './forecast-tilt';
import { isPolicy, readsSignal } from './models';
import { noForecast, type Usable, usableModels } from './obstacles';
import { type AdaptiveOrder, askId, parentOfAsk, type Said, saidOf } from './orders';
import { behind, standingOf } from './standing';
import { tiltOf } from './tilt';
import { unfit, vectorOf } from './vector';

/** What a decision is made with. */
export interface Now {
  readonly books: Ledger;
  readonly at: Micros;
  readonly emit: Emit;
}

/**
 * Sees to it that the slot under way of an adaptive order is decided. False: a model was asked, or its answer is still awaited; the order's timer is set to
 * the deadline. True: the slot is decided (TiltDecided), and its look may go on. Nothing is decided while nothing would be sent.
 */
export function slotDecided(parent: Parent, plan: Plan, now: Now): boolean {
  const { books, at, emit } = now;
  const order = books.adaptive.of(parent.parentId);
  const { slot, next } = placeAt(plan, at);
  if (order.decided?.slot === slot) return true;
  if (wantsStop(parent) || books.markets.get(parent.instrument.symbol)?.trading === false) return true;
  const { awaited } = order;
  if (awaited && !awaited.over) {
    if (awaited.slot === slot && at < awaited.deadline) {
      emit({ type: 'TimerSet', timer: parent.parentId, at: awaited.deadline });
      return false;
    }
    emit({ type: 'ForecastMissed', ask: awaited.ask, parentId: parent.parentId, slot: awaited.slot });
    if (awaited.slot === slot) {
      fallBack(parent, { slot, why: `${awaited.terms.name} has not answered by its deadline`, lastMay: true }, now);
      return true;
    }
  }
  return !askFirst(parent, plan, { slot, next }, now);
}

/** Asks the model that comes first for a slot; false where none can be asked, and the slot is decided without. */
function askFirst(parent: Parent, plan: Plan, { slot, next }: { slot: number; next: Micros }, now: Now): boolean {
  if (slot >= plan.slots - 1) {
    fallBack(parent, { slot, why: 'the last slot takes all that is left', lastMay: false }, now);
    return false;
  }
  const usable = usableModels(parent, now.books, now.at);
  if (typeof usable === 'string') {
    fallBack(parent, { slot, why: usable, lastMay: false }, now);
    return false;
  }
  const { predictor, policy } = usable;
  const first = policy && (!predictor || !readsSignal(policy)) ? policy : predictor!;
  const deadline = Math.min(now.at + usable.deadline, next);
  return ask(parent, { slot, terms: first, signal: Number.NaN, deadline }, now);
}

interface Question {
  readonly slot: number;
  readonly terms: ModelTerms;
  /** bps against the order; NaN where nobody knows. */
  readonly signal: number;
  readonly deadline: Micros;
}

/** Asks a model, unless it cannot be asked about what is known: then the slot is decided without, and false. */
function ask(parent: Parent, { slot, terms, signal, deadline }: Question, now: Now): boolean {
  const { books, at, emit } = now;
  const { parentId } = parent;
  const off = noForecast(terms, books, at);
  const features = vectorOf(terms.features, parent, signal, books, at);
  const why = off ?? unfit(terms.features, features);
  if (why !== undefined) {
    fallBack(parent, { slot, why, lastMay: off !== undefined }, now);
    return false;
  }
  const n = books.adaptive.of(parentId).asks + 1;
  const gate = books.learning.gateOf(terms.hash, parent.instrument.symbol, at) ?? terms.gate;
  emit({ type: 'ForecastAsked', ask: askId(parentId, n), about: parentId, slot, model: terms.hash, features, gate, deadline });
  emit({ type: 'TimerSet', timer: parentId, at: deadline });
  return true;
}

/**
 * An answer came. The parent whose slot is decided by it; undefined where nothing is: it is too late, about something else, or a second model is asked
 * first. The answer itself is in the books.
 */
export function answered(fact: FactOf<'ForecastReceived' | 'ForecastFailed'>, now: Now): Parent | undefined {
  const { books, at } = now;
  const order = books.adaptive.asking(fact.ask);
  const awaited = order?.awaited;
  if (!order || awaited?.ask !== fact.ask || awaited.over) return undefined;
  const parent = books.parents.get(parentOfAsk(fact.ask));
  if (!parent?.plan || !isWorking(parent) || parent.ending || at >= parent.plan.end) return undefined;
  const { slot } = awaited;
  // its timer is due: it says that the answer came too late, and goes on
  if (at > awaited.deadline || placeAt(parent.plan, at).slot !== slot) return undefined;
  if (fact.type === 'ForecastFailed') {
    fallBack(parent, { slot, why: `${awaited.terms.name}: ${fact.why}`, lastMay: true }, now);
    return parent;
  }
  const said = saidOf(fact, awaited);
  if (typeof said === 'string') {
    fallBack(parent, { slot, why: said, lastMay: true }, now);
    return parent;
  }
  return usedOrPassedOn(parent, order, said, now) ? parent : undefined;
}

/** Decides the slot by an answer, or asks the policy that reads it; true where the slot is decided. */
function usedOrPassedOn(parent: Parent, order: AdaptiveOrder, said: Said, now: Now): boolean {
  const { slot, terms } = said;
  const usable: Usable | string = usableModels(parent, now.books, now.at);
  if (typeof usable === 'string') {
    fallBack(parent, { slot, why: usable, lastMay: false }, now);
    return true;
  }
  const { policy } = usable;
  if (policy && !isPolicy(terms)) {
    const { deadline } = order.awaited!;
    return !ask(parent, { slot, terms: policy, signal: signalOf(said, parent), deadline }, now);
  }
  decide(parent, { slot, said, source: 'forecast' }, now);
  return true;
}

interface FallBack {
  readonly slot: number;
  readonly why: string;
  /** The forecast of the slot before may serve: nothing is wrong but the answer. */
  readonly lastMay: boolean;
}

/** The ladder: the last valid forecast where it is at most a slot old, else the baseline. */
function fallBack(parent: Parent, { slot, why, lastMay }: FallBack, now: Now): void {
  const { last } = now.books.adaptive.of(parent.parentId);
  const said = lastMay && last && last.slot >= slot - 1 && !now.books.learning.frozen(last.terms.hash) ? last : undefined;
  decide(parent, { slot, said, source: said ? 'last' : 'baseline', why }, now);
}

interface Grounds {
  readonly slot: number;
  readonly said: Said | undefined;
  readonly source: TiltDecided['source'];
  readonly why?: string | undefined;
}

function decide(parent: Parent, { slot, said, source, why }: Grounds, now: Now): void {
  const { books, at, emit } = now;
  const found = said ? (outside(parent, said, now) ?? rawTilt(parent, said, books, at)) : UNTILTED;
  if (typeof found === 'string') return decide(parent, { slot, said: undefined, source: 'baseline', why: found }, now);
  emit({ type: 'TiltDecided', parentId: parent.parentId, slot, source, why, ...tiltOf(parent, said, found, books, at) });
}

/** Why an answer may not be gone by any more, though its question was asked: a certificate ended, or the order grew. */
const outside = (parent: Parent, said: Said, { books, at }: Now): string | undefined =>
  standingOf(behind(said, books.adaptive.of(parent.parentId)), parent, books, at).outside;

const UNTILTED = { raw: 0, sd: 0 };
