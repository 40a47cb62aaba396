import type { Command } from 'commander';
import { type BacktestReport, backtest } from '../run/backtest/backtest';
import { backtestText, parseBacktest, parseSweep } from '../run/backtest/config';
import { FIGURES } from '../run/backtest/summary';
import { UsageError } from '../run/usage-error';
import { backtestCompareCommand } from './backtest-compare';
import { backtestParityCommand } from './backtest-parity';
import { backtestStressCommand } from './backtest-stress';
import { runSweep, type SweepFlags } from './backtest-sweep';
import { wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';

/** `backtest`: parent orders against a market in process, faster than time. */
export function backtestCommand(program: Command): void {
  const command = program
    .command('backtest')
    .argument('<config>', 'YAML file: the market, the parents, latencies, fees (docs/backtest.md)')
    .description('Runs parent orders through the same line as live against a market in process, under a clock that jumps.')
    .option('--out <dir>', 'write journal.db, parents.csv, report.json and report.html there')
    .option('--seed <n>', "seed in place of the file's", wholeNumber)
    .option('--threads <n>', 'threads that share a sweep', wholeNumber)
    .option('--fresh', 'throw away the runs of a sweep that are in --out; else it goes on with what is missing')
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice backtest docs/backtest-example.yaml --out var/backtest\n  sluice replay --journal var/backtest/journal.db' +
        '\n\nExit code: 0 done, 1 something must hold and does not, 2 usage.',
    )
    .action(run);
  backtestCompareCommand(command);
  backtestParityCommand(command);
  backtestStressCommand(command);
}

async function run(path: string, flags: SweepFlags): Promise<void> {
  const text = backtestText(path);
  const sweep = parseSweep(path, text);
  if (sweep) return runSweep({ path, text, sweep }, flags);
  const { out, seed, threads, fresh, json } = flags;
  if (threads !== undefined || fresh) throw new UsageError(`--threads, --fresh: are about a sweep, and ${path} has none`);
  const config = parseBacktest(path, text, seed);
  const bar = progressBar('simulated');
  const report = await backtest(config, { out, progress: since => bar.show(since / 1e6, config.length / 1e6, 's') });
  bar.end();
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : readable(report, out));
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}

const PINNED = 'a bridge through bars, drawn towards known ends: what is measured there says nothing of a schedule';

function readable(r: BacktestReport, out: string | undefined): string {
  const shown = FIGURES.filter(f => !f.inReports);
  const head = ['strategy', 'parents', 'done', 'denied', ...shown.map(f => f.name)];
  const rows = r.strategies.map(s => [
    s.strategy,
    String(s.parents),
    String(s.done),
    String(s.denied),
    ...shown.map(f => s.means[f.name]?.toFixed(f.decimals) ?? '-'),
  ]);
  const alarms = Object.entries(r.alarms).map(([code, n]) => `${code} ${n}`);
  const denied = r.parents.filter(p => p.outcome === 'denied').slice(0, 3);
  const lines = [
    table(head, rows),
    `costs: ${r.fees}`,
    ...(r.notes ?? []),
    'means over the parents of one run: one seed is one observation, so there is no interval (see sluice backtest compare)',
    ...denied.map(p => `denied ${p.clOrdId}: ${p.text}`),
    ...(alarms.length > 0 ? [`alarms: ${alarms.join(', ')}`] : []),
    ...(r.skipped.events > 0 ? [`left out of the replayed file: ${r.skipped.events} events, first ${r.skipped.first}`] : []),
    ...(r.pinned.length > 0 ? [`${r.pinned.join(', ')}: ${PINNED}`] : []),
    ...r.broken.map(line => `BROKEN ${line}`),
    `${r.turns} turns, ${Math.round(r.simulatedSeconds)} s simulated in ${r.seconds.toFixed(1)} s ` +
      `(${Math.round(r.simulatedSeconds / r.seconds)} times as fast), journal digest ${r.digest.slice(0, 16)}`,
    ...(out === undefined ? [] : [`written: ${out}`]),
  ];
  return `${lines.join('\n')}\n`;
}
