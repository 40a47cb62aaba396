import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isBuy, type Parent } from '../order/parent';
import { baselineOf } from '../schedule/adaptive';
import { costModelOf } from '../schedule/implementation-shortfall';
import { readParameters } from '../schedule/parameters';
import { placeAt } from '../schedule/progress';
import { tradingBy } from '../schedule/trading-time';
import { STRATEGIES } from '../strategies';
import { LEAST_TILT, MOST_TILT } from './clip';
import { decidingTarget } from './models';
import { bestTilt, type Climate, type Drift, driftOf, type Position } from './optimiser';
import type { Said } from './orders';
import { spreadOf } from './shrink';

/** A tilt as models and optimiser have it, before disagreement shrinks it and clips bind. */
export interface RawTilt {
  readonly raw: number;
  /** Standard deviation of the members' tilts. */
  readonly sd: number;
}

const BPS = 10_000;

/** Drift that a predictor expects, bps against the order: above 0 waiting makes it dearer. NaN where it says none. */
export function signalOf({ terms, y }: Said, { side }: Parent): number {
  const place = terms.targets.findIndex(t => t.name === 'drift');
  return (isBuy(side) ? 1 : -1) * (y[place] ?? Number.NaN);
}

/** The tilt that follows from what a model said, or in words why none does. */
export function rawTilt(parent: Parent, said: Said, books: Ledger, at: Micros): RawTilt | string {
  const { terms, y, members } = said;
  const width = terms.targets.length;
  const deciding = decidingTarget(terms);
  if (deciding < 0) return `${terms.name} says neither drift nor tilt`;
  const one = terms.targets[deciding]!.name === 'tilt' ? policyTilt(deciding) : optimised(parent, said, books, at);
  if (typeof one === 'string') return one;
  const raw = one(y);
  const each = Array.from({ length: members.length / width }, (_, m) => one(members.slice(m * width, (m + 1) * width)));
  const sd = spreadOf(each);
  return Number.isFinite(raw) && Number.isFinite(sd) ? { raw, sd } : 'the optimiser found no tilt';
}

/** What a row of targets says to do. */
type Tilting = (row: readonly number[]) => number;

const policyTilt =
  (place: number): Tilting =>
  row =>
    Math.min(MOST_TILT, Math.max(LEAST_TILT, row[place]!));

/** The closed form, from the forecasts of drift, volatility and volume. */
function optimised(parent: Parent, { terms }: Said, books: Ledger, at: Micros): Tilting | string {
  const position = positionOf(parent, books, at);
  if (typeof position === 'string') return position;
  const sign = isBuy(parent.side) ? 1 : -1;
  const places = { drift: place('drift'), volatility: place('volatility'), volume: place('volume') };
  const horizon = terms.targets[places.drift]!.horizon;
  const left = earlierImpact(parent, books, at);
  const follows = baselineOf(parent.plan?.parameters) === 'VWAP';
  return row => {
    const climate = climateOf(row[places.volatility] ?? 0, row[places.volume] ?? 0);
    const tilt = bestTilt(position, [driftOf(sign * row[places.drift]!, horizon), left], climate);
    return follows ? Math.min(MOST_TILT, Math.max(LEAST_TILT, tilt + climate.volume)) : tilt;
  };

  function place(name: string): number {
    return terms.targets.findIndex(t => t.name === name);
  }
}

/** Forecasts of volatility and volume count up to twice and half of what is usual. */
const climateOf = (volatility: number, volume: number): Climate => ({ volatility: within(volatility), volume: within(volume) });
const within = (log: number): number => Math.min(Math.LN2, Math.max(-Math.LN2, log));

/** What earlier orders of ours left and has not faded yet goes back while this one is worked: a drift in its favour where it stands against it. */
function earlierImpact(parent: Parent, books: Ledger, at: Micros): Drift {
  const { model } = books.impact;
  const { bps, at: then } = books.adaptive.of(parent.parentId).leftBefore;
  if (!model || bps === 0) return { now: 0, fade: 1 };
  const left = (isBuy(parent.side) ? 1 : -1) * bps * Math.exp((-model.decay * (at - then)) / 1_000_000);
  return { now: -model.decay * left, fade: model.decay };
}

/** The order as the optimiser sees it, in shares and bps, or in words what is missing. */
function positionOf(parent: Parent, books: Ledger, at: Micros): Position | string {
  const { instrument, state } = parent;
  const plan = parent.plan!;
  const { slot } = placeAt(plan, at);
  const done = tradingBy(plan, at);
  const seconds = (tradingBy(plan, plan.end) - done) / 1_000_000;
  const slotEnd = plan.edges?.[slot + 1] ?? plan.start + Math.floor(((plan.end - plan.start) * (slot + 1)) / plan.slots);
  const length = (tradingBy(plan, slotEnd) - done) / 1_000_000;
  const seen = books.seen.get(instrument.symbol);
  const [bid, ask] = [seen?.bids[0], seen?.asks[0]];
  if (!bid || !ask || !(length > 0) || seconds < length) return 'no market or no time is left to weigh';
  const read = readParameters(STRATEGIES.ADAPTIVE.parameters, plan.parameters ?? {}, instrument);
  if ('code' in read) return read.text;
  const base = Math.min(state.cumQty, state.orderQty);
  const asked = { given: read.given, books, instrument, orderQty: state.orderQty, base, price: state.price, at };
  const { eta, sigma, riskAversion } = costModelOf(asked, seconds, plan.slots - slot).model;
  const price = (bid.px + ask.px) / 2 / 10 ** instrument.priceScale;
  if (!(eta > 0)) return 'trading costs nothing by the impact model: there is nothing to weigh';
  const left = (state.orderQty - base) / 10 ** instrument.qtyScale;
  return { left, seconds, slot: length, eta: (eta / price) * BPS, kappa: Math.sqrt((riskAversion * sigma ** 2) / eta) };
}
