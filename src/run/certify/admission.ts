import type { ModelsInForce } from '../../core/facts';
import type { SessionSettings } from '../../fix/settings/settings';
import type { Config } from '../config';
import { isPaper } from '../paper';
import { type Permits, permitsOf } from './permits';

/** How the models of a gateway are let in. */
export interface Admission {
  readonly mode: ModelsInForce['mode'];
  /** Absent where every model acts. */
  readonly permits?: Permits;
}

/** Models do what they are certified for; on paper somebody may want them to act without that. `registry`: its folder. */
export function admission({ simulator, models }: Config, settings: readonly SessionSettings[], registry: string): Admission {
  const paper = isPaper(simulator, settings);
  // elsewhere than on paper a config that says so is refused when it is read
  if (paper && models?.uncertified === 'acts') return { mode: 'acts' };
  const permits = permitsOf({ place: paper ? 'simulator' : 'live', trust: models?.trust ?? [], registry, now: Date.now });
  return { mode: 'certified', permits };
}
