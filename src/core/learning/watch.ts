import type { FactOf } from '../facts';
import { placeOf } from '../features/names';
import type { ModelTerms } from '../learned/forecaster';
import type { Micros } from '../numbers';
import { MemberLosses, ONE_STATE } from './ensemble-gate';
import { type Label, Labels } from './labels';
import { FeatureDrift } from './psi';
import { type Finding, ResidualTests } from './residual-tests';
import { RecursiveLeastSquares } from './rls';
import type { LearningTerms } from './terms';

/** Taken once: under a test runner each use of a global is looked up. */
const { ceil, floor, max, min, round, sqrt } = Math;

const DAY: Micros = 86_400_000_000;
const HOUR: Micros = 3_600_000_000;
const VOLATILITY = placeOf('volatility60');
const SPREAD = placeOf('spreadBps');
/** Mean errors fade to a half over so many labels. */
const FADE = 0.5 ** (1 / 500);

/** A bar, and what else is known at its end. */
export interface WatchedBar {
  readonly bar: FactOf<'BarClosed'>;
  readonly posteriors: readonly number[] | undefined;
  /** The bar is one to learn from: no halt, no crossed or stale market, no caution. */
  readonly usable: boolean;
}

/**
 * Everything that is learned beside one predictor: losses and weights of its members, a linear shadow that learns its label, and whether what it relies on still holds.
 * All of it goes by its forecast of drift; of a model without one only the features are watched.
 */
export class ModelWatch {
  /** Of its members, by state of the market. */
  readonly losses: readonly MemberLosses[];
  readonly learner: RecursiveLeastSquares;
  /** Weights of the members as they were told last, by state. */
  gates: readonly (readonly number[])[];
  /** Labels that came in with a forecast. */
  labels = 0;
  /** Why nothing is learned any more; undefined while it is. */
  frozen: string | undefined;
  /** What the latest bar has found. */
  findings: Finding[] = [];
  /** Mean squared errors with forgetting: of the learner, of the model, of saying nothing. */
  readonly errors: [number, number, number] = [0, 0, 0];
  /** The learner's versions so far, and what it knew at the latest. */
  version = 0;
  snapshotAt: Micros = 0;
  snapshotN = 0;
  private weight = 0;
  private day = -1;
  private readonly drift: number;
  private readonly horizon: Micros;
  private readonly names: readonly string[];
  private readonly tests = new ResidualTests();
  private readonly features: FeatureDrift;
  private readonly bySymbol = new Map<string, Labels>();

  constructor(
    readonly model: ModelTerms,
    private readonly terms: LearningTerms,
  ) {
    this.drift = model.targets.findIndex(t => t.name === 'drift');
    this.horizon = round((model.targets[this.drift]?.horizon ?? 0) * 1e6);
    this.names = model.features.map(f => f.name);
    this.gates = ONE_STATE.map(() => model.gate);
    this.losses = ONE_STATE.map(() => new MemberLosses(model.gate));
    this.learner = new RecursiveLeastSquares(model.features.length + 1);
    this.features = new FeatureDrift(model.reference ?? {});
  }

  /** It has a forecast to compare with what happens. */
  get foretells(): boolean {
    return this.drift >= 0 && this.horizon > 0;
  }

  /** A bar is over: what waited for it is learned from, and its features are counted. `vector`: in the model's order. */
  closed({ bar, posteriors, usable }: WatchedBar, vector: readonly (number | null)[]): void {
    this.findings = [];
    if (this.snapshotAt === 0) this.snapshotAt = bar.end;
    const labels = this.labelsOf(bar.symbol);
    if (!usable || bar.mid === null) return labels.forget();
    this.turnDay(bar.end);
    for (const label of labels.closed(bar.end, bar.mid)) this.learn(label);
    const hour = floor((bar.end % DAY) / HOUR);
    this.findings.push(...this.features.add(this.names, vector, { symbol: bar.symbol, hour, posteriors }));
  }

  /** A forecast of this bar is asked for, or only its label waited for. */
  awaits(ask: string, { bar, posteriors = ONE_STATE }: WatchedBar, vector: readonly (number | null)[]): void {
    const scale = this.scaleOf(bar);
    if (!this.foretells || bar.mid === null || scale === undefined) return;
    const { symbol, end, mid } = bar;
    this.labelsOf(symbol).add({ ask, end, mid, scale, x: this.scaled(vector), posteriors, said: undefined });
  }

  answered(symbol: string, { ask, y, members }: FactOf<'ForecastReceived'>): void {
    const said = y[this.drift];
    const outputs = this.model.targets.length;
    if (said === null || said === undefined) return;
    const each = this.model.gate.map((_, m) => members[m * outputs + this.drift] ?? said);
    this.labelsOf(symbol).answered(ask, { y: said, members: each });
  }

  private learn({ of, z: happened }: Label): void {
    const part = min(1, this.terms.bar / this.horizon);
    const z = within(happened);
    if (of.said) {
      const { y, members } = of.said;
      const [said, errors] = [within(y / of.scale), members.map(each => z - within(each / of.scale))];
      this.labels++;
      for (const [k, losses] of this.losses.entries()) losses.add(errors, part * of.posteriors[k]!);
      if (this.isApart(of.end)) this.test(z, said);
      this.note(z, said, this.learner.predict(of.x));
    }
    if (this.terms.online && this.frozen === undefined) this.learner.learn(of.x, z);
  }

  private test(z: number, said: number): void {
    const found = this.tests.add(z, said);
    if (found) this.findings.push(found);
  }

  /** Of labels that overlap, every so manieth that does not. */
  private isApart(end: Micros): boolean {
    const { bar } = this.terms;
    return floor(end / bar) % ceil(this.horizon / bar) === 0;
  }

  private note(z: number, model: number, learner: number): void {
    this.weight = FADE * this.weight + 1;
    const { errors } = this;
    [z - learner, z - model, z].forEach((error, i) => {
      errors[i]! += (error ** 2 - errors[i]!) / this.weight;
    });
  }

  private turnDay(end: Micros): void {
    const day = floor(end / DAY);
    if (day === this.day) return;
    this.day = day;
    this.learner.newDay();
  }

  private labelsOf(symbol: string): Labels {
    let labels = this.bySymbol.get(symbol);
    if (!labels) this.bySymbol.set(symbol, (labels = new Labels(this.horizon, this.terms.bar)));
    return labels;
  }

  /** How far mid usually goes within the horizon (bps): by the volatility of the last minute, but no less than half the spread. */
  private scaleOf({ features }: FactOf<'BarClosed'>): number | undefined {
    const [volatility, spread] = [features[VOLATILITY], features[SPREAD]];
    if (typeof volatility !== 'number' || typeof spread !== 'number') return undefined;
    const scale = max(volatility * sqrt(this.horizon / 1e6), spread / 2);
    return scale > 0 && Number.isFinite(scale) ? scale : undefined;
  }

  /** Each feature from -1 to 1 over the range that it was trained in, and a constant. */
  private scaled(vector: readonly (number | null)[]): number[] {
    const x = this.model.features.map(({ low, high, fill }, i) => {
      const value = vector[i] ?? fill ?? (low + high) / 2;
      const scaled = (2 * value - low - high) / (high - low);
      return Number.isFinite(scaled) ? min(max(scaled, -1), 1) : 0;
    });
    return [...x, 1];
  }
}

/** What is said or happens further out (standard deviations) counts as so far: its square must stay a number. */
const FURTHEST = 1_000;
const within = (z: number): number => min(FURTHEST, max(-FURTHEST, z));
