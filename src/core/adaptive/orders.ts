import type { FactOf, ModelsInForce } from '../facts';
import type { ModelTerms } from '../learned/forecaster';
import type { Micros, Qty } from '../numbers';
import { termsNamed } from './models';

/** What a model said of a slot of an order, once every number of it was found finite. */
export interface Said {
  readonly ask: string;
  readonly slot: number;
  readonly terms: ModelTerms;
  readonly y: readonly number[];
  readonly members: readonly number[];
  readonly attributions: readonly number[];
}

/** An answer that a slot waits for. */
export interface Awaited {
  readonly ask: string;
  readonly slot: number;
  readonly terms: ModelTerms;
  readonly deadline: Micros;
  /** It was decided without the answer, or with it: what comes now is too late. */
  over: boolean;
}

/** How far the decisions about an adaptive order got. Lives as long as the order is in the books. */
export interface AdaptiveOrder {
  /** The latest slot that was decided, CumQty wanted by its end and by the baseline, and the same of the slot before. */
  decided:
    | { readonly slot: number; readonly target: Qty; readonly baseline: Qty; readonly before: Qty; readonly baselineBefore: Qty }
    | undefined;
  awaited: Awaited | undefined;
  /** The latest valid answer of a model that decides, and one that came too late for its slot: it may serve the next. */
  last: Said | undefined;
  late: Said | undefined;
  /** What the predictor said, where a policy is asked behind it. */
  predicted: Said | undefined;
  /** Questions so far: part of their ids. */
  asks: number;
  /** What earlier orders had left in the symbol when this one was planned (bps, above 0 after buying), and when. */
  leftBefore: { readonly bps: number; readonly at: Micros };
  /** The models that it began with: it keeps to them while they are in use. */
  models: ModelsInForce | undefined;
}

/** Failures of a model in a row. */
interface Failures {
  n: number;
  /** The latest one. */
  at: Micros;
}

/** So many failures in a row, and a model is left alone for so long (us); then it is tried again, once. */
export const MOST_FAILURES = 5;
export const LEFT_ALONE: Micros = 30_000_000;

/** The models in force, and where adaptive orders stand with them. Part of the books. */
export class AdaptiveOrders {
  /** Undefined where none are configured: adaptive orders are their baselines then. */
  models: ModelsInForce | undefined;
  private readonly orders = new Map<string, AdaptiveOrder>();
  private readonly failures = new Map<string, Failures>();

  /** Of an order that has decided nothing yet, as at its start. */
  of(parentId: string): AdaptiveOrder {
    let order = this.orders.get(parentId);
    if (!order) this.orders.set(parentId, (order = fresh()));
    return order;
  }

  /** Of an order that has decided something; undefined for any other. For whoever only looks. */
  known(parentId: string): AdaptiveOrder | undefined {
    return this.orders.get(parentId);
  }

  /** The order that a question was about; undefined where it was about something else, or the order is gone. */
  asking(ask: string): AdaptiveOrder | undefined {
    return this.orders.get(parentOfAsk(ask));
  }

  forget(parentId: string): void {
    this.orders.delete(parentId);
  }

  /** A start: orders go on with its models, and nothing that was said before serves another slot. */
  restart(models: ModelsInForce | undefined): void {
    this.models = models;
    this.failures.clear();
    for (const order of this.orders.values()) turn(order, models);
  }

  /** Somebody rolled a model back: its orders go on with those in force, and nothing that it said serves another slot. */
  withdraw(hash: string): void {
    for (const order of this.orders.values()) {
      if (termsNamed(order.models, hash)) turn(order, this.models);
    }
  }

  failed(hash: string, at: Micros): void {
    const failures = this.failures.get(hash);
    if (failures) {
      failures.n++;
      failures.at = at;
    } else this.failures.set(hash, { n: 1, at });
  }

  answered(hash: string): void {
    this.failures.delete(hash);
  }

  /** Failures in a row of a model that is left alone for now; undefined where it may be asked. */
  leftAlone(hash: string, at: Micros): number | undefined {
    const failures = this.failures.get(hash);
    return failures && failures.n >= MOST_FAILURES && at - failures.at < LEFT_ALONE ? failures.n : undefined;
  }
}

/** Has an order go on with other models. */
function turn(order: AdaptiveOrder, models: ModelsInForce | undefined): void {
  order.models = models;
  order.last = undefined;
  order.late = undefined;
  order.predicted = undefined;
}

const fresh = (): AdaptiveOrder => ({
  decided: undefined,
  awaited: undefined,
  last: undefined,
  late: undefined,
  predicted: undefined,
  asks: 0,
  leftBefore: { bps: 0, at: 0 },
  models: undefined,
});

/** Names a question of an order. */
export const askId = (parentId: string, n: number): string => `${parentId}#${n}`;
export const parentOfAsk = (ask: string): string => ask.slice(0, Math.max(0, ask.lastIndexOf('#')));

/** An answer to what was asked, or in words why it is none. */
export function saidOf(fact: FactOf<'ForecastReceived'>, { slot, terms, ask }: Awaited): Said | string {
  const { y, members, attributions = [] } = fact;
  if (y.length !== terms.targets.length) return `the model said ${y.length} numbers for ${terms.targets.length} targets`;
  const odd = y.findIndex(v => !isNumber(v));
  if (odd >= 0) return `the model's ${terms.targets[odd]!.name} is no finite number`;
  if (!members.every(isNumber)) return 'a member of the model says no finite number';
  return { ask, slot, terms, y: y as readonly number[], members: members as readonly number[], attributions };
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);
