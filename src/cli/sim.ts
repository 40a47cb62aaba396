import type { Command } from 'commander';
import { UsageError } from '../run/config';
import { startSimulator } from '../run/sim';
import { DEFAULT_SPEED } from '../run/sim-tape';
import { fail } from './fail';
import { positiveNumber, wholeNumber } from './options';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly symbols: string[];
  readonly seed: number;
  readonly lobster?: string;
  readonly symbol?: string;
  readonly speed?: number;
  readonly client: string[];
  readonly json?: boolean;
}

/** Clients that a simulator on its own knows beside a gateway. */
const CLIENTS = ['CLIENT', 'OMS'];

const list = (text: string): string[] => text.split(',').filter(s => s !== '');
const collect = (value: string, before: string[]): string[] => [...before, value];

export function simCommand(program: Command): void {
  program
    .command('sim')
    .description('Runs the exchange simulator as a venue of its own: FIX.4.4, SenderCompID SIM, orders and market data.')
    .option('--port <port>', 'port to listen on; 0 takes a free one', wholeNumber, 9881)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--symbols <list>', 'symbols that seeded agents trade in', list, [])
    .option('--seed <n>', 'seed of the agents', wholeNumber, 1)
    .option('--lobster <file>', 'play real order flow: a LOBSTER message file, plain or .gz')
    .option('--symbol <symbol>', 'symbol of the LOBSTER file')
    .option('--speed <x>', `how much faster than real time the LOBSTER file plays (default: ${DEFAULT_SPEED})`, positiveNumber)
    .option('--client <id>', 'a further TargetCompID that may log on; may be repeated', collect, [])
    .option('--json', 'a JSON object a line, and one for every report about an order')
    .addHelpText('after', '\nExample:\n  sluice sim --port 9881 --symbols ACME,BOLT --seed 7')
    .action(run);
}

async function run(o: Options): Promise<void> {
  const { port, host, seed } = o;
  if (o.lobster !== undefined && o.symbol === undefined) throw new UsageError('--lobster needs --symbol: whose order flow it is');
  if (o.lobster === undefined && (o.symbol !== undefined || o.speed !== undefined))
    throw new UsageError('--symbol and --speed are about --lobster; symbols that agents trade in are --symbols');
  if (o.lobster === undefined && o.symbols.length === 0) throw new UsageError('--symbols: name at least one, for example ACME');
  const say = (kind: string, facts: Record<string, unknown>, text: string): void => {
    process.stdout.write(`${o.json ? JSON.stringify({ type: kind, ...facts }) : `${kind} ${text}`}\n`);
  };
  const simulator = await startSimulator({
    port,
    host,
    seed,
    symbols: o.symbols,
    instruments: [],
    lobster: o.lobster === undefined ? undefined : { file: o.lobster, symbol: o.symbol!, speed: o.speed },
    clients: [...CLIENTS, ...o.client],
    event: e => {
      if (e.type === 'loggedOn' || e.type === 'loggedOff') say(e.type, { session: e.session }, e.session);
    },
    ...(o.json && { reported: (session, report) => say('report', { session, ...report }, '') }),
    tapeFailed: error => process.stderr.write(`sluice: ${error.message}: left out\n`),
  });
  const { symbols, clients } = simulator;
  say(
    'ready',
    { host, port: simulator.port, symbols, clients },
    `${host}:${simulator.port} ${symbols.join(',')} for ${clients.join(', ')}`,
  );
  const stop = (): void => {
    simulator.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
