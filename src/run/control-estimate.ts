import type { CostEstimated } from '../core/facts';
import { estimateOf } from '../core/impact/estimator';
import { estimateInputs, isMissing, MISSING } from '../core/impact/inputs';
import { priceText } from '../core/instruments';
import { parseDecimal } from '../core/numbers';
import { isBuy } from '../core/order/parent';
import { textOf } from './control-request';
import type { ControlRequest } from './control-server';
import type { Gateway } from './gateway';

/** What an order would be expected to cost, or what is missing to say so. Nothing is sent. */
export interface EstimateAnswer {
  readonly symbol: string;
  readonly qty: string;
  /** Undefined where something is missing. */
  readonly estimate?: Omit<CostEstimated, 'type' | 'parentId'>;
  /** True where no real order is behind the model. */
  readonly synthetic?: boolean;
  /** Mid price, and the order's value by it, as numbers to read. */
  readonly mid?: string;
  readonly value?: number;
  /** What is missing, each with what would bring it. */
  readonly missing: readonly string[];
}

const NO_MODEL = 'an impact model: name one in the config (`impact: { model: FILE }`)';

/** Answers `estimate` by the market as it is now, which is journaled as one that was looked at: `symbol`, `side` (54), `qty` as decimal text, `duration` in seconds. Throws an Error that names what cannot be read. */
export function estimateFor(gateway: Gateway, request: ControlRequest): EstimateAnswer {
  const { books } = gateway.line;
  const symbol = textOf(request['symbol'], 'symbol');
  const qty = textOf(request['qty'], 'qty');
  const duration = Number(request['duration'] ?? 0);
  if (!(duration >= 0 && duration < Number.MAX_SAFE_INTEGER)) throw new Error("'duration' must be seconds at or above zero");
  const instrument = books.instruments.get(symbol);
  if (!instrument) throw new Error(`symbol '${symbol}' is not configured`);
  const units = parseDecimal(qty, instrument.qtyScale);
  if (typeof units === 'string' || units <= 0)
    throw new Error(`'qty' must be a number above zero that fits the lot, and is '${qty}'`);
  const { model } = books.impact;
  if (!model) return { symbol, qty, missing: [NO_MODEL] };
  const at = gateway.engine.clock.now();
  const shown = gateway.market.feed.seen(symbol, at);
  if (shown) gateway.line.post(shown, at);
  const inputs = estimateInputs(instrument, { qty: units, duration }, { books, at, daySeconds: model.daySeconds });
  if (isMissing(inputs)) return { symbol, qty, missing: inputs.map(what => MISSING[what]) };
  const side = isBuy(textOf(request['side'], 'side')) ? 1 : -1;
  const { n, scale } = instrument.multiplier;
  const value = Number(qty) * (inputs.mid / 10 ** instrument.priceScale) * (Number(n) / 10 ** scale);
  return {
    symbol,
    qty,
    estimate: estimateOf(model, inputs, side * books.impact.leftIn(symbol, at)),
    synthetic: model.synthetic,
    mid: priceText(instrument, Math.round(inputs.mid)),
    value,
    missing: [],
  };
}
