import { join } from 'node:path';
import type { Command } from 'commander';
import { type Named, OrderClient } from '../run/order-client';
import { type KnownOrder, OrderFile } from '../run/order-client-file';
import { type OrderDesk, Relay, RelayedClient } from '../run/order-client-relay';
import type { ClientTls } from '../run/order-client-settings';
import { UsageError } from '../run/usage-error';
import { oneOf, portNumber, word } from './order-input';

/** Options that every command which logs on as an OMS has. */
export interface SessionFlags {
  readonly host: string;
  readonly port: string;
  readonly sender: string;
  readonly target: string;
  readonly data: string;
  readonly resetNumbers?: boolean;
  readonly tls?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  readonly json?: boolean;
}

export const withSession = (command: Command): Command =>
  command
    .option('--host <name>', "the gateway's host", '127.0.0.1')
    .option('--port <n>', 'port of its acceptor', '9880')
    .option('--sender <id>', 'our SenderCompID (49)', 'OMS')
    .option('--target <id>', 'its SenderCompID, our TargetCompID (56)', 'SLUICE')
    .option('--data <dir>', "the gateway's data folder; session numbers and orders are kept in its subfolder oms", 'var')
    .option('--reset-numbers', 'begin at MsgSeqNum 1 on both sides; reports not yet read are lost')
    .option('--tls', 'speak TLS')
    .option('--ca <file>', "PEM file of the authorities that the gateway's certificate may come from (default: the system's)")
    .option('--cert <file>', 'PEM file of our own certificate, where the gateway asks for one')
    .option('--key <file>', 'PEM file of its private key')
    .option('--server-name <name>', "the name in the gateway's certificate, where it is not the host's")
    .option('--json', 'one JSON object a line');

/** The control socket of the gateway whose data folder was given. */
export const controlSocket = (o: Pick<SessionFlags, 'data'>): string => join(o.data, 'control.sock');

export function orderFile(o: SessionFlags): OrderFile {
  const name = `${word('--sender', o.sender)}-${word('--target', o.target)}.json`;
  if (name.includes('/')) throw new UsageError("--sender, --target: a '/' cannot stand in a CompID here");
  return OrderFile.open(join(o.data, 'oms', name));
}

/**
 * Logs on, or joins another `sluice order` that holds the session on this machine; runs `work`; logs out, whatever happened. Resolves
 * with what `work` says.
 */
export async function asOms<T>(o: SessionFlags, file: OrderFile, work: (desk: OrderDesk) => Promise<T>): Promise<T> {
  const session = {
    host: word('--host', o.host),
    port: portNumber('--port', o.port),
    sender: o.sender,
    target: o.target,
    resetNumbers: o.resetNumbers === true,
    tls: tlsOf(o),
  };
  const relayPath = `${file.path.replace(/json$/, '')}${session.port}.sock`;
  const joined = await RelayedClient.join(relayPath, file);
  if (joined && session.resetNumbers) {
    joined.close();
    throw new UsageError("--reset-numbers: another 'sluice order' is logged on; end it first");
  }
  if (joined) return Promise.race([work(joined), joined.lost]).finally(() => joined.close());
  const client = new OrderClient(file);
  const stop = client.on(row => row.kind === 'session' && say(row.text));
  await client.open(session);
  const relay = new Relay(relayPath, client);
  await relay.open();
  try {
    return await work(client);
  } finally {
    await relay.close(() => say("another 'sluice order' uses the session: it is held until that one ends"));
    stop();
    await client.close();
  }
}

/** What was asked for TLS; undefined without it. Throws UsageError for a part of it without the whole. */
export function tlsOf({ tls, ca, cert, key, serverName }: SessionFlags): ClientTls | undefined {
  const parts = { '--ca': ca, '--cert': cert, '--key': key, '--server-name': serverName };
  for (const [option, value] of Object.entries(parts)) {
    if (value === '') throw new UsageError(`${option}: must not be empty`);
    if (value !== undefined && tls !== true) throw new UsageError(`${option}: goes with --tls`);
  }
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert, --key: one goes with the other');
  return tls === true ? { ca, cert, key, serverName } : undefined;
}

const say = (text: string): void => void process.stderr.write(`sluice: ${text}\n`);

/** The order that CLORDID names; throws UsageError where this client never sent it. */
export function knownOrder(file: OrderFile, clOrdId: string): KnownOrder {
  const order = file.find(word('CLORDID', clOrdId));
  if (order) return order;
  throw new UsageError(`CLORDID: '${clOrdId}' is no order of ${file.path}`);
}

/** Options that name an order which this client did not send. */
export interface OrderFlags extends SessionFlags {
  readonly symbol?: string;
  readonly side?: string;
}

export const withNaming = (command: Command): Command =>
  command
    .option('--symbol <symbol>', 'symbol of an order that was sent from elsewhere')
    .option('--side <side>', 'its side: buy or sell');

/** The order that CLORDID names: one of the file, else one described by --symbol and --side. */
export function namedOrder(file: OrderFile, clOrdId: string, o: OrderFlags): Named {
  const known = file.find(word('CLORDID', clOrdId));
  if (known) return known;
  if (o.symbol === undefined || o.side === undefined)
    throw new UsageError(
      `CLORDID: '${clOrdId}' is no order of ${file.path}; --symbol and --side name one that was sent from elsewhere`,
    );
  return {
    clOrdId,
    current: clOrdId,
    symbol: word('--symbol', o.symbol),
    side: oneOf('--side', o.side, { buy: '1', sell: '2' }),
  };
}
