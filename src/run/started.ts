import type { FactOf } from '../core/facts';
import type { Micros } from '../core/numbers';
import type { SessionSettings } from '../fix/settings/settings';
import type { Config } from './config';
import { copyTermsOf } from './copies-in/terms';
import { feesOf } from './fees';
import type { LoadedModels } from './forecast/load';
import { routingOf } from './routing';
import { omsRulesOf, traitsOf } from './traits';

/** What a start is made of. */
export interface Starting {
  readonly config: Config;
  readonly settings: readonly SessionSettings[];
  readonly version: string;
  readonly models?: LoadedModels | undefined;
}

/** The start of a gateway at `now`, as a fact: all that decisions go by, whatever the config says later. */
export function startedBy({ config, settings, version, models }: Starting, now: Micros): FactOf<'Started'> {
  const { caution } = config.marketData;
  return {
    type: 'Started',
    version,
    epoch: Math.floor(now / 1_000_000).toString(36),
    instruments: config.instruments,
    limits: config.limits,
    venues: settings.filter(s => s.role === 'venue').map(s => s.id),
    venueTraits: traitsOf(settings),
    omsRules: omsRulesOf(settings),
    ...(Object.keys(caution).length > 0 && { caution }),
    routing: routingOf(config.routing, settings),
    fees: feesOf(config.fees, settings),
    impact: config.impact,
    models: models?.inForce,
    copies: copyTermsOf(settings),
    bandit: config.bandit,
  };
}
