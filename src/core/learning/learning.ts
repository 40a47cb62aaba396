import type { Arm, FactOf } from '../facts';
import type { ModelsInForce } from '../facts/forecast';
import type { ModelTerms } from '../learned/forecaster';
import type { Micros } from '../numbers';
import { barVector } from './bar-vector';
import { Challenge, type DrawnOrder } from './challenge';
import { mixed, ONE_STATE } from './ensemble-gate';
import { type Regime, regimeSeen } from './regime';
import { Coverage, type Finding } from './residual-tests';
import { Season } from './season';
import { LEARNING, type LearningTerms } from './terms';
import { ModelWatch } from './watch';

/** A regime that is so many bars old says nothing of now. */
const STALE_BARS = 3;

/** What of a symbol is kept between its bars. */
export interface SymbolState {
  readonly season: Season;
  regime: Regime | undefined;
  /** The latest bar's logs without their time of day. */
  series: readonly (number | null)[];
  /** The latest bar, and why nothing is learned from it; undefined where it is. */
  bar: FactOf<'BarClosed'> | undefined;
  unusable: string | undefined;
  /** What LearnerFrozen said of it last. */
  frozen: boolean;
}

/** The question about a bar, by its id; orders have others. */
export const barAsk = (symbol: string, end: Micros): string => `bar ${symbol} ${end}`;
/** The symbol of such an id; undefined for one about an order. */
export const symbolOfAsk = (ask: string): string | undefined =>
  ask.startsWith('bar ') ? ask.slice(4, ask.lastIndexOf(' ')) : undefined;

/**
 * What was learned while the gateway ran: part of the books. Everything here follows from facts, so that a restart has it by folding them. Decisions ask `inForce`, `regimeOf`,
 * `gateOf` and `armOf`.
 */
export class Learning {
  /** False where no model is in force: then nothing here costs anything. */
  active = false;
  terms: LearningTerms = LEARNING;
  challenge: Challenge | undefined;
  /** Orders that were drawn, by parentId. */
  readonly arms = new Map<string, DrawnOrder>();
  readonly coverage = new Coverage();
  /** What the latest scored order has found. */
  coverageFound: Finding | undefined;
  private given: ModelsInForce | undefined;
  private effective: ModelsInForce | undefined;
  private readonly rolledBack = new Set<string>();
  /** Predictors that were in force, the latest last. */
  private versions: ModelTerms[] = [];
  private readonly watches = new Map<string, ModelWatch>();
  private readonly symbols = new Map<string, SymbolState>();

  /** The models in force for decisions: those that were configured or promoted, without what was rolled back. */
  get inForce(): ModelsInForce | undefined {
    return this.effective;
  }

  /** The regime of a symbol; undefined where no filter is in force. Unknown before its first bars, and at `at` once its latest bar is old. */
  regimeOf(symbol: string, at?: Micros): Pick<Regime, 'state' | 'posteriors'> | undefined {
    if (!this.effective?.hmm) return undefined;
    const regime = this.symbols.get(symbol)?.regime;
    if (!regime) return NOT_SEEN;
    return at !== undefined && at > regime.end + STALE_BARS * this.terms.bar ? NOT_SEEN : regime;
  }

  /** The weights of a model's members as they were learned, for the regime of a symbol at `at`; undefined for a model that was never in force. */
  gateOf(model: string, symbol: string, at: Micros): readonly number[] | undefined {
    const gates = this.watches.get(model)?.gates;
    return gates && mixed(gates, this.regimeOf(symbol, at)?.posteriors ?? ONE_STATE);
  }

  /** True where drift was found in what a model relies on. */
  frozen(model: string): boolean {
    return this.rolledBack.has(model) || this.watches.get(model)?.frozen !== undefined;
  }

  /** By which model an order is worked; undefined for one that was not drawn. */
  armOf(parentId: string): Arm | undefined {
    return this.arms.get(parentId)?.arm;
  }

  /** What is learned beside the predictor in force. */
  get watch(): ModelWatch | undefined {
    const { predictor } = this.effective ?? {};
    return predictor && this.watches.get(predictor.hash);
  }

  watchOf(model: string): ModelWatch | undefined {
    return this.watches.get(model);
  }

  of(symbol: string): SymbolState {
    let state = this.symbols.get(symbol);
    if (!state) {
      const season = new Season(3);
      state = { season, regime: undefined, series: [], bar: undefined, unusable: undefined, frozen: false };
      this.symbols.set(symbol, state);
    }
    return state;
  }

  /** A start with these models. One that is not what was in force before, or was promoted anew, was chosen since: it counts again if it was rolled back. */
  begin(models: ModelsInForce | undefined): void {
    for (const role of JUDGED) {
      const terms = models?.[role];
      if (terms && isChosen(terms, this.given?.[role])) this.countAgain(terms.hash);
    }
    this.take(models);
  }

  /** A person changed a role: what they put there counts again if it was rolled back, what they took away does not come back by itself. */
  change({ models, role, withdrawn }: FactOf<'ModelChanged'>): void {
    for (const judged of JUDGED) {
      const hash = role === undefined || role === judged ? models?.[judged]?.hash : undefined;
      if (hash !== undefined) this.countAgain(hash);
    }
    const stays = JUDGED.some(judged => models?.[judged]?.hash === withdrawn);
    if (withdrawn !== undefined && role !== 'policy' && !stays) this.rolledBack.add(withdrawn);
    this.take(models);
  }

  private countAgain(hash: string): void {
    if (this.rolledBack.delete(hash)) this.watches.delete(hash);
  }

  /** Models are in force from now on. Where they are to learn by other terms, learning begins anew. */
  private take(models: ModelsInForce | undefined): void {
    const terms = models?.learning ?? LEARNING;
    const keys = Object.keys(terms) as (keyof LearningTerms)[];
    if (terms.bar !== this.terms.bar) this.symbols.clear();
    if (keys.some(key => terms[key] !== this.terms[key])) {
      this.watches.clear();
      this.challenge = undefined;
    }
    this.terms = terms;
    this.given = models;
    const { predictor } = models ?? {};
    if (predictor) this.versions = [...this.versions.filter(v => v.hash !== predictor.hash), predictor];
    this.settle();
  }

  rollBack(from: string): void {
    this.rolledBack.add(from);
    this.settle();
  }

  /** The version that a rollback of `from` would bring back; undefined: there is none that was good. */
  before(from: string): ModelTerms | undefined {
    return this.versions.findLast(v => v.hash !== from && !this.rolledBack.has(v.hash));
  }

  /** A bar is over. `unusable`: why nothing is learned from it. */
  closed(bar: FactOf<'BarClosed'>, unusable: string | undefined): void {
    const state = this.of(bar.symbol);
    state.bar = bar;
    state.unusable = unusable;
    state.series = unusable === undefined ? state.season.take(bar.end, bar.logs) : NOTHING;
    const { watch } = this;
    if (!watch) return;
    const posteriors = state.regime?.posteriors;
    const vector = barVector(watch.model.features, bar, posteriors);
    const watched = { bar, posteriors, usable: unusable === undefined };
    watch.closed(watched, vector);
    if (watched.usable) watch.awaits(barAsk(bar.symbol, bar.end), watched, vector);
  }

  regimeSeen(fact: FactOf<'RegimeSeen'>): void {
    const state = this.of(fact.symbol);
    state.regime = regimeSeen(state.regime, fact, this.effective?.hmm?.floor ?? Number.NEGATIVE_INFINITY);
  }

  answered(symbol: string, fact: FactOf<'ForecastReceived'>): void {
    this.watches.get(fact.model)?.answered(symbol, fact);
  }

  /** What is in force follows from what was given and what was rolled back. */
  private settle(): void {
    const { given, rolledBack, terms } = this;
    const own = given?.predictor;
    const predictor = own && rolledBack.has(own.hash) ? this.before(own.hash) : own;
    const challenger = given?.challenger && !rolledBack.has(given.challenger.hash) ? given.challenger : undefined;
    this.effective = given && { ...given, predictor, challenger };
    this.active = given !== undefined;
    if (predictor && !this.watches.has(predictor.hash)) this.watches.set(predictor.hash, new ModelWatch(predictor, terms));
    const { champion, challenger: other } = this.challenge ?? {};
    if (predictor?.hash === champion && challenger?.hash === other) return;
    this.challenge = predictor && challenger && new Challenge(predictor.hash, challenger.hash, terms);
  }
}

/** Whether somebody chose a model since `before` was given. */
const isChosen = ({ hash, promotion = 0 }: ModelTerms, before: ModelTerms | undefined): boolean =>
  hash !== before?.hash || promotion > (before.promotion ?? 0);

/** Roles that drift and comparisons judge. */
const JUDGED = ['predictor', 'challenger'] as const;
const NOTHING = [null, null, null] as const;
const NOT_SEEN = { state: 'unknown', posteriors: [1 / 3, 1 / 3, 1 / 3] } as const;
