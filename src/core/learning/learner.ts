import { grantOf, inShadow } from '../adaptive/models';
import type { FactOf } from '../facts';
import type { ModelTerms } from '../learned/forecaster';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { fourDecimals } from '../round';
import { draw, drawKey } from '../schedule/curves/draws';
import { type Emit, stage } from '../turn';
import { barVector, mayAsk } from './bar-vector';
import { hasMoved } from './ensemble-gate';
import { barAsk } from './learning';
import { regimeAfter } from './regime';
import { planningSize } from './sequential';
import type { ModelWatch } from './watch';

/** How long (us) a forecast that no order waits for may take. */
const PATIENCE: Micros = 1_000_000;
/** What was learned is told every hour in which something was. */
const SNAPSHOT_EVERY: Micros = 3_600_000_000;

/**
 * Says what the bars of a market teach: its regime, the weights of the ensemble, drift and what follows from it. Draws for each adaptive order by which model it
 * is worked, before anything of it is planned. Looks at nothing where no model is in force.
 */
export const learner = stage(
  ['BarClosed', 'ParentOrderAccepted', 'Started', 'ModelChanged', 'SnapshotAsked'],
  (fact, books, at, emit) => {
    const { learning } = books;
    if (!learning.active) return;
    switch (fact.type) {
      case 'BarClosed':
        return closed(fact, { books, at, emit });
      case 'ParentOrderAccepted': {
        const parent = books.parents.get(fact.parentId)!;
        if (parent.strategy === 'ADAPTIVE') drawArm(parent, books, emit);
        return;
      }
      case 'Started':
      case 'ModelChanged':
        return plan(books, emit);
      case 'SnapshotAsked': {
        const { watch } = learning;
        return watch && snapshot(watch, 'stop', emit);
      }
      default:
    }
  },
);

interface Now {
  readonly books: Ledger;
  readonly at: Micros;
  readonly emit: Emit;
}

function closed(bar: FactOf<'BarClosed'>, { books, at, emit }: Now): void {
  const { learning } = books;
  const { symbol, end } = bar;
  const state = learning.of(symbol);
  const { hmm } = learning.inForce!;
  if (hmm) emit(regimeAfter(hmm, state.regime, { symbol, end, series: state.series }, learning.terms.bar));
  const { watch } = learning;
  if (!watch) return;
  const model = watch.model.hash;
  if (state.unusable !== undefined && !state.frozen) emit({ type: 'LearnerFrozen', model, symbol, why: state.unusable });
  else if (state.unusable === undefined && state.frozen) emit({ type: 'LearnerThawed', model, symbol });
  if (watch.findings.length > 0) return drifted(watch, books, emit);
  const { losses, labels } = watch;
  const gates = losses.map(l => l.gate());
  if (gates.some((gate, k) => hasMoved(watch.gates[k]!, gate)))
    emit({ type: 'GateMoved', model, losses: losses.map(l => l.losses.map(fourDecimals)), gates, n: labels });
  if (at >= watch.snapshotAt + SNAPSHOT_EVERY) snapshot(watch, 'time', emit);
  if (state.unusable === undefined && watch.foretells) ask(bar, watch, { books, at, emit });
}

/** Drift freezes the learner and takes the model out of force; a challenger that was measured against it gets no more orders. */
function drifted(watch: ModelWatch, { learning }: Ledger, emit: Emit): void {
  const { hash, name } = watch.model;
  for (const found of watch.findings) emit({ type: 'DriftDetected', model: hash, ...found });
  const [{ by, feature, value, limit }] = watch.findings as [(typeof watch.findings)[number]];
  const why = `${feature === undefined ? by : `${by} of ${feature}`}: ${value} is above ${limit}`;
  if (watch.frozen === undefined) emit({ type: 'LearnerFrozen', model: hash, why });
  const { challenger } = learning.challenge ?? {};
  if (challenger !== undefined)
    emit({
      type: 'ModelRolledBack',
      role: 'challenger',
      from: challenger,
      why: `${name} drifted: there is nothing to compare with`,
    });
  const to = learning.before(hash);
  emit({ type: 'ModelRolledBack', role: 'predictor', from: hash, to: to?.hash, why: `${name}: ${why}` });
}

function ask(bar: FactOf<'BarClosed'>, { model }: ModelWatch, { books, at, emit }: Now): void {
  const { symbol, end } = bar;
  const features = barVector(model.features, bar, books.learning.of(symbol).regime?.posteriors);
  if (!mayAsk(model.features, features)) return;
  const gate = books.learning.gateOf(model.hash, symbol, at)!;
  const question = { ask: barAsk(symbol, end), about: symbol, slot: 0, model: model.hash };
  emit({ type: 'ForecastAsked', ...question, features, gate, deadline: at + PATIENCE });
}

function snapshot(watch: ModelWatch, why: 'time' | 'stop', emit: Emit): void {
  const { learner: rls, model, errors, version, snapshotN } = watch;
  if (rls.n === snapshotN) return;
  const parameters = Array.from(rls.weights, w => Number(w.toPrecision(6)));
  const [own, theirs, nothing] = errors;
  emit({
    type: 'LearnerSnapshot',
    model: model.hash,
    version: version + 1,
    parameters,
    n: rls.n,
    errors: [fourDecimals(own), fourDecimals(theirs), fourDecimals(nothing)],
    why,
  });
}

/** The draw follows from the order's id and the seed: a replay draws the same. Without a challenge, and after it, all are the champion's. */
function drawArm(parent: Parent, books: Ledger, emit: Emit): void {
  const { challenge, terms, watch } = books.learning;
  const { parentId } = parent;
  const on = challenge?.verdict === 'open' && watch?.frozen === undefined && comparable(books);
  const arm = on && draw(drawKey(parentId, terms.seed), 0) < terms.share ? 'challenger' : 'champion';
  emit({ type: 'ArmDrawn', parentId, arm, arrival: arrivalOf(parent, books) });
}

/** Orders of two models say which is better only where both act, or neither does. */
function comparable({ adaptive, learning }: Ledger): boolean {
  const { mode, predictor, challenger } = learning.inForce ?? {};
  if (!mode || !predictor || !challenger) return false;
  const shadowed = ({ hash }: ModelTerms): boolean => inShadow(mode, grantOf(adaptive.models, hash));
  return shadowed(predictor) === shadowed(challenger);
}

/** Mid as it was seen last; null where a side is missing. */
function arrivalOf({ instrument }: Parent, { seen, quotes }: Ledger): number | null {
  const market = seen.get(instrument.symbol);
  const quote = quotes.get(instrument.symbol);
  const bid = market ? market.bids[0]?.px : quote?.bid;
  const ask = market ? market.asks[0]?.px : quote?.ask;
  if (bid === undefined || ask === undefined || bid > ask) return null;
  const mid = (bid + ask) / 2 / 10 ** instrument.priceScale;
  return mid > 0 ? mid : null;
}

/** Before a challenger is measured: how long that is likely to take. */
function plan({ learning }: Ledger, emit: Emit): void {
  const { challenge, terms } = learning;
  if (!challenge || challenge.planned) return;
  const { champion, challenger } = challenge;
  const { delta, sd, designEffect } = terms;
  emit({ type: 'ChallengePlanned', champion, challenger, perArm: planningSize(terms), delta, sd, designEffect });
}
