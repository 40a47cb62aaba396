import { parseSettings } from '../../src/fix/settings/load';
import type { SessionSettings } from '../../src/fix/settings/settings';

/** SenderCompID of the simulator on every session. */
export const SIMULATOR_ID = 'SIM';

/** TargetCompIDs that both the inner simulator and the one that runs alone know: a gateway's orders, a gateway's market data. */
export const GATEWAY_IDS: readonly string[] = ['SLUICE', 'SLUICEMD'];

/** Clients whose messages are never replayed: by the time a quote was lost it is wrong. */
const MARKET_DATA_IDS: readonly string[] = ['SLUICEMD'];

/** The order of preference where nothing else tells. */
const BEGIN_STRINGS = ['FIX.4.4', 'FIX.4.2', 'FIXT.1.1'] as const;

/** Where the simulator listens, and for whom. */
export interface VenueEndpoint {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** TargetCompIDs, each a session of its own. */
  readonly clients: readonly string[];
  /** TargetCompIDs that get a copy of every ExecutionReport and may send nothing. */
  readonly dropCopies?: readonly string[];
  /** Those of the clients whose messages are never replayed: market data, which is wrong by the time it was lost. */
  readonly marketData?: readonly string[];
  /** Those of the clients whose orders are cancelled when their session ends. */
  readonly cancelOnDisconnect?: readonly string[];
  /** Folder for FIX logs; left out: none are written. */
  readonly logs?: string | undefined;
}

/**
 * The acceptor sessions of a simulator, on one port: every client in each version that we speak. Numbers go on from logon to logon unless the peer sends 141=Y, so that a
 * gateway that died is told what it missed. Throws where a client's id cannot be a CompID.
 */
export function venueSessions(endpoint: VenueEndpoint): readonly SessionSettings[] {
  const { dropCopies = [], cancelOnDisconnect = [], marketData = MARKET_DATA_IDS } = endpoint;
  const clients = [...new Set([...endpoint.clients, ...dropCopies])];
  const bad = clients.find(c => !/^[!-~]+$/.test(c) || /[[\]#;]/.test(c));
  if (bad !== undefined) throw new Error(`client id '${bad}' cannot be a TargetCompID (56)`);
  const stranger = cancelOnDisconnect.find(c => !endpoint.clients.includes(c) || dropCopies.includes(c));
  if (stranger !== undefined) throw new Error(`client id '${stranger}' has no orders to cancel: it is no client that trades`);
  const keysOf = (c: string): string =>
    [
      `PersistMessages=${marketData.includes(c) ? 'N' : 'Y'}`,
      'ResetOnLogon=N',
      ...(dropCopies.includes(c) ? ['Role=dropcopy'] : []),
      ...(cancelOnDisconnect.includes(c) ? ['CancelOnDisconnect=Y', 'CancelOnDisconnectAfter=0'] : []),
    ].join('\n');
  const sections = clients.flatMap(c =>
    BEGIN_STRINGS.map(version => `[SESSION]\nBeginString=${version}\nTargetCompID=${c}\n${keysOf(c)}\n`),
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
    ...(endpoint.logs === undefined ? [] : [`FileLogPath=${endpoint.logs}`]),
    '',
  ];
  const loaded = parseSettings([{ name: 'simulator', text: head.join('\n') + sections.join('') }]);
  if (loaded.errors.length > 0) throw new Error(loaded.errors.join('\n'));
  return loaded.sessions;
}
