import type { SessionSettings } from '../fix/settings/settings';
import { copySessions } from './copies-in/copies-in';

const HERE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** Wherever it may dial, it is the simulator inside. */
const leadsTo = (port: number, { endpoint, otherHosts = [] }: SessionSettings): boolean =>
  [endpoint, ...otherHosts].every(to => to.port === port && HERE.has(to.host));

/** The first venue session that leads elsewhere than to the simulator of the config; undefined where all of them end there. */
export const realVenue = (
  simulator: { readonly port: number },
  settings: readonly SessionSettings[],
): SessionSettings | undefined => settings.find(s => s.role === 'venue' && !leadsTo(simulator.port, s));

/** Whether a gateway trades with its own simulator and nobody else. */
export const isPaper = (simulator: { readonly port: number } | undefined, settings: readonly SessionSettings[]): boolean =>
  simulator !== undefined && realVenue(simulator, settings) === undefined;

/** The CompIDs under which drop copies are read from the simulator inside. */
export const copiesInside = (simulator: { readonly port: number }, settings: readonly SessionSettings[]): string[] =>
  copySessions(settings)
    .filter(s => leadsTo(simulator.port, s))
    .map(s => s.identity.senderCompID);
