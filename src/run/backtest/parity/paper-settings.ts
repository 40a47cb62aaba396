import { parseSettings } from '../../../fix/settings/load';
import type { SessionSettings } from '../../../fix/settings/settings';

/** Ports of the network in memory: where the gateway listens for its OMS, and where the venue does. */
const OMS_PORT = 1;
export const VENUE_PORT = 2;
export const HOST = '127.0.0.1';

const GATEWAY = `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
HeartBtInt=30
NonStopSession=Y
TimeStampPrecision=MICROS

[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=${HOST}
SocketAcceptPort=${OMS_PORT}

[SESSION]
ConnectionType=initiator
Role=venue
TargetCompID=SIM
SocketConnectHost=${HOST}
SocketConnectPort=${VENUE_PORT}
ResetOnLogon=Y

[SESSION]
ConnectionType=initiator
Role=marketdata
SenderCompID=SLUICEMD
TargetCompID=SIM
SocketConnectHost=${HOST}
SocketConnectPort=${VENUE_PORT}
ResetOnLogon=Y
`;

const OMS = `[SESSION]
BeginString=FIX.4.4
ConnectionType=initiator
SenderCompID=OMS
TargetCompID=SLUICE
HeartBtInt=30
NonStopSession=Y
TimeStampPrecision=MICROS
SocketConnectHost=${HOST}
SocketConnectPort=${OMS_PORT}
`;

/** The sessions of a paper set-up as it ships, on a network in memory: the gateway's, and its OMS's. */
export const gatewaySessions = (): readonly SessionSettings[] => read('gateway', GATEWAY);
export const omsSessions = (): readonly SessionSettings[] => read('oms', OMS);

function read(name: string, text: string): readonly SessionSettings[] {
  const { sessions, errors } = parseSettings([{ name, text }]);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return sessions;
}
