import { denial } from '../denials';
import { almgrenChrissOf } from '../impact/almgren';
import { estimateInputs, isMissing } from '../impact/inputs';
import { PRIOR } from '../impact/prior';
import { NUMBER } from '../strategy-parameters';
import { type AlmgrenChrissModel, almgrenChrissCurve, etaOfSlot } from './curves/almgren-chriss';
import { curveLook } from './progress';
import type { Asked, Schedule } from './schedule';

/** Lambda where RiskAversion does not say: that of the paper's example, in 1/currency. */
const RISK_AVERSION = 1e-6;
/** What stands in for what nobody knows; the plan's `basis` says so. Volatility is of a day, ADV in orders of this size. */
const GUESSED = { volatility: 0.02, orders: 10 } as const;

/** Implementation shortfall: Almgren and Chriss's schedule, with the impact model's parameters or those that were given. */
export const implementationShortfall: Schedule = {
  slots: 'listed',
  plan: asked => {
    const slots = asked.edges.length - 1;
    const { model, basis } = costModelOf(asked, asked.trading / 1_000_000, slots);
    const curve = almgrenChrissCurve(model);
    if ('refused' in curve) return denial('BadParameter', `IS: ${curve.refused}`);
    return { curve, band: asked.given.Band, basis };
  },
  look: (parent, plan, _books, at) => curveLook(parent, plan, at, 'weigh'),
};

/** What of an order its cost model is made of. */
export type Priced = Pick<Asked, 'given' | 'books' | 'instrument' | 'orderQty' | 'base' | 'price' | 'at'>;

/** The model of an order worked over `seconds` in `slots` slots, in currency, shares and seconds, and in words what it is made of. */
export function costModelOf(
  asked: Priced,
  seconds: number,
  slots: number,
): { readonly model: AlmgrenChrissModel; readonly basis: string } {
  const { given } = asked;
  const known = fromImpact(asked, seconds);
  const number = (value: number | undefined, other: number): number => (value === undefined ? other : value / NUMBER);
  const model = {
    slots,
    tau: seconds / slots,
    sigma: number(given.Sigma, known.sigma),
    eta: number(given.Eta, known.eta),
    gamma: number(given.Gamma, known.gamma),
    riskAversion: number(given.RiskAversion, RISK_AVERSION),
  };
  // permanent impact costs the same whatever the schedule: where the model's own leaves no optimum for so long slots, it is left out
  const bare = given.Gamma === undefined && etaOfSlot(model) <= 0;
  const words = `eta ${short(model.eta)}, gamma ${short(bare ? 0 : model.gamma)}, sigma ${short(model.sigma)}, lambda ${short(model.riskAversion)}: ${known.basis}`;
  return { model: bare ? { ...model, gamma: 0 } : model, basis: `Almgren-Chriss, ${words}` };
}

/** Six digits: the last ones of a logarithm are not the same on every machine. */
const short = (value: number): number => Number(value.toPrecision(6));

/** Impact and volatility of the order by the model in force (else the prior), in currency and shares. */
function fromImpact({ books, instrument, orderQty, base, price, at }: Priced, duration: number) {
  const model = books.impact.model ?? PRIOR;
  // an order that is replaced to what is done has nothing left: any quantity does, its plan is never looked at
  const left = Math.max(orderQty - base, instrument.lot);
  const inputs = estimateInputs(instrument, { qty: left, duration }, { books, at, daySeconds: model.daySeconds });
  const missing = isMissing(inputs) ? inputs : [];
  const told = isMissing(inputs) ? undefined : inputs;
  const perPrice = 10 ** instrument.priceScale;
  const qty = left / 10 ** instrument.qtyScale;
  const adv = (told?.adv ?? instrument.adv ?? GUESSED.orders * left) / 10 ** instrument.qtyScale;
  const volatility = told?.volatility ?? instrument.volatility ?? GUESSED.volatility;
  const quote = books.quotes.get(instrument.symbol);
  const mid = (told?.mid ?? quote?.last ?? quote?.bid ?? quote?.ask ?? price ?? instrument.priorClose ?? perPrice) / perPrice;
  const found = almgrenChrissOf(model, { price: mid, qty, adv, volatility, duration, depth: told?.depth });
  const guessed =
    missing.length === 0
      ? ''
      : `, without ${missing.join(', ')} (${GUESSED.orders} such orders a day, ${GUESSED.volatility * 100} % a day where not known)`;
  return { ...found, basis: `${model.name}${guessed}` };
}
