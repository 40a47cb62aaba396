import type { CostEstimated, EstimateInputs } from '../facts';
import { isBuy, type Parent } from '../order/parent';
import { fourDecimals } from '../round';
import { stage } from '../turn';
import { estimateInputs, isMissing, queryOf } from './inputs';
import { type ImpactModel, impactOf } from './model';

/** Says what an accepted order is expected to cost, where a model is configured and its inputs are known. Decides nothing: it tells. */
export const estimator = stage(['ParentOrderAccepted'], (fact, books, at, emit) => {
  const { model } = books.impact;
  if (!model) return;
  const parent = books.parents.get(fact.parentId)!;
  if (mayNeverTrade(parent)) return;
  const { instrument, plan, side } = parent;
  const duration = plan ? Math.max(0, plan.end - Math.max(plan.start, at)) / 1_000_000 : 0;
  const order = { qty: parent.state.orderQty, duration };
  const inputs = estimateInputs(instrument, order, { books, at, daySeconds: model.daySeconds });
  if (isMissing(inputs)) return;
  const estimate = estimateOf(model, inputs, (isBuy(side) ? 1 : -1) * books.impact.leftIn(instrument.symbol, at));
  if (Number.isFinite(estimate.q90)) emit({ type: 'CostEstimated', parentId: parent.parentId, ...estimate });
});

/** An order passed through with a limit of its own trades if the market comes to it: a cost of trading says nothing about that. */
export const mayNeverTrade = ({ strategy, ordType }: Parent): boolean => strategy === 'DMA' && ordType !== '1';

/** An estimate as facts keep it, rounded: the last digits of a logarithm are not the same on every machine. `earlier`: bps at arrival. */
export function estimateOf(
  model: ImpactModel,
  inputs: EstimateInputs,
  earlier: number,
): Omit<CostEstimated, 'type' | 'parentId'> {
  const { spread, permanent, transient, earlier: left, residual, q50, q90 } = impactOf(model, queryOf(inputs, earlier));
  return {
    model: model.name,
    q50: fourDecimals(q50),
    q90: fourDecimals(q90),
    parts: {
      spread: fourDecimals(spread),
      permanent: fourDecimals(permanent),
      transient: fourDecimals(transient),
      earlier: fourDecimals(left),
      residual: fourDecimals(residual),
    },
    inputs: {
      ...inputs,
      spread: fourDecimals(inputs.spread),
      volatility: Number(inputs.volatility.toPrecision(6)),
      depth: inputs.depth === undefined ? undefined : Number(inputs.depth.toPrecision(6)),
    },
  };
}

/** `expected cost 4.1 bps (q90 9.8) by impact-prior`: what the OMS reads in Text (58) of the acknowledgement. */
export const estimateText = ({ q50, q90, model }: CostEstimated): string =>
  `expected cost ${q50.toFixed(1)} bps (q90 ${q90.toFixed(1)}) by ${model}`;
