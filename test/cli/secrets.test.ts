import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../src/fix/security/password';
import { frame } from '../fix/session/rig';
import { type Party, party, settings, until } from '../fix/transport/pair';
import { freePorts } from '../run/paper-rig';
import { type Answer, MAIN, sluice } from './run-cli';

/** What must be nowhere: the right passwords, and those of logons that were refused. */
const SECRETS = [
  'venue-secret-7f3a',
  'oms-secret-19bc',
  'wrong-secret-55d0',
  'new-secret-8812',
  'raw-secret-4410',
  'torn-secret-6d01',
];
const [TO_VENUE, OF_OMS, WRONG, NEW, RAW, TORN] = SECRETS as [string, string, string, string, string, string];
const VENUE = 'FIX.4.4:VENUE->SLUICE';

const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(f => f.isFile())
    .map(f => join(f.parentPath, f.name));

describe('passwords of Logons', () => {
  let dir: string;
  let venue: Party;
  let oms: Party;
  let gateway: ChildProcess;
  let log = '';
  let bySluiceOrder: Answer;
  const data = (): string => join(dir, 'data');

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-secrets-'));
    const [omsPort, venuePort] = await freePorts(2);
    Object.assign(process.env, { SLUICE_TEST_VENUE: TO_VENUE, SLUICE_TEST_OMS: OF_OMS });
    const accept = `[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=`;
    const dial = '[SESSION]\nConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=';
    venue = party(settings(`${accept}${venuePort}\nSenderCompID=VENUE\nTargetCompID=SLUICE\nPassword=env:SLUICE_TEST_VENUE\n`));
    await venue.engine.start();
    mkdirSync(join(dir, 'sessions'));
    const head = '[DEFAULT]\nBeginString=FIX.4.4\nSenderCompID=SLUICE\nReconnectInterval=1\n';
    writeFileSync(
      join(dir, 'sessions', 'gateway.cfg'),
      `${head}${accept}${omsPort}\nTargetCompID=OMS\nUsername=ann\nPassword=${await hashPassword(OF_OMS)}\n${accept}${omsPort}\nTargetCompID=CLI\nUsername=bob\nPassword=env:SLUICE_TEST_OMS\n${accept}${omsPort}\nTargetCompID=OLD\nBeginString=FIX.4.2\nPassword=env:SLUICE_TEST_OMS\n${dial}${venuePort}\nTargetCompID=VENUE\nUsername=sluice\nPassword=env:SLUICE_TEST_VENUE\n`,
    );
    const args = ['start', '--sessions', join(dir, 'sessions'), '--data', data(), '--http', '0'];
    gateway = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, SLUICE_LOG: 'debug' } });
    for (const stream of [gateway.stdout!, gateway.stderr!])
      stream.on('data', (d: Buffer) => {
        log += d.toString('latin1');
      });
    await until('ready', () => log.includes('ready '));
    const refused: [string, string][] = [
      ['FIX.4.4', `35=A|34=1|49=OMS|56=SLUICE|98=0|108=30|553=ann|554=${WRONG}`],
      ['FIX.4.4', `35=A|34=1|49=OMS|56=SLUICE|98=0|108=30|553=${WRONG}|554=${OF_OMS}|925=${NEW}`],
      ['FIX.4.4', `35=A|34=1|49=OMS|56=SLUICE|98=0|108=30|553=ann|554=${OF_OMS}|925=${NEW}`],
      ['FIX.4.2', `35=A|34=1|49=OLD|56=SLUICE|98=0|108=30|95=${RAW.length}|96=${RAW}`],
      ['FIX.4.4', `35=A|34=1|49=NOBODY|56=SLUICE|98=0|108=30|553=ann|554=${WRONG}|95=${RAW.length}|96=${RAW}`],
      ['FIX.4.4', `35=A|34=1|49=OMS|56=SLUICE|98=0|108=30|554|${TORN}`],
      ['FIX.4.4', `35=D|34=1|49=OMS|56=SLUICE|554=${WRONG}`],
    ];
    for (const [begin, text] of refused) await refusedLogon(omsPort!, frame(text, Date.now() * 1000, begin));
    oms = party(
      settings(`${dial}${omsPort}\nSenderCompID=OMS\nTargetCompID=SLUICE\nUsername=ann\nPassword=env:SLUICE_TEST_OMS\n`),
    );
    await oms.engine.start();
    Object.assign(process.env, { SLUICE_OMS_USERNAME: 'bob', SLUICE_OMS_PASSWORD: OF_OMS });
    const order = ['--symbol', 'ACME', '--side', 'buy', '--sender', 'CLI', '--port', String(omsPort), '--data', data()];
    bySluiceOrder = await sluice('order', 'status', 'nothing', ...order);
    await until('both logged on', () => oms.engine.sessions()[0]!.loggedOn && venue.engine.session(VENUE).loggedOn);
  }, 60_000);

  afterAll(async () => {
    await oms.engine.stop();
    if (gateway.exitCode === null) {
      gateway.kill('SIGTERM');
      await once(gateway, 'exit');
    }
    await venue.engine.stop();
    for (const p of [oms, venue]) p.clock.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('are in no file of the data folder, in no line of the log, and in no answer of the control socket', async () => {
    const answers = await Promise.all([
      sluice('sessions', '--json', '--data', data()),
      ...['OMS', 'OLD', 'VENUE'].map(id => sluice('sessions', 'explain', id, '--json', '--data', data())),
    ]);
    const places = new Map([
      ['log', log],
      ['answers', JSON.stringify(answers)],
      ...filesOf(data()).map(f => [f, readFileSync(f, 'latin1')] as const),
    ]);
    const found = SECRETS.flatMap(s => [...places].filter(([, text]) => text.includes(s)).map(([where]) => `${s} in ${where}`));
    const stored = [...places.values()].some(text => text.includes('553=sluice\x01554=***\x01'));
    const told = log.split('\n').filter(line => line.includes('logonRefused')).length;
    expect([answers.map(a => a.code), found, stored, told]).toEqual([[0, 0, 0, 0], [], true, 4]);
  });

  test('are what sluice order logs on with, from its environment', () => {
    expect([bySluiceOrder.code, bySluiceOrder.err]).toEqual([1, []]); // logged on, and told that there is no such order
  });
});

/** Sends bytes and waits until the gateway closed the connection. */
async function refusedLogon(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
  socket.on('error', () => undefined).resume();
  await once(socket, 'close');
}
