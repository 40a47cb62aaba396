import { decidingTarget } from '../../core/adaptive/models';
import { rowOf } from '../../core/adaptive/vector';
import type { Fact, FactOf, ModelsInForce } from '../../core/facts';
import { Instruments, qtyText } from '../../core/instruments';
import type { RecordedTurn } from '../../core/journal-port';
import type { ModelTerms } from '../../core/learned/forecaster';
import type { FeatureUse } from '../../core/learned/model';
import { REGIME_NAMES } from '../../core/learning/regime';
import type { Micros } from '../../core/numbers';

/** A feature as a model was told it; `filled`: nobody knew it, and this stood in for it. */
export interface ToldFeature {
  readonly name: string;
  readonly units: string;
  readonly value: number | null;
  readonly filled: boolean;
}
/** A target as a model said it; `members`: what each of its members did. */
export interface SaidTarget {
  readonly name: string;
  readonly horizon: number;
  readonly value: number | null;
  readonly members: readonly (number | null)[];
}
/** A question to a model, and what came of it. */
export interface Question {
  readonly ask: string;
  readonly model: string;
  readonly name: string;
  readonly features: readonly ToldFeature[];
  readonly gate: readonly number[];
  /** The row that it was asked with. */
  readonly x: readonly number[];
  readonly answer: 'answered' | 'failed' | 'none';
  readonly why: string | null;
  readonly said: readonly SaidTarget[];
  readonly took: Micros | null;
  readonly by: string | null;
  /** What each feature added to the target that decides, largest first: by the path, inline. */
  readonly attributions: readonly (readonly [name: string, added: number])[];
}
/** A slot of an order, and all that led to its target. Quantities are decimal text. */
export interface ExplainedSlot {
  readonly slot: number;
  readonly at: Micros;
  readonly source: FactOf<'TiltDecided'>['source'];
  readonly why: string | null;
  /** The question whose answer it was decided by; null where it was decided by none. */
  readonly ask: string | null;
  readonly questions: readonly Question[];
  readonly regime: string | null;
  readonly posteriors: readonly number[] | null;
  readonly raw: number;
  readonly sd: number;
  readonly tilt: number;
  readonly applied: number | null;
  readonly clip: string;
  readonly baseline: string;
  readonly target: string;
}
export interface ExplainedOrder {
  readonly parentId: string;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: string;
  readonly slots: number | null;
  readonly decisions: readonly ExplainedSlot[];
}

/** Reads what was decided about one adaptive order out of a journal; `name`: its OrderID (37), or a ClOrdID (11) of the OMS. Undefined where no turn tells of it. */
export function explainOrder(turns: Iterable<RecordedTurn>, name: string): ExplainedOrder | undefined {
  const reader = new Reader(name);
  for (const { at, facts } of turns) for (const fact of facts) reader.read(fact, at);
  return reader.order();
}

class Reader {
  private instruments = new Instruments([]);
  private readonly terms = new Map<string, ModelTerms>();
  private readonly posteriors = new Map<string, readonly number[]>();
  private readonly answers = new Map<string, FactOf<'ForecastReceived' | 'ForecastFailed'>>();
  private asked: FactOf<'ForecastAsked'>[] = [];
  private decided: {
    fact: FactOf<'TiltDecided'>;
    at: Micros;
    posteriors: readonly number[] | null;
    asks: FactOf<'ForecastAsked'>[];
  }[] = [];
  private proposed: FactOf<'ParentOrderProposed'> | undefined;
  private slots: number | null = null;

  constructor(private readonly name: string) {}

  read(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'Started':
        this.instruments = new Instruments(fact.instruments);
        return this.learn(fact.models);
      case 'InstrumentsChanged':
        this.instruments = new Instruments(fact.instruments);
        return;
      case 'ModelChanged':
        return this.learn(fact.models);
      case 'ParentOrderProposed':
        // a ClOrdID may have been sent again by another session: the latest order of that name counts
        if (fact.parentId === this.name || fact.clOrdId === this.name) this.begin(fact);
        return;
      case 'RegimeSeen':
        this.posteriors.set(fact.symbol, fact.posteriors);
        return;
      default:
        if (this.proposed) this.ofOrder(fact, at, this.proposed);
    }
  }

  order(): ExplainedOrder | undefined {
    const { proposed } = this;
    if (!proposed) return undefined;
    const { parentId, clOrdId, symbol, side, orderQty } = proposed;
    const text = (qty: number): string => qtyText(this.instruments.get(symbol)!, qty);
    const decisions = this.decided.map(d => this.slot(d, text));
    return { parentId, clOrdId, symbol, side, orderQty: text(orderQty), slots: this.slots, decisions };
  }

  private begin(fact: FactOf<'ParentOrderProposed'>): void {
    this.proposed = fact;
    this.asked = [];
    this.decided = [];
  }

  private ofOrder(fact: Fact, at: Micros, { parentId, symbol }: FactOf<'ParentOrderProposed'>): void {
    if (fact.type === 'PlanMade' && fact.parentId === parentId) this.slots = fact.slots;
    else if (fact.type === 'ForecastAsked' && fact.about === parentId) this.asked.push(fact);
    else if (fact.type === 'ForecastReceived' || fact.type === 'ForecastFailed') {
      if (fact.ask.startsWith(`${parentId}#`)) this.answers.set(fact.ask, fact);
    } else if (fact.type === 'TiltDecided' && fact.parentId === parentId) {
      // the answer of another slot's question may have served: it is told with its own
      const asks = this.asked.filter(a => a.ask === fact.ask || !this.decided.some(d => d.asks.includes(a)));
      this.decided.push({ fact, at, posteriors: this.posteriors.get(symbol) ?? null, asks });
    }
  }

  private learn(models: ModelsInForce | undefined): void {
    for (const terms of [models?.predictor, models?.policy, models?.challenger]) if (terms) this.terms.set(terms.hash, terms);
  }

  private slot({ fact, at, posteriors, asks }: (typeof this.decided)[number], text: (qty: number) => string): ExplainedSlot {
    const { slot, source, why, ask, raw, sd, tilt, applied, clip, baseline, target, regime } = fact;
    return {
      slot,
      at,
      source,
      why: why ?? null,
      ask: ask ?? null,
      questions: asks.map(a => this.question(a)),
      regime: regime === undefined ? null : regime === 'unknown' ? regime : REGIME_NAMES[regime],
      posteriors,
      raw,
      sd,
      tilt,
      applied: applied ?? null,
      clip,
      baseline: text(baseline),
      target: text(target),
    };
  }

  private question({ ask, model, features, gate }: FactOf<'ForecastAsked'>): Question {
    const terms = this.terms.get(model);
    const uses: readonly FeatureUse[] = terms?.features ?? [];
    const answer = this.answers.get(ask);
    const received = answer?.type === 'ForecastReceived' ? answer : undefined;
    return {
      ask,
      model,
      name: terms?.name ?? 'unknown',
      features: uses.map(({ name, units, fill }, n) => {
        const value = features[n] ?? null;
        return { name, units, value: value ?? fill, filled: value === null };
      }),
      gate,
      x: [...rowOf(uses, features)],
      answer: received ? 'answered' : answer ? 'failed' : 'none',
      why: answer?.type === 'ForecastFailed' ? answer.why : null,
      said: received && terms ? saidBy(terms, received) : [],
      took: received?.took ?? null,
      by: received?.by ?? null,
      attributions: largestFirst(uses.map(({ name }, n) => [name, received?.attributions?.[n] ?? 0])),
    };
  }
}

function saidBy({ targets }: ModelTerms, { y, members }: FactOf<'ForecastReceived'>): SaidTarget[] {
  return targets.map(({ name, horizon }, k) => {
    const each = members.filter((_, i) => i % targets.length === k);
    return { name, horizon, value: y[k] ?? null, members: each };
  });
}

/** Features by how much they added; those that added nothing are left out. */
export const largestFirst = (parts: readonly (readonly [string, number])[]): (readonly [string, number])[] =>
  parts.filter(([, added]) => added !== 0).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));

/** The place of the target that a model's answers decide by; undefined where it was not asked about one. */
export const decidedBy = ({ said }: Question): number | undefined => {
  const place = decidingTarget({ targets: said as ModelTerms['targets'] });
  return place < 0 ? undefined : place;
};
