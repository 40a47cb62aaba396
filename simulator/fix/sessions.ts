import { parseSettings } from '../../src/fix/settings/load';
import type { SessionSettings } from '../../src/fix/settings/settings';

/** SenderCompID of the simulator on every session. */
export const SIMULATOR_ID = 'SIM';

/** TargetCompIDs that both the inner simulator and the one that runs alone know: a gateway's orders, a gateway's market data. */
export const GATEWAY_IDS: readonly string[] = ['SLUICE', 'SLUICEMD'];

/** Clients whose messages are never replayed: by the time a quote was lost it is wrong. */
const MARKET_DATA_IDS: ReadonlySet<string> = new Set(['SLUICEMD']);

/** The order of preference where nothing else tells. */
const BEGIN_STRINGS = ['FIX.4.4', 'FIX.4.2', 'FIXT.1.1'] as const;

/** Where the simulator listens, and for whom. */
export interface VenueEndpoint {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** TargetCompIDs, each a session of its own. */
  readonly clients: readonly string[];
}

/**
 * The acceptor sessions of a simulator, on one port: every client in each version that we speak. Numbers go on from logon to logon unless the peer sends 141=Y, so that a
 * gateway that died is told what it missed. Throws where a client's id cannot be a CompID.
 */
export function venueSessions(endpoint: VenueEndpoint): readonly SessionSettings[] {
  const clients = [...new Set(endpoint.clients)];
  const bad = clients.find(c => !/^[!-~]+$/.test(c) || /[[\]#;]/.test(c));
  if (bad !== undefined) throw new Error(`client id '${bad}' cannot be a TargetCompID (56)`);
  const sections = clients.flatMap(c =>
    BEGIN_STRINGS.map(
      version =>
        `[SESSION]\nBeginString=${version}\nTargetCompID=${c}\nPersistMessages=${MARKET_DATA_IDS.has(c) ? 'N' : 'Y'}\nResetOnLogon=N\n`,
    ),
  );
  const head = [
    '[DEFAULT]',
    'ConnectionType=acceptor',
    'DefaultApplVerID=FIX.5.0SP2',
    `SenderCompID=${SIMULATOR_ID}`,
    `SocketAcceptAddress=${endpoint.host}`,
    `SocketAcceptPort=${endpoint.port}`,
    'NonStopSession=Y',
    'TimeStampPrecision=MICROS',
    '',
  ];
  const loaded = parseSettings([{ name: 'simulator', text: head.join('\n') + sections.join('') }]);
  if (loaded.errors.length > 0) throw new Error(loaded.errors.join('\n'));
  return loaded.sessions;
}
