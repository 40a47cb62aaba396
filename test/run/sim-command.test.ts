import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/version';
import { settings, until } from '../fix/transport/pair';
import { Oms } from './oms';

const MAIN = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');

/** The command as a process of its own, with what it said. */
class Command {
  out = '';
  err = '';
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [MAIN, 'sim', ...args], { stdio: 'pipe' });
    this.child.stdout!.on('data', bytes => (this.out += bytes));
    this.child.stderr!.on('data', bytes => (this.err += bytes));
    this.exit = new Promise(resolve => this.child.once('close', code => resolve(code)));
  }
}

test('sluice sim says ready, serves a client named by --client, and logs it out when it is told to stop', async () => {
  const sim = new Command('--port', '0', '--symbols', 'ACME,BOLT', '--seed', '7', '--client', 'ME', '--json');
  await until('ready', () => sim.out.includes('\n'));
  const ready = JSON.parse(sim.out.split('\n')[0]!);
  const [me] = settings(
    `[SESSION]\nConnectionType=initiator\nSenderCompID=ME\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${ready.port}`,
  );
  const oms = new Oms(me!);
  await oms.logOn();
  sim.child.kill('SIGTERM');
  const code = await sim.exit;
  await until('logged out', () => oms.events.some(e => e.type === 'loggedOff'));
  await oms.stop();
  const kinds = sim.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).type);
  expect([code, kinds, ready.symbols, ready.clients]).toEqual([
    0,
    ['ready', 'loggedOn', 'loggedOff'],
    ['ACME', 'BOLT'],
    ['SLUICE', 'SLUICEMD', 'CLIENT', 'OMS', 'ME'],
  ]);
});

test('sluice sim --commands carries out what comes on standard input, and says what came of it', async () => {
  const sim = new Command('--port', '0', '--symbols', 'ACME', '--commands', '--json');
  await until('ready', () => sim.out.includes('\n'));
  sim.child.stdin!.write('halt ACME\n\nbust T0\nresume ACME\n');
  await until('answered', () => sim.out.split('\n').length === 5);
  sim.child.kill('SIGTERM');
  const code = await sim.exit;
  const [, ...said] = sim.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect([code, said]).toEqual([
    0,
    [
      { type: 'done', text: 'ACME is halted' },
      { type: 'refused', text: 'trade 0 is no trade of an order from outside, is busted, or is too long ago' },
      { type: 'done', text: 'ACME is trading' },
    ],
  ]);
});

test.each([
  ['no symbols', [], '--symbols: name at least one'],
  ['a tape without its symbol', ['--lobster', 'x.csv'], '--lobster needs --symbol'],
  ['a symbol without a tape', ['--symbols', 'ACME', '--symbol', 'AAPL'], '--symbol is about a file to play'],
  ['a tape that is not there', ['--lobster', 'none.csv', '--symbol', 'AAPL'], 'none.csv:1: cannot be read'],
  [
    'orders to cancel of a drop copy',
    ['--symbols', 'ACME', '--drop-copy', 'C', '--cancel-on-disconnect', 'C'],
    "client id 'C' has no orders to cancel",
  ],
  ['a seed that is none', ['--symbols', 'ACME', '--seed', 'x'], '--seed'],
  ['a speed of nothing', ['--lobster', 'x.csv', '--symbol', 'A', '--speed', '0'], '--speed'],
])('sluice sim with %s ends with 2 and a line that names it', async (_what, args, said) => {
  const sim = new Command('--port', '0', ...args);
  const code = await sim.exit;
  expect([code, sim.out, sim.err.includes(said), sim.err.includes('    at ')]).toEqual([2, '', true, false]);
});
