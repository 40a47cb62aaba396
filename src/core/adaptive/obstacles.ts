import type { ModelsInForce } from '../facts';
import type { ModelTerms } from '../learned/forecaster';
import type { Ledger } from '../ledger';
import { cautionOf } from '../market/caution-of';
import { formatDecimal, type Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { reliedOn, standingOf } from './standing';

/** The models that an order may be worked by now. */
export interface Usable {
  readonly predictor: ModelTerms | undefined;
  readonly policy: ModelTerms | undefined;
  readonly deadline: Micros;
}

/** The models that may be asked about an order now, or in words why none may: then it is its baseline. */
export function usableModels(parent: Parent, books: Ledger, at: Micros): Usable | string {
  const { symbol } = parent.instrument;
  const models = books.adaptive.of(parent.parentId).models;
  if (!models) return 'no model is in force';
  const why = marketTrouble(symbol, models.maxAge, books, at);
  if (why !== undefined) return why;
  if (books.learning.regimeOf(symbol, at)?.state === 'unknown') return 'the regime is unknown';
  const { policy, deadline } = models;
  const predictor = predictorOf(parent, models, books);
  if (typeof predictor === 'string') return predictor;
  if (!predictor && !policy) return 'no model is in force';
  const { outside } = standingOf(reliedOn(policy, predictor), parent, books, at);
  return outside ?? { predictor, policy, deadline };
}

/** The predictor that an order began with; where that was rolled back, the one before it that was good. */
function predictorOf({ parentId }: Parent, models: ModelsInForce, books: Ledger): ModelTerms | undefined | string {
  const { learning } = books;
  // a challenger that was taken out leaves its orders to the predictor
  const own = (learning.armOf(parentId) === 'challenger' && models.challenger) || models.predictor;
  if (!own || !learning.frozen(own.hash)) return own;
  return learning.inForce?.predictor ?? `${own.name} was rolled back, and nothing good stands behind it`;
}

function marketTrouble(symbol: string, maxAge: Micros, books: Ledger, at: Micros): string | undefined {
  const caution = cautionOf(books, symbol, at);
  if (caution) return `caution: ${caution.text}`;
  const dry = books.stale.get(symbol);
  if (dry !== undefined) return `market data does not flow: ${dry}`;
  const seen = books.seen.get(symbol);
  if (!seen) return 'nothing was seen of the market';
  if (at - seen.asOf > maxAge) return `what was seen of the market is ${formatDecimal(at - seen.asOf, 6)} s old`;
  const [bid, ask] = [seen.bids[0], seen.asks[0]];
  if (!bid || !ask) return 'a side of the book is empty';
  return bid.px >= ask.px ? `the book is ${bid.px === ask.px ? 'locked' : 'crossed'}` : undefined;
}

/** Why a model is not asked now; undefined where it may be. */
export function noForecast({ hash, name }: ModelTerms, books: Ledger, at: Micros): string | undefined {
  const failures = books.adaptive.leftAlone(hash, at);
  return failures === undefined ? undefined : `${name} failed ${failures} times in a row: it is left alone for a while`;
}
