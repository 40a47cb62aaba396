import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Durability } from '../src/journal/database';

export type Subject = 'relay' | Durability;
export interface Ports {
  readonly oms: number;
  readonly venue: number;
}

/** A subject that is not ready by then (ms) has failed. */
const READY_MS = 15_000;

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A session that a party dials into, on the OMS's port. */
export const accepting = (ports: Ports, targetCompID: string, more = ''): string => `[SESSION]
ConnectionType=acceptor
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${ports.oms}
TargetCompID=${targetCompID}
${more}`;

/** The OMS's session and the venue's, with `venue` as further settings of that one. */
export const sessions = (ports: Ports, venue = ''): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=GW
NonStopSession=Y
HeartBtInt=30
ReconnectInterval=1
ResetOnLogon=Y
${accepting(ports, 'OMS')}[SESSION]
ConnectionType=initiator
SocketConnectHost=127.0.0.1
SocketConnectPort=${ports.venue}
TargetCompID=VENUE
${venue}`;

/**
 * Starts the relay, or a gateway of its own on an empty data folder, with `more` sessions, and HTTP on a port where `http` is one; resolves once
 * it says that it is ready.
 */
export async function begin(subject: Subject, ports: Ports, folder: string, more = '', http = 0): Promise<ChildProcess> {
  const args =
    subject === 'relay'
      ? [join(__dirname, 'wire-relay.js'), String(ports.oms), String(ports.venue)]
      : [join(__dirname, '..', 'src', 'cli', 'main.js'), 'start', '--sessions', folder, '--data', join(folder, 'data')];
  if (subject !== 'relay') {
    writeFileSync(join(folder, 'bench.cfg'), sessions(ports) + more);
    args.push('--http', String(http), '--durability', subject);
  }
  const env = { ...process.env, SLUICE_LOG: 'error' };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  await new Promise<void>((resolve, reject) => {
    const failed = (why: string) => () => {
      child.kill('SIGKILL');
      reject(new Error(`${subject}: ${why}`));
    };
    const limit = setTimeout(failed('not ready in time'), READY_MS);
    child.once('exit', failed('ended before it was ready'));
    createInterface({ input: child.stdout! }).on('line', said => {
      if (!said.startsWith('ready')) return;
      clearTimeout(limit);
      child.removeAllListeners('exit');
      resolve();
    });
  });
  return child;
}

/** Runs `load` against a subject, which ends with it (`close` is called then, too); rejects where it ends before. */
export async function against<T>(child: ChildProcess, load: () => Promise<T>, close: () => void): Promise<T> {
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');
  const died = ended.then(() => Promise.reject(new Error('the subject ended in the middle')));
  died.catch(() => undefined);
  try {
    return await Promise.race([died, load()]);
  } finally {
    child.kill('SIGTERM');
    close();
    await ended;
    process.removeListener('exit', kill);
  }
}
