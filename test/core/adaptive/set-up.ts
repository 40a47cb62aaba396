import type { FactOf, ModelsInForce } from '../../../src/core/facts';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { ModelTerms } from '../../../src/core/learned/forecaster';
import type { FeatureUse, TargetName } from '../../../src/core/learned/model';
import { Rig, type RigOptions, SECOND } from '../rig';
import { asked, type Order } from '../schedule/set-up';

export const use = (name: string, over: Partial<FeatureUse> = {}): FeatureUse => ({
  name,
  units: '',
  fill: null,
  low: -1,
  high: 1,
  ...over,
});

export const terms = (hash: string, target: TargetName, features: readonly FeatureUse[] = [use('imbalance1')]): ModelTerms => ({
  hash,
  name: hash,
  features,
  targets: [{ name: target, horizon: 10 }],
  gate: [1],
});

/** A predictor of drift that reads `imbalance1`. */
export const PREDICTOR = terms('pre', 'drift');
export const IN_FORCE: ModelsInForce = { predictor: PREDICTOR, mode: 'acts', deadline: 2000, maxAge: 10 * SECOND };

/** What was seen of ACME right now. */
export const seen = (
  rig: Rig,
  known: Readonly<Record<string, number | null>> = {},
  over: Partial<FactOf<'MarketSeen'>> = {},
): Rig =>
  rig.post({
    type: 'MarketSeen',
    symbol: 'ACME',
    asOf: rig.at,
    bids: [['99.99', '500']],
    asks: [['100.01', '500']],
    features: SYMBOL_FEATURES.map(({ name }) => known[name] ?? (name === 'imbalance1' && !(name in known) ? 0.5 : null)),
    ...over,
  });

/** A line with models in force and an adaptive order: 1,000 over ten seconds in ten slots, whose first slot is due. */
export function adaptive(
  parameters: Readonly<Record<string, string>> = {},
  models: ModelsInForce | null = IN_FORCE,
  { order, ...options }: RigOptions & { readonly order?: Order } = {},
): Rig {
  const rig = Rig.ready({
    instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1', adv: '2000000', volatility: '1' }],
    ...options,
    started: { ...(models && { models }), ...options.started },
  });
  seen(rig).order('S', { ...asked('TWAP', parameters), strategy: '1002', ...order });
  return rig.until(0);
}

/** The next slot is due, with its market seen. */
export const slot = (rig: Rig, n: number, known?: Readonly<Record<string, number | null>>): Rig => {
  rig.until(n - 1e-6);
  return seen(rig, known).until(n);
};
const START = new Rig().at;

/** The model answers the latest question, `after` us later. */
export function answer(rig: Rig, y: number | null, after = 100, more: Partial<FactOf<'ForecastReceived'>> = {}): Rig {
  const { ask, model } = rig.facts('ForecastAsked').at(-1)!;
  rig.at += after;
  return rig.post({ type: 'ForecastReceived', ask, model, y: [y], members: [], took: after, by: 'flat', ...more });
}

export function fails(rig: Rig, why: string): Rig {
  const { ask, model } = rig.facts('ForecastAsked').at(-1)!;
  rig.at += 100;
  return rig.post({ type: 'ForecastFailed', ask, model, why });
}

/** The deadline passes. */
export const silence = (rig: Rig): Rig => rig.until((rig.at + 2000 - START) / SECOND);

/** What was decided: `0 forecast 100>103` is slot 0, by its forecast, 103 shares where the baseline has 100. */
export const decisions = (rig: Rig): string[] =>
  rig.facts('TiltDecided').map(f => {
    const clip = f.clip === 'none' ? '' : ` (${f.clip})`;
    return `${f.slot} ${f.source} ${f.baseline / 100}>${f.target / 100}${clip}${f.why === undefined ? '' : `: ${f.why}`}`;
  });
