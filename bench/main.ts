import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT, VERSION } from '../src/run/version';
import { besides, figure, type Row } from './rows';

/** Every benchmark, in the order of the page: its file, its title, and what is measured. */
const BENCHMARKS = [
  {
    file: 'codec',
    title: 'Codec',
    about:
      'Reading takes bytes to every field in its own type: framing, CheckSum, BodyLength and all checks of the dictionary included. Writing takes fields to bytes. Beside it jspurefix, which parses to an object and encodes from one; its checks are those its session makes, CheckSum included.',
  },
  {
    file: 'matching',
    title: 'Matching',
    about:
      "The simulator's order book on one core: 60 % new orders, 30 % cancels, 10 % that cross. Both books must end equal, or the run fails. Then with one new order in ten an iceberg, hidden, with self-trade prevention, post-only or a stop order; the peer has none of these.",
  },
  {
    file: 'fan-out',
    title: 'Market data fan-out',
    about:
      'The same operations on a symbol of the simulator, as fast as they can be played, while ten FIX sessions of another process read its market data: ten levels a side and trades, published every 50 ms. Beside it the same sessions without a subscription, in pairs that take turns.',
  },
  {
    file: 'pipeline',
    title: 'Pipeline',
    about:
      'The line without sockets and without a disk: three turns an order (order, acknowledgement, fill), through every stage.',
  },
  {
    file: 'risk',
    title: 'Risk',
    about:
      'Every check with every limit set at firm, session, account, strategy and symbol, on an order that passes, with 10,000 open orders in 1,000 symbols. At intake, and when its child is released.',
  },
  {
    file: 'slice',
    title: 'Slices',
    about:
      'One slice of a scheduled order with the market that it reads there already: the cost rule, quantity, price and the child proposed; then the whole turn, from the timer through every stage. 10,000 orders in 100 symbols work at a time.',
  },
  {
    file: 'features',
    title: 'Features',
    about:
      'The features of one symbol on one core: five levels a side, a trade in front of each eighth book. Kept up to date by each update, and with the whole vector read after each.',
  },
  {
    file: 'training',
    title: 'Training',
    about:
      "Boosted trees on rows of a known law with 25 columns of noise, of whose variance 64.5 % can be explained (Friedman 1991), judged on as many rows of another seed; one thread. scikit-learn's HistGradientBoostingRegressor was given exactly these rows and the same trees, leaves and learning rate, apart from this run.",
  },
  {
    file: 'inference',
    title: 'Forecasts',
    about:
      "One question to a learned model, one at a time: from the row to the answer, checks included. In process (the synchronous binding of ONNX Runtime), by a worker (ONNX Runtime in a process of its own), and by the evaluator in TypeScript that stands in where the runtime fails. Beside each `await run()` of the runtime's own interface, on an idle loop.",
  },
  {
    file: 'journal',
    title: 'Journal',
    about:
      'Turns and messages made durable: `process` survives kill -9, `power` survives power loss. The peer writes the same row straight into SQLite, in WAL, one transaction a row, with the synchronous setting that belongs to the mode.',
  },
  {
    file: 'wire',
    title: 'Wire to wire',
    about:
      'A gateway in its own process, over loopback, between an OMS and a venue that fills at once: the order in, the child out, the fill in, the report out. Beside it a Node process that only copies bytes. One load tool plays both ends, on the same machine.',
  },
  {
    file: 'forecast',
    title: 'Learned models beside the line',
    about:
      'What models that fail cost the orders that ask none: the wire benchmark (`process`) with ten adaptive orders that ask ten times a second, without a model (they are their baselines), with one that takes 2 s to answer, and with one whose thread is gone. Ten pairs that take turns; the ratio is the geometric mean of their p99, with its 95 % interval by Student.',
  },
  {
    file: 'regimes',
    title: 'Regimes',
    about:
      "The regime filter that ships, on markets of the simulator's agents that it was not fitted to: calm for twenty minutes, then volatile or crashing. How soon it sees the switch, and how often one that is none. Bars of 5 s.",
  },
  {
    file: 'backtest',
    title: 'A day in a backtest',
    about:
      'One trading day of one symbol, 20 parents, on quotes and trades: files read, run, measured, on one core. A made-up day as busy as BAC of 2013-10-07, and that day itself where SLUICE_DATA has it. First in a new process, then once more in the same one.',
  },
  {
    file: 'backtest-sweep',
    title: 'A sweep',
    about:
      'A thousand short runs of the agents market, ten cells of a hundred seeds, from the first to the written summary: in two threads, beside one. One thread already uses more than one core: V8 compiles and collects beside it.',
  },
  {
    file: 'drop-copy',
    title: 'Drop copy',
    about:
      'What a drop copy session costs the line: the wire benchmark (`process`) with a consumer that reads, one that reads 64 KiB every 50 ms, and one that reads nothing, beside a gateway without a drop copy session. Two copies an order. The quietest of five rounds that take turns.',
  },
  {
    file: 'copies-in',
    title: 'A drop copy that is read',
    about:
      'What it costs the line to read a drop copy of every fill, journal it and compare it with the books: the wire benchmark (`process`), beside a gateway without such a session. The tool makes the copies in both cases. The quietest of five rounds that take turns.',
  },
  {
    file: 'dashboard-clients',
    title: 'Pages of the dashboard',
    about:
      'What twenty pages of the dashboard cost the line, one of which takes nothing: the wire benchmark (`process`) with HTTP on, with and without them. The pages run where nobody else wants the processor (SCHED_IDLE), each shows fifty rows of a blotter that is another one with every frame. Medians of fifteen pairs of turns on five gateways.',
  },
  {
    file: 'logs',
    title: 'Logs of others',
    about:
      "A made-up FIX log as QuickFIX writes them, of about 235 bytes a message: read, cut into messages, BodyLength, CheckSum and every field's form checked, time and direction read, each message told; one core. Then orders, fills and sessions are rebuilt of it. What was told and rebuilt must be what was written.",
  },
  {
    file: 'kill',
    title: 'Kill switch',
    about:
      'A gateway, an OMS and a venue in one process, 1,000 children working: from the command to the last cancel. The latch is fsynced first, in both modes. With a declared rate of 500 cancels a second the second half waits for a second.',
  },
] as const;

const runOne = (file: string): Row[] => {
  const script = join(__dirname, `${file}.js`);
  const out = execFileSync(process.execPath, [script, '--json'], { cwd: PACKAGE_ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(out.toString()) as Row[];
};

const cells = (r: Row): string =>
  [
    r.name,
    `${figure(r.value)} ${r.unit}`.trim(),
    r.peer === undefined ? '' : `${r.peerName}: ${figure(r.peer)} ${r.unit}`.trim(),
    r.ratio === undefined ? '' : besides(r.ratio),
  ].join(' | ');

const section = (title: string, about: string, rows: readonly Row[]): string =>
  `## ${title}\n\n${about}\n\n| what | measured | beside it | |\n|---|---:|---:|---|\n${rows.map(r => `| ${cells(r)} |`).join('\n')}\n`;

/** Runs every benchmark in a process of its own, one after another, and writes docs/benchmarks.md. */
function main(): void {
  const sections = BENCHMARKS.map(({ file, title, about }) => {
    process.stdout.write(`${title} ...\n`);
    const rows = runOne(file);
    for (const r of rows) process.stdout.write(`  ${cells(r)}\n`);
    return section(title, about, rows);
  });
  const machine = `Sluice ${VERSION}, Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`;
  const head = `# Benchmarks

Written by \`npm run bench\`; do not edit. ${machine}.

Medians of rounds that take turns with the peer's, each benchmark in a process of its own. A ratio compares two figures of the same run; read
ratios rather than times, which move with the machine and with whatever else it does.
`;
  const page = join(PACKAGE_ROOT, 'docs', 'benchmarks.md');
  writeFileSync(page, [head, ...sections].join('\n'));
  process.stdout.write(`written: docs/benchmarks.md\n`);
}

main();
