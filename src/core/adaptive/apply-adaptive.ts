import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { isPolicy, termsNamed } from './models';
import { type AdaptiveOrder, parentOfAsk, saidOf } from './orders';

/** Facts about forecasts and tilts. */
export type AdaptiveFact = FactOf<
  'ModelChanged' | 'ForecastAsked' | 'ForecastReceived' | 'ForecastFailed' | 'ForecastMissed' | 'TiltDecided'
>;

/** Keeps what models were asked and said, and what was decided. */
export function applyAdaptive(books: Ledger, fact: AdaptiveFact, at: Micros): void {
  const { adaptive } = books;
  switch (fact.type) {
    case 'ModelChanged':
      adaptive.models = fact.models;
      if (fact.withdrawn !== undefined) adaptive.withdraw(fact.withdrawn);
      return;
    case 'ForecastAsked':
      return asked(books, fact);
    case 'ForecastReceived':
      return received(books, fact, at);
    case 'ForecastFailed':
      if (adaptive.asking(fact.ask)?.awaited?.ask === fact.ask) adaptive.failed(fact.model, at);
      return;
    case 'ForecastMissed': {
      const { awaited } = adaptive.of(fact.parentId);
      if (awaited) {
        awaited.over = true;
        adaptive.failed(awaited.terms.hash, at);
      }
      return;
    }
    case 'TiltDecided':
      decided(adaptive.of(fact.parentId), fact, books);
  }
}

/** An adaptive order has a plan: slots are decided anew. Its models, and what was there before it, stay those of its first plan. */
export function adaptivePlanned(books: Ledger, { parentId, instrument }: Parent, at: Micros): void {
  const order = books.adaptive.of(parentId);
  order.decided = undefined;
  order.last = undefined;
  order.late = undefined;
  if (order.awaited) order.awaited.over = true;
  if (order.leftBefore.at > 0) return;
  order.leftBefore = { bps: books.impact.leftIn(instrument.symbol, at), at };
  order.models = books.adaptive.models;
}

function asked(books: Ledger, { about, ask, slot, model, deadline }: FactOf<'ForecastAsked'>): void {
  if (parentOfAsk(ask) !== about) return; // about a bar: `learning` waits for it
  // others are about bars of a symbol
  if (!books.parents.has(about)) return;
  const order = books.adaptive.of(about);
  order.asks++;
  // an answer that came late for the slot before is the latest there is
  order.last = order.late ?? order.last;
  order.late = undefined;
  const terms = termsNamed(order.models, model) ?? books.learning.watchOf(model)?.model;
  order.awaited = terms && { ask, slot, terms, deadline, over: false };
}

function received(books: Ledger, fact: FactOf<'ForecastReceived'>, at: Micros): void {
  const order = books.adaptive.asking(fact.ask);
  const awaited = order?.awaited;
  if (!order || awaited?.ask !== fact.ask) return;
  const said = saidOf(fact, awaited);
  if (typeof said === 'string') return books.adaptive.failed(fact.model, at);
  const decides = isPolicy(awaited.terms) || order.models?.policy === undefined;
  if (awaited.over || at > awaited.deadline) {
    if (decides) order.late = said;
    return;
  }
  books.adaptive.answered(fact.model);
  if (decides) order.last = said;
  else order.predicted = said;
}

function decided(order: AdaptiveOrder, { parentId, slot, target, baseline }: FactOf<'TiltDecided'>, books: Ledger): void {
  const base = books.parents.get(parentId)?.plan?.base ?? 0;
  const { target: before, baseline: baselineBefore } = order.decided ?? { target: base, baseline: base };
  order.decided = { slot, target, baseline, before, baselineBefore };
  if (order.awaited) order.awaited.over = true;
}
