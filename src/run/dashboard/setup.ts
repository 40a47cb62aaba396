import { relative } from 'node:path';
import type { OmsDoor, Setup } from '../../dashboard/feed';
import { isLoopback } from '../../dashboard/guard';
import type { SessionSettings } from '../../fix/settings/settings';
import type { Config } from '../config';
import { isPaper } from '../paper';

/** What a newcomer is told of a gateway. `data`: its data folder. */
export function setupOf(
  config: Config,
  settings: readonly SessionSettings[],
  data: string,
  durability: Setup['durability'],
): Setup {
  return {
    paper: isPaper(config.simulator, settings),
    durability,
    currency: config.limits.currency ?? null,
    symbols: config.instruments.map(i => i.symbol).slice(0, 20),
    oms: settings.filter(s => s.role === 'oms' && s.connectionType === 'acceptor').map(doorOf),
    data: fromHere(data),
  };
}

/** As somebody in the folder that the gateway was started in would write it, where it lies inside; whole elsewhere. */
function fromHere(path: string): string {
  const short = relative('.', path);
  return short === '' || short.startsWith('..') ? path : short;
}

/** As the OMS has it: our CompIDs the other way round. An address that listens everywhere is dialled as this machine. */
function doorOf({ id, endpoint: { host, port }, identity }: SessionSettings): OmsDoor {
  return {
    session: id,
    host: host === '0.0.0.0' || host === '::' || isLoopback(host) ? '127.0.0.1' : host,
    port,
    beginString: identity.beginString,
    senderCompID: identity.targetCompID,
    targetCompID: identity.senderCompID,
  };
}
