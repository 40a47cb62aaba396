import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { OPERATOR_HELP, type RunningSimulator, startSimulator } from '../run/sim';
import { DAY_FORM, readBands, readDay } from '../run/sim-day';
import { FAULT_LIST } from '../run/sim-faults';
import { LATENCY_FORM } from '../run/sim-latency';
import { type ModelTexts, modelsOf } from '../run/sim-models';
import { type TapeFlags, tapeOf } from '../run/sim-tape-flags';
import { REGIME_HELP, weatherOf } from '../run/sim-weather';
import { UsageError } from '../run/usage-error';
import { fail } from './fail';
import { wholeNumber } from './options';
import { simDescribeCommand } from './sim-describe';
import { tapeOptions } from './sim-tape';

interface Options extends ModelTexts, TapeFlags {
  readonly port: number;
  readonly host: string;
  readonly symbols: string[];
  readonly seed: number;
  readonly regime: string;
  readonly day?: string;
  readonly bands?: string;
  readonly tick: string;
  readonly lot: string;
  readonly client: string[];
  readonly dropCopy: string[];
  readonly cancelOnDisconnect: string[];
  readonly logs?: string;
  readonly commands?: boolean;
  readonly json?: boolean;
}

/** Clients that a simulator on its own knows beside a gateway. */
const CLIENTS = ['CLIENT', 'OMS'];

const list = (text: string): string[] => text.split(',').filter(s => s !== '');
const collect = (value: string, before: string[]): string[] => [...before, value];

export function simCommand(program: Command): void {
  const sim = program
    .command('sim')
    // What follows `describe` is for it, the options that both have included.
    .enablePositionalOptions()
    .description(
      'Runs the exchange simulator as a venue of its own: orders and market data in FIX.4.2, 4.4 and 5.0SP2, SenderCompID SIM.',
    )
    .option('--port <port>', 'port to listen on; 0 takes a free one', wholeNumber, 9881)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--symbols <list>', 'symbols that seeded agents trade in', list, [])
    .option('--seed <n>', 'seed of the agents', wholeNumber, 1)
    .option('--regime <name>', `what the agents' market is like: ${REGIME_HELP}`, 'calm')
    .option('--day <phases>', `phases of the agents' market: ${DAY_FORM}`)
    .option('--bands <tier>', "limit up-limit down price bands of the agents' market, of tier 1 or 2")
    .option('--client <id>', 'a further TargetCompID that may log on; may be repeated', collect, [])
    .option('--drop-copy <id>', 'a TargetCompID that gets a copy of every ExecutionReport; may be repeated', collect, [])
    .option(
      '--cancel-on-disconnect <id>',
      'a TargetCompID whose orders are cancelled when its session ends, but for GTC and GTD; may be repeated',
      collect,
      [],
    )
    .option('--logs <dir>', 'write FIX logs there, as QuickFIX does: a file of messages and one of events a session')
    .option('--commands', 'take commands on standard input, a line each: see below')
    .option('--json', 'a JSON object a line, and one for every report about an order')
    .addHelpText(
      'after',
      `\nCommands:\n${OPERATOR_HELP.map(each => `  ${each}\n`).join('')}\nExample:\n  sluice sim --port 9881 --symbols ACME,BOLT --seed 7`,
    )
    .action(run);
  tapeOptions(sim);
  modelOptions(sim);
  simDescribeCommand(sim);
}

/** How messages travel, what fills cost and what goes wrong. */
function modelOptions(sim: Command): void {
  sim
    .option('--latency <models>', `how long messages take: ${LATENCY_FORM}`)
    .option('--fees <file>', 'what fills cost: a fee schedule, YAML; told in Commission (12)')
    .option('--faults <file>', 'what goes wrong: a fault script, YAML')
    .option('--fault-rate <rates>', `faults by seed: drop=0.01,bust=0.1, or one rate for all; faults: ${FAULT_LIST}`)
    .option('--fault-seed <n>', 'seed of --fault-rate (default: --seed)', wholeNumber);
}

/** Says one thing: its kind, its facts where the output is JSON, its text where it is not. */
type Say = (kind: string, facts: Record<string, unknown>, text: string) => void;

function takeCommands(simulator: RunningSimulator, say: Say): void {
  createInterface({ input: process.stdin }).on('line', line => {
    if (line.trim() === '') return;
    const { ok, text } = simulator.operate(line);
    say(ok ? 'done' : 'refused', { text }, text);
  });
}

async function run(o: Options): Promise<void> {
  const { port, host, seed } = o;
  const weather = weatherOf(o.regime);
  const tape = tapeOf(o, { seed, weather }, flag => `--${flag}`);
  if (!tape && o.symbols.length === 0) throw new UsageError('--symbols: name at least one, for example ACME');
  const say: Say = (kind, facts, text) => {
    process.stdout.write(`${o.json ? JSON.stringify({ type: kind, ...facts }) : `${kind} ${text}`}\n`);
  };
  const simulator = await startSimulator({
    port,
    host,
    seed,
    weather,
    day: o.day === undefined ? undefined : readDay('--day', o.day),
    bands: o.bands === undefined ? undefined : readBands('--bands', o.bands),
    symbols: o.symbols,
    instruments: tape ? [{ symbol: tape.symbol, tick: o.tick, lot: o.lot }] : [],
    tape,
    ...modelsOf(o, seed, { latency: '--latency', faultRate: '--fault-rate' }),
    clients: [...CLIENTS, ...o.client, ...o.cancelOnDisconnect],
    dropCopies: o.dropCopy,
    cancelOnDisconnect: o.cancelOnDisconnect,
    event: e => {
      if (e.type === 'loggedOn' || e.type === 'loggedOff') say(e.type, { session: e.session }, e.session);
    },
    ...(o.json && { reported: (session, report) => say('report', { session, ...report }, '') }),
    ...(o.logs !== undefined && {
      logs: { dir: o.logs, failed: why => process.stderr.write(`sluice: ${why}\n`) },
    }),
    tapeFailed: error => process.stderr.write(`sluice: ${error.message}: left out\n`),
  });
  const { symbols, clients, pinned } = simulator;
  say(
    'ready',
    { host, port: simulator.port, symbols, clients, pinned },
    `${host}:${simulator.port} ${symbols.join(',')} for ${clients.join(', ')}`,
  );
  for (const symbol of pinned) process.stderr.write(`sluice: ${symbol} plays bars: no model may train or score on its prices\n`);
  if (o.commands) takeCommands(simulator, say);
  const stop = (): void => {
    simulator.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
