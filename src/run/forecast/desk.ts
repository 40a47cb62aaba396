import { decidingTarget } from '../../core/adaptive/models';
import { parentOfAsk } from '../../core/adaptive/orders';
import { rowOf } from '../../core/adaptive/vector';
import type { FactOf, Input } from '../../core/facts';
import { attribute } from '../../core/learned/attribute';
import type { Forecast, Forecaster } from '../../core/learned/forecaster';
import type { LearnedModel } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';

/** A model that can be asked, and its inside where it is one of our own. */
export interface Served extends Forecaster {
  readonly learned?: LearnedModel | undefined;
}

/** Whom the desk serves. */
export interface ForecastDeskParts {
  readonly post: (input: Input) => void;
  /** Carries out what waits once what is under way has its turn: a question is no reason to keep an order waiting. */
  readonly later: (run: () => void) => void;
  /** What an answer is said to have taken, where it is not measured (us): a backtest's clock stands still while it is made. */
  readonly took?: Micros | undefined;
}

type Asked = FactOf<'ForecastAsked'>;

/** Asks models what the line wants to know, behind the commit of the asking; what they say, or that they said nothing, is posted. */
export class ForecastDesk {
  private readonly models = new Map<string, Served>();
  private waiting: Asked[] = [];
  private closed = false;

  constructor(private readonly parts: ForecastDeskParts) {}

  /** Models by their hash; one that is served already stays, and the new one is closed. */
  serve(models: Iterable<Served>): void {
    for (const model of models)
      if (this.models.has(model.terms.hash)) model.close();
      else this.models.set(model.terms.hash, model);
  }

  /** The model of a hash, where it is served. */
  servedAs(hash: string): Served | undefined {
    return this.models.get(hash);
  }

  /** A question was decided on, and is not committed yet. */
  add(asked: Asked): void {
    this.waiting.push(asked);
  }

  /** What was added is committed: it is asked soon. */
  committed(): void {
    if (this.waiting.length === 0) return;
    const { waiting } = this;
    this.waiting = [];
    this.parts.later(() => {
      for (const asked of waiting) this.ask(asked);
    });
  }

  /** Closes every model; nothing is posted from now on. */
  close(): void {
    this.closed = true;
    for (const model of this.models.values()) model.close();
    this.models.clear();
  }

  private ask(asked: Asked): void {
    const { ask, model: hash, gate, features } = asked;
    const model = this.models.get(hash);
    if (!model) return this.failed(asked, 'it is not loaded');
    const x = rowOf(model.terms.features, features);
    if (!x.every(Number.isFinite)) return this.failed(asked, 'a feature that nothing stands in for is not known');
    model.ask(x, gate, answer => {
      if ('failed' in answer) return this.failed(asked, answer.failed);
      const attributions = attributed(model, asked, x);
      this.post({ type: 'ForecastReceived', ask, model: hash, ...said(answer, this.parts.took), ...attributions });
    });
  }

  private failed({ ask, model }: Asked, why: string): void {
    this.post({ type: 'ForecastFailed', ask, model, why });
  }

  private post(input: Input): void {
    if (!this.closed) this.parts.post(input);
  }
}

/** Numbers as JSON has them: what is none is null. */
const said = ({ y, members, took, by }: Forecast, instead: Micros | undefined) => ({
  y: y.map(finite),
  members: members.map(finite),
  took: instead ?? took,
  by,
});
const finite = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);

/** What each feature added, of an answer that an order is decided by; seven digits are all that float32 has. */
function attributed({ learned, terms }: Served, { ask, about, gate }: Asked, x: Float32Array) {
  const target = decidingTarget(terms);
  if (!learned || target < 0 || parentOfAsk(ask) !== about) return undefined;
  return { attributions: attribute(learned, x, target, gate).map(added => Number(added.toPrecision(7)) + 0) };
}
