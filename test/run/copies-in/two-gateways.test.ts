import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askControl } from '../../../src/run/control-client';
import type { CopyRow } from '../../../src/run/copies-in/desk';
import { type Running, start } from '../../../src/run/start';
import { settings, until } from '../../fix/transport/pair';
import { Oms } from '../oms';
import { freePorts } from '../paper-rig';

const head =
  '[DEFAULT]\nBeginString=FIX.4.4\nNonStopSession=Y\nReconnectInterval=1\nSocketConnectHost=127.0.0.1\nSocketAcceptAddress=127.0.0.1\n';
const INSTRUMENTS =
  'instruments:\n  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }\nlimits:\n  firm: { maxOrderQty: 1000 }\n';

/** A broker: a paper gateway that takes our orders and copies its reports to us, in FIX 4.2. */
const broker = (orders: number, copies: number, sim: number): string => `${head}SenderCompID=BROKER
[SESSION]
ConnectionType=acceptor
TargetCompID=SLUICE
SocketAcceptPort=${orders}
[SESSION]
ConnectionType=acceptor
Role=dropcopy
BeginString=FIX.4.2
TargetCompID=SLUICECOPY
SocketAcceptPort=${copies}
[SESSION]
ConnectionType=initiator
SenderCompID=SLUICE
TargetCompID=SIM
SocketConnectPort=${sim}
ResetOnLogon=Y
`;

const us = (oms: number, orders: number, copies: number): string => `${head}SenderCompID=SLUICE
[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptPort=${oms}
[SESSION]
ConnectionType=initiator
TargetCompID=BROKER
SocketConnectPort=${orders}
[SESSION]
ConnectionType=initiator
Role=dropcopy
BeginString=FIX.4.2
SenderCompID=SLUICECOPY
TargetCompID=BROKER
SocketConnectPort=${copies}
DropCopyGrace=1
`;

let dir: string;
const running: Running[] = [];
let oms: Oms;

async function gateway(name: string, cfg: string, config: string): Promise<void> {
  const folder = join(dir, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'gateway.cfg'), cfg);
  writeFileSync(join(folder, 'sluice.yaml'), config);
  const say = (): undefined => undefined;
  running.push(
    await start({ sessions: folder, data: join(folder, 'data'), http: 0, durability: 'process', config: undefined, say }),
  );
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-two-gateways-'));
  const [omsPort, orders, copies, sim] = (await freePorts(4)) as [number, number, number, number];
  await gateway('broker', broker(orders, copies, sim), `${INSTRUMENTS}simulator: { port: ${sim}, seed: 1, symbols: [ACME] }\n`);
  await gateway('us', us(omsPort, orders, copies), INSTRUMENTS);
  const [own] = settings(
    `[SESSION]\nConnectionType=initiator\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${omsPort}`,
  );
  oms = new Oms(own!);
  await oms.logOn();
}, 120_000);
afterAll(async () => {
  await oms.stop();
  for (const each of running.reverse()) await each.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

test("a drop copy that another gateway sends, its own venue's reports included, agrees with what it told us", async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `O${i}`);
  for (const id of ids)
    oms.say('D', [
      [11, id],
      [55, 'ACME'],
      [54, '1'],
      [38, '10'],
      [40, '2'],
      [44, '101'],
      [59, '3'],
    ]);
  await until('every order is over', () => new Set(oms.got.filter(r => r[151] === '0').map(r => r[11])).size === ids.length);
  const status = async (): Promise<CopyRow> =>
    ((await askControl(join(dir, 'us', 'data', 'control.sock'), { cmd: 'dropcopy-status' }))['copies'] as CopyRow[])[0]!;
  const end = Date.now() + 20_000;
  let row = await status();
  while (row.awaited + row.ahead + row.touched > 0 && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 50));
    row = await status();
  }
  const fills = oms.got.filter(r => r[35] === '8' && r[150] === 'F').length;
  expect({ ...row, foreign: row.foreign >= fills }).toMatchObject({
    matched: fills,
    awaited: 0,
    ahead: 0,
    touched: 0,
    differences: 0,
    foreign: true,
  });
}, 120_000);
