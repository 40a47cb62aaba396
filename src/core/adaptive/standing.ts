import { dayText, utcDayOf } from '../civil';
import type { ModelTerms } from '../learned/forecaster';
import type { CertifiedWithin } from '../learned/permit';
import { REGIME_NAMES } from '../learning/regime';
import type { Ledger } from '../ledger';
import { formatDecimal, type Micros } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import { grantOf, inShadow, isPolicy, readsSignal } from './models';
import type { AdaptiveOrder, Said } from './orders';

/** How a decision about an order may be done. */
export interface Standing {
  /** It is told, and the baseline is done. */
  readonly shadow: boolean;
  /** In words, why the order goes by its baseline: it is outside of what a certificate is for. */
  readonly outside?: string | undefined;
}

const ACTS: Standing = { shadow: false };
const SHADOW: Standing = { shadow: true };

/** The models that a decision by these rests on: a policy that does not read the signal needs no predictor. */
export function reliedOn(policy: ModelTerms | undefined, predictor: ModelTerms | undefined): ModelTerms[] {
  if (policy && !readsSignal(policy)) return [policy];
  return [policy, predictor].filter(m => m !== undefined);
}

/** The same of an answer. */
export function behind({ terms }: Said, { predicted }: AdaptiveOrder): ModelTerms[] {
  return isPolicy(terms) ? reliedOn(terms, predicted?.terms) : [terms];
}

/** How a decision that rests on `models` may be done for an order at `at`: one that is in shadow takes the others with it. */
export function standingOf(models: readonly ModelTerms[], parent: Parent, books: Ledger, at: Micros): Standing {
  const mode = books.adaptive.of(parent.parentId).models?.mode;
  const latest = books.adaptive.models;
  if (!mode || models.some(m => inShadow(mode, grantOf(latest, m.hash)))) return SHADOW;
  if (mode !== 'certified') return ACTS;
  for (const { name, hash } of models) {
    const why = outsideOf(grantOf(latest, hash)!.within!, parent, books, at);
    if (why !== undefined) return { shadow: false, outside: `${name}: ${why}` };
  }
  return ACTS;
}

function outsideOf(within: CertifiedWithin, parent: Parent, books: Ledger, at: Micros): string | undefined {
  const { instrument, state } = parent;
  const { expires, symbols, maxQty } = within;
  if (at > expires) return `its certificate ended on ${dayText(utcDayOf(expires))}`;
  const { symbol, qtyScale } = instrument;
  if (!symbols.includes('*') && !symbols.includes(symbol))
    return `its certificate is for ${symbols.join(', ')}, and not for ${symbol}`;
  // the product is exact as long as it is as small as a quantity can be
  if (state.orderQty > maxQty * 10 ** qtyScale)
    return `its certificate is for orders of at most ${maxQty}, and this is one of ${formatDecimal(state.orderQty, qtyScale)}`;
  return planOutside(within, parent.plan) ?? regimeOutside(within, books.learning.regimeOf(symbol, at)?.state);
}

function planOutside({ maxBand, maxWindow }: CertifiedWithin, plan: Plan | undefined): string | undefined {
  if (!plan) return undefined;
  const { start, end, band = 0 } = plan;
  if (end - start > maxWindow * SECOND)
    return `its certificate is for windows of at most ${maxWindow} s, and this is one of ${formatDecimal(end - start, 6)} s`;
  return band > Math.round(maxBand * 1e6)
    ? `its certificate is for a Band of at most ${maxBand}, and this is one of ${formatDecimal(band, 6)}`
    : undefined;
}

const SECOND: Micros = 1_000_000;

/** The markets of a scope by the state in which the regime filter shows them: its own names, and those of the simulator's agents (docs/learning.md). */
const SHOWN_AS = [['calm'], ['busy', 'volatile'], ['stressed', 'crash']] as const;

function regimeOutside({ regimes }: CertifiedWithin, state: 'unknown' | 0 | 1 | 2 | undefined): string | undefined {
  if (regimes.includes('*')) return undefined;
  const covered = (n: 0 | 1 | 2): boolean => SHOWN_AS[n].some(name => regimes.includes(name));
  if (state === 'unknown') return 'the regime is unknown';
  const told = `its certificate is for the regimes ${regimes.join(', ')}`;
  if (state !== undefined) return covered(state) ? undefined : `${told}, and not for ${REGIME_NAMES[state]}`;
  return covered(0) && covered(1) && covered(2) ? undefined : `${told}, and no regime filter is in force (models.hmm)`;
}
