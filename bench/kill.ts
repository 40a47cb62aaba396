import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Durability } from '../src/journal/database';
import { type Running, start } from '../src/run/start';
import { freePort, sessions } from './gateway-process';
import { medianOf, print, type Row } from './rows';
import { Party } from './wire-party';

/** Children that work when the kill comes. */
const WORKING = 1_000;
/** A declared rate (cancels a second) that spreads them over a second. */
const RATE = 500;
const ROUNDS = 5;

/** A venue that acknowledges orders and notes when cancels come. */
class Venue {
  private readonly server = createServer({ noDelay: true }, socket => this.serve(socket));
  private readonly sockets = new Set<Socket>();
  cancels = 0;
  lastCancel = 0;

  async open(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const party: Party = new Party(socket, { senderCompID: 'VENUE', targetCompID: 'GW' }, view => {
      const id = view.text(11) ?? '';
      if (view.msgType === 'A') party.send('A', w => w.int(98, 0).int(108, 30).text(141, 'Y'));
      else if (view.msgType === 'D')
        party.send('8', w => {
          w.text(37, `V${id}`).text(11, id).text(17, `X${id}`).text(150, '0').text(39, '0').text(55, 'MSFT').text(54, '1');
          w.int(38, 100).int(151, 100).int(14, 0).int(6, 0);
        });
      else if (view.msgType === 'F') {
        this.cancels++;
        this.lastCancel = performance.now();
      }
    });
  }
}

/** Logs on as the OMS and sends the orders; resolves once all are acknowledged. */
async function place(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let acknowledged = 0;
  await new Promise<void>(resolve => {
    const oms: Party = new Party(socket, { senderCompID: 'OMS', targetCompID: 'GW' }, view => {
      if (view.msgType === 'A') for (let n = 1; n <= WORKING; n++) order(oms, n);
      else if (view.msgType === '8' && ++acknowledged === WORKING) resolve();
    });
    oms.send('A', w => w.int(98, 0).int(108, 30).text(141, 'Y'));
  });
  return socket;
}

const order = (oms: Party, n: number): void =>
  oms.send('D', w => {
    w.text(11, `K-${n}`).text(21, '1').text(55, 'MSFT').text(54, '1');
    w.utc(60, Date.now() * 1000);
    w.int(38, 100).text(40, '2').text(44, '100.12').text(59, '0');
  });

/** Milliseconds until the last cancel was handed to the socket, and until the venue had read it. */
interface Times {
  readonly written: number;
  readonly read: number;
}

async function round(durability: Durability, settings: string): Promise<Times> {
  mkdirSync('var', { recursive: true });
  const folder = mkdtempSync(join('var', 'bench-kill-'));
  const ports = { oms: await freePort(), venue: await freePort() };
  writeFileSync(join(folder, 'bench.cfg'), sessions(ports, settings));
  const venue = new Venue();
  await venue.open(ports.venue);
  const data = join(folder, 'data');
  const running: Running = await start({
    ...{ sessions: folder, data, http: 0, durability, config: undefined, say: () => undefined },
  });
  try {
    const oms = await place(ports.oms);
    await new Promise(resolve => setTimeout(resolve, 200)); // the journal's catching up is not what is measured
    const began = performance.now();
    running.gateway.kills.kill({ level: 'firm', key: '', id: 'bench', by: 'bench', reason: 'measured' });
    const written = performance.now() - began;
    while (venue.cancels < WORKING) await new Promise(resolve => setImmediate(resolve));
    oms.destroy();
    return { written, read: venue.lastCancel - began };
  } finally {
    venue.close();
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function medians(durability: Durability, settings: string): Promise<Times> {
  const times: Times[] = [];
  for (let n = 0; n < ROUNDS; n++) times.push(await round(durability, settings));
  return { written: medianOf(times.map(t => t.written)), read: medianOf(times.map(t => t.read)) };
}

/** The kill switch with 1,000 children working at one venue, gateway, OMS and venue in one process: from the command to the last cancel. */
export async function run(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const durability of ['process', 'power'] as const) {
    const free = await medians(durability, '');
    const paced = await medians(durability, `CancelRate=${RATE}\n`);
    rows.push(
      { name: `${durability}: kill, ${WORKING} working: last cancel handed to the socket`, value: free.written, unit: 'ms' },
      { name: `${durability}: the same, last cancel read by the venue`, value: free.read, unit: 'ms' },
      {
        name: `${durability}: the same at CancelRate=${RATE} (${WORKING / RATE - 1} s of it waiting)`,
        value: paced.read,
        unit: 'ms',
      },
    );
  }
  return rows;
}

if (require.main === module) void run().then(print);
