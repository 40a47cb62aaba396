import type { GuardName } from '../../../simulator/market/scenarios/scenario';
import type { TiltDecided } from '../../core/facts';

/** How the words of a decision tell the guard that held it: the first that fits. Their writers are src/core/adaptive and src/run/forecast/desk.ts. */
const WORDS: readonly (readonly [GuardName, RegExp])[] = [
  ['errors in a row', /failed \d+ times in a row/],
  ['no answer', /has not answered by its deadline/],
  ['bad answer', /no finite number|the model said \d+ numbers|the optimiser found no tilt/],
  ['out of range', /the feature \S+ is .* beyond/],
  ['feature unknown', /the feature \S+ is not known|a feature that nothing stands in for/],
  ['feature age', /market data does not flow|s old$|nothing was seen of the market/],
  ['unknown regime', /the regime is unknown/],
  ['book broken', /a side of the book is empty|the book is (locked|crossed)|no market or no time is left/],
  ['caution', /^caution: /],
  ['rolled back', /was rolled back/],
  ['no model', /no model is in force|trading costs nothing/],
];

/** The last slot of every order is its baseline's: no guard held it. */
const LAST_SLOT = /the last slot takes all that is left/;

/** The guard that kept this slot's forecast from deciding; undefined where none did. `failed`: what a model that could not be asked says of itself is none of the known words. */
export function guardOf({ source, why }: Pick<TiltDecided, 'source' | 'why'>): GuardName | undefined {
  if (source === 'forecast' || why === undefined || LAST_SLOT.test(why)) return undefined;
  return WORDS.find(([, words]) => words.test(why))?.[0] ?? (/^\S+: /.test(why) ? 'model failed' : 'other');
}
