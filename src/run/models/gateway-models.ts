import type { RoleChange } from '../certify/permits';
import { keepTrust } from '../certify/trust';
import type { Config } from '../config';
import type { LoadedModels } from '../forecast/load';
import type { Gateway } from '../gateway';
import type { Log } from '../log';
import { ModelsDesk } from './desk';
import { guardRegistry } from './guard';

/** What the models of a gateway are made of. */
export interface GatewayModelsParts {
  readonly config: Pick<Config, 'models' | 'peopleFile'>;
  /** Folder of the registry. */
  readonly registry: string;
  /** Opens what the config means now. */
  readonly load: (change: RoleChange) => LoadedModels;
  readonly log: Log;
}

/** Lets the models of a running gateway be changed, and its registry follow what the line rolls back by itself. */
export function modelsOfGateway(gateway: Gateway, { config, registry, load, log }: GatewayModelsParts): ModelsDesk {
  const { line, forecasts } = gateway;
  guardRegistry(registry, config.peopleFile);
  keepTrust(registry, config.models?.trust ?? []);
  const desk = new ModelsDesk({
    registry,
    specs: config.models,
    load,
    serve: models => forecasts.serve(models),
    post: input => {
      line.post(input);
      line.commitNow();
    },
    inForce: () => line.books.learning.inForce,
    latest: () => line.books.adaptive.models,
    failed: error =>
      log.error(
        { err: error },
        'a model was rolled back, and the registry could not be told: it comes again with the next start',
      ),
  });
  if (config.models) gateway.watchers.add(turn => desk.committed(turn));
  return desk;
}
