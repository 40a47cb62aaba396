import { z } from 'zod';
import type { BanditTerms } from '../../core/facts';
import type { SessionSettings } from '../../fix/settings/settings';
import type { Mistake } from '../config-file';
import { realVenue } from '../paper';

const asNumber = (value: unknown): unknown => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value);

/** `bandit` in the config of a gateway on paper, or of a backtest: how slices that are weighed are explored (docs/models.md). */
export const banditSchema = z
  .strictObject({
    explore: z.preprocess(
      asNumber,
      z.number('must be a number above 0, at most 0.5').gt(0, 'must be above 0').max(0.5, 'must be at most 0.5'),
    ),
    ridge: z.preprocess(asNumber, z.number('must be a number of 1 or more').min(1, 'must be 1 or more').max(1e9)).default(100),
    seed: z.int('must be a whole number').min(0, 'must be 0 or more').default(1),
  })
  .optional();

/** What a config says of its simulator, and who the sessions are, where their folder is in order. */
interface Around {
  readonly simulator: { readonly port: number } | undefined;
  readonly settings: readonly SessionSettings[] | undefined;
}

/** Exploring costs money: a gateway that can reach any other venue than its own simulator does not explore. */
export function banditMistakes(bandit: BanditTerms | undefined, { simulator, settings = [] }: Around): Mistake[] {
  if (!bandit) return [];
  if (!simulator)
    return [
      { at: ['bandit'], what: 'explores on paper only, and there is no `simulator` here: take `bandit` out of a live config' },
    ];
  const real = realVenue(simulator, settings);
  if (!real) return [];
  return [
    {
      at: ['bandit'],
      what: `explores on paper only, and venue session ${real.id} does not lead to the simulator: take one of them out`,
    },
  ];
}
