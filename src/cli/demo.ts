import { basename } from 'node:path';
import type { Command } from 'commander';
import { type DemoResult, type DemoRow, runDemo } from '../run/demo';
import { type FaultRow, runFaultDemos, scriptsNamed } from '../run/demo-faults';
import { FAULT_LIST } from '../run/sim-faults';
import { UsageError } from '../run/usage-error';
import { wholeNumber } from './options';
import { word } from './order-input';
import { printer, table } from './output';

interface Flags {
  readonly data?: string;
  readonly lobster?: string;
  readonly symbol?: string;
  readonly seed: number;
  readonly faults?: string;
  readonly json?: boolean;
}

/** `demo`: the whole line in half a minute. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'Runs a gateway, a simulator and an OMS over real sockets, sends orders of every kind and checks what came of them.',
    )
    .option('--data <dir>', 'keep the journal here (default: a temporary folder)')
    .option('--lobster <file>', 'trade against real order flow: a LOBSTER message file, plain or .gz')
    .option('--symbol <symbol>', 'symbol of the LOBSTER file (default: what its name begins with)')
    .option('--seed <n>', 'seed of the simulated agents', wholeNumber, 1)
    .option(
      '--faults <which>',
      `under faults at the venue: all (each for itself, minutes), a script (.yaml), or one of ${FAULT_LIST}`,
    )
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  sluice demo --seed 7\n  sluice demo --faults all\n\nExit code: 0 every invariant held, 1 one did not, 2 usage.',
    )
    .action(async (o: Flags) => {
      process.env['SLUICE_LOG'] ??= 'error';
      if (o.faults !== undefined) return underFaults(o, o.faults);
      if (!o.json && process.stderr.isTTY) process.stderr.write('sluice: about half a minute of trading ...\n');
      const result = await runDemo({ data: o.data, lobster: lobsterOf(o), seed: o.seed }, Date.now());
      printer<DemoResult>(o.json === true, demoText)(result);
      process.exitCode = result.checks.every(c => c.broken.length === 0) ? 0 : 1;
    });
}

/** The demo once under each script: a table of what held. */
async function underFaults(o: Flags, which: string): Promise<void> {
  if (o.data !== undefined) throw new UsageError('--data: a demo under faults keeps no journal');
  const scripts = scriptsNamed(which);
  const note = process.stderr.isTTY && !o.json;
  if (note) process.stderr.write(`sluice: ${scripts.length} demos of about half a minute, several side by side ...\n`);
  const rows = await runFaultDemos(scripts, { lobster: lobsterOf(o), seed: o.seed });
  printer<FaultRow[]>(o.json === true, faultText)(rows);
  process.exitCode = rows.every(r => r.broken.length === 0) ? 0 : 1;
}

const FAULT_HEAD = ['fault', 'struck', 'orders', 'fills', 'seconds', 'invariants'];

function faultText(rows: readonly FaultRow[]): string {
  const cells = rows.map(r => [
    r.fault,
    String(r.struck),
    String(r.orders),
    String(r.fills),
    String(r.seconds),
    r.broken.length === 0 ? 'held' : 'BROKEN',
  ]);
  const broken = rows.flatMap(r => r.broken.map(each => `${r.fault}: ${each}`));
  return [table(FAULT_HEAD, cells), ...broken].join('\n');
}

const lobsterOf = ({ lobster, symbol }: Flags) =>
  lobster === undefined ? undefined : { file: lobster, symbol: word('--symbol', symbol ?? basename(lobster).split('_')[0]!) };

const HEAD = [
  'parent',
  'order',
  'symbol',
  'side',
  'algo',
  'qty',
  'children',
  'fills',
  'CumQty',
  'avg price',
  'arrival',
  'slip bps',
  'status',
];

const cells = (r: DemoRow): string[] => [
  r.parent,
  r.what,
  r.symbol,
  r.side,
  r.algo,
  r.orderQty,
  String(r.children),
  String(r.fills),
  r.cumQty,
  r.avgPx,
  r.arrivalMid,
  r.slippageBps,
  r.status,
];

function demoText({ rows, checks, turns, decisions, seconds }: DemoResult): string {
  const lines = [table(HEAD, rows.map(cells)), '', 'slippage: average price against the mid at arrival, positive = worse', ''];
  for (const { name, broken } of checks) {
    lines.push(`${broken.length === 0 ? 'held  ' : 'BROKEN'}  ${name}`);
    for (const fault of broken) lines.push(`          ${fault}`);
  }
  lines.push('', `${rows.length} orders, ${turns} turns, ${decisions} decisions replayed, ${seconds} s`);
  return lines.join('\n');
}
