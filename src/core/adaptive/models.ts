import type { ModelsInForce } from '../facts';
import type { ModelTerms } from '../learned/forecaster';
import type { Permit } from '../learned/permit';

/** Whether a model says what to do, and not what the market will. */
export const isPolicy = ({ targets }: Pick<ModelTerms, 'targets'>): boolean => targets.some(t => t.name === 'tilt');

/** Place of the target that decisions go by: `tilt` of a policy, `drift` of a predictor; -1 where a model has neither. */
export const decidingTarget = ({ targets }: Pick<ModelTerms, 'targets'>): number => {
  const tilt = targets.findIndex(t => t.name === 'tilt');
  return tilt >= 0 ? tilt : targets.findIndex(t => t.name === 'drift');
};

/** The model of a hash among those in force. */
export const termsNamed = (models: ModelsInForce | undefined, hash: string): ModelTerms | undefined =>
  models && [models.predictor, models.policy, models.challenger].find(m => m?.hash === hash);

/** Whether a policy has to know what a predictor says. */
export const readsSignal = ({ features }: Pick<ModelTerms, 'features'>): boolean => features.some(f => f.name === 'signal');

/** What the latest start or promotion lets a model do, whatever an earlier one did: orders and rollbacks also go by models of before. */
export const grantOf = (latest: ModelsInForce | undefined, hash: string): Permit | undefined =>
  termsNamed(latest, hash)?.permit ?? latest?.earlier?.find(e => e.hash === hash)?.permit;

/** Whether what a model says is only told: the gateway is in shadow, or no certificate lets the model act there. `permit`: by grantOf. */
export const inShadow = (mode: ModelsInForce['mode'], permit: Permit | undefined): boolean =>
  mode === 'shadow' || (mode === 'certified' && (permit?.within === undefined || permit.shadow !== undefined));
