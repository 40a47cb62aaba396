import { grantOf, inShadow } from '../../core/adaptive/models';
import type { Books } from '../../core/books';
import type { Fact, ModelsInForce } from '../../core/facts';
import type { ModelTerms } from '../../core/learned/forecaster';
import type { Micros } from '../../core/numbers';
import type { ModelRow, ModelsState } from '../../dashboard/feed';

/** Findings of drift that are kept of a model, the latest. */
const MOST_FOUND = 5;
/** Questions that are remembered until they are answered. */
const MOST_ASKED = 1_000;

interface Seen {
  asked: number;
  answered: number;
  failed: number;
  missed: number;
  fallbacks: number;
  lastAnswer: Micros | null;
  took: Micros | null;
  drift: { readonly at: Micros; readonly text: string }[];
}

/** Counts off the facts how models answer. */
export class ModelsSeen {
  private readonly models = new Map<string, Seen>();
  /** The model of a question. */
  private readonly asks = new Map<string, string>();

  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'ForecastAsked':
        this.of(fact.model).asked++;
        this.asks.set(fact.ask, fact.model);
        if (this.asks.size > MOST_ASKED) this.asks.delete(this.asks.keys().next().value!);
        return;
      case 'ForecastReceived': {
        const seen = this.of(fact.model);
        seen.answered++;
        seen.lastAnswer = at;
        seen.took = fact.took;
        return;
      }
      case 'ForecastFailed':
        this.of(fact.model).failed++;
        return;
      case 'ForecastMissed': {
        const model = this.asks.get(fact.ask);
        if (model !== undefined) this.of(model).missed++;
        return;
      }
      case 'TiltDecided': {
        const model = fact.ask === undefined ? undefined : this.asks.get(fact.ask);
        if (fact.source === 'baseline' && model !== undefined) this.of(model).fallbacks++;
        return;
      }
      case 'DriftDetected': {
        const { drift } = this.of(fact.model);
        const what = fact.feature === undefined ? fact.by : `${fact.by} of ${fact.feature}`;
        drift.push({ at, text: `${what} is ${fact.value}, beyond ${fact.limit}, over ${fact.n}` });
        if (drift.length > MOST_FOUND) drift.shift();
        return;
      }
      default:
    }
  }

  read({ learning }: Books): ModelsState {
    const { inForce } = learning;
    if (!inForce) return { mode: null, inForce: [] };
    const roles = [
      ['predictor', inForce.predictor],
      ['policy', inForce.policy],
      ['challenger', inForce.challenger],
    ] as const;
    const rows = roles.flatMap(([role, terms]): ModelRow[] => (terms ? [this.row(role, terms, inForce, learning)] : []));
    return { mode: inForce.mode, inForce: rows };
  }

  private row(role: string, { hash, name }: ModelTerms, inForce: ModelsInForce, learning: Books['learning']): ModelRow {
    const { drift, ...counts } = this.of(hash);
    const shadow = inShadow(inForce.mode, grantOf(inForce, hash));
    return { role, hash, name, shadow, ...counts, frozen: learning.watchOf(hash)?.frozen ?? null, drift };
  }

  private of(hash: string): Seen {
    let seen = this.models.get(hash);
    if (!seen) {
      seen = { asked: 0, answered: 0, failed: 0, missed: 0, fallbacks: 0, lastAnswer: null, took: null, drift: [] };
      this.models.set(hash, seen);
    }
    return seen;
  }
}
