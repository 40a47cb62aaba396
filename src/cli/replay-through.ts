import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { StrategyName } from '../core/facts';
import { NO_MODEL } from '../run/backtest/compare/trials';
import { outFolder } from '../run/backtest/files';
import { DATA } from '../run/backtest/knowledge';
import { Interrupted } from '../run/backtest/paced';
import { microsOf } from '../run/log-view/moment';
import { registryDir, resolveModel } from '../run/models/resolve';
import { noteComparison } from '../run/models/trials';
import { COMPARED, differenceText } from '../run/through/compare';
import type { ThroughOptions } from '../run/through/options';
import type { PlanReport, ThroughReport } from '../run/through/report';
import { replayThrough } from '../run/through/through';
import { writeThrough } from '../run/through/write';
import { UsageError } from '../run/usage-error';
import { parameter, part, schedule } from './backtest-compare';
import { positiveNumber, timeOption, wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';
import { watchLine } from './through-watch';

/** Options of a replay through the gateway, as they were given. */
export interface ThroughFlags {
  readonly throughGateway?: boolean;
  readonly market?: string;
  readonly trades?: string;
  readonly symbol?: string;
  readonly logMarket?: string[];
  readonly strategy?: StrategyName[];
  readonly param?: ThroughOptions['parameters'];
  readonly rate?: string;
  readonly window?: number;
  readonly model?: string;
  readonly hmm?: string;
  readonly speed?: number;
  readonly start?: string;
  readonly seed?: number;
  readonly latency?: string;
  readonly fees?: string;
  readonly zone?: string;
  readonly sender?: string;
  readonly symbols?: string[];
  readonly out?: string;
  readonly json?: boolean;
}

/** Options that mean nothing to other replays. */
export const THROUGH_ONLY = [
  'market',
  'trades',
  'symbol',
  'logMarket',
  'strategy',
  'param',
  'rate',
  'window',
  'model',
  'hmm',
  'speed',
  'start',
  'seed',
  'latency',
  'fees',
  'sender',
  'symbols',
  'out',
] as const satisfies readonly (keyof ThroughFlags)[];

function pace(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  if (/^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('max, or simulated over real time such as 1 or 10, is needed');
}

/** Adds the options to `replay`: what they do is `--through-gateway`. */
export function throughFlags(command: Command): Command {
  return command
    .option('--through-gateway', "sends the log's parent orders to the gateway again, in a simulated market; needs --market")
    .option(
      '--market <source>',
      'agents, agents:REGIME, lobster:FILE, l2:FILE, quotes:FILE, bars:FILE, or the YAML file of a backtest',
    )
    .option('--trades <file>', 'trades that go with l2: or quotes:')
    .option('--symbol <symbol>', 'whose market a recording is')
    .option('--log-market <files...>', "market data of where the log's orders were worked, as sluice tca --market takes them")
    .option('--strategy <names...>', 'schedules beside the orders as logged', schedule)
    .option('--param <SCHEDULE.Name=value...>', 'a strategy parameter (957) of one schedule; may be repeated', parameter)
    .option('--rate <part>', 'ParticipationRate (849) of POV for orders that name none', part)
    .option(
      '--window <minutes>',
      'window under a schedule of an order that has none and was over at once; else 10',
      positiveNumber,
    )
    .option('--model <file>', 'what ADAPTIVE goes by: an ONNX file, a hash, default or none')
    .option('--hmm <file>', 'the regime filter beside it, its file or default')
    .option('--speed <factor>', 'max, or simulated over real time: 1, 10', pace)
    .option('--start <time>', "when the market begins, in the log's time", timeOption)
    .option('--seed <n>', 'seed of the market', wholeNumber)
    .option('--latency <text>', 'as sluice sim takes it')
    .option('--fees <file>', 'a fee schedule, or none; else default')
    .option('--sender <id>', 'parents of this SenderCompID (49) only')
    .option('--symbols <symbols...>', 'parents in these symbols only');
}

/** Replays logs through the gateway and tells what came of it; the exit code is 1 where something that must hold does not, 130 where it was interrupted. */
export async function runThrough(files: readonly string[], o: ThroughFlags): Promise<void> {
  const options = optionsOf(files, o);
  const out = o.out === undefined ? undefined : outFolder(o.out);
  noteModel(options);
  const bar = progressBar('replayed');
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const watch = Number.isFinite(options.speed) ? watchLine : undefined;
    const told = (what: string, done: number, of: number): void => bar.show(done, of, what === 'read' ? 'bytes' : `s (${what})`);
    const report = await replayThrough({ ...options, out, signal: ending.signal, ...(watch ? { watch } : { told }) });
    bar.end();
    if (out !== undefined) writeThrough(out, report);
    process.stdout.write(o.json ? `${JSON.stringify(report)}\n` : readable(report, out));
    process.exitCode = report.plans.some(p => p.broken.length > 0) ? 1 : 0;
  } catch (error) {
    bar.end();
    if (!(error instanceof Interrupted)) throw error;
    const kept = out === undefined ? '' : `; the journals of the runs so far are whole, in ${out}/runs`;
    process.stderr.write(`sluice: ${error.message}; no report was made${kept}\n`);
    process.exitCode = 130;
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
  }
}

function optionsOf(files: readonly string[], o: ThroughFlags): ThroughOptions {
  const { market, strategy = [], window = 10, start, model, hmm } = o;
  if (market === undefined) throw new UsageError('--through-gateway needs --market: agents, or a recorded market');
  if (files.length === 0)
    throw new UsageError('--through-gateway needs a log: sluice replay LOG --through-gateway --market agents');
  return {
    files,
    market,
    trades: o.trades,
    symbol: o.symbol,
    logMarket: o.logMarket,
    strategies: [...new Set(strategy)],
    parameters: o.param ?? {},
    rate: o.rate ?? '0.1',
    window: Math.round(window * 60e6),
    model,
    hmm,
    speed: o.speed ?? Number.POSITIVE_INFINITY,
    start: start === undefined ? undefined : microsOf(start),
    seed: o.seed,
    latency: o.latency,
    fees: o.fees,
    zone: o.zone,
    sender: o.sender,
    symbols: o.symbols,
  };
}

/** A model that is compared is a trial more of the registry. */
function noteModel({ model, market, strategies, seed = 1, rate, window, parameters }: ThroughOptions): void {
  if (model === undefined || model === NO_MODEL || !strategies.includes('ADAPTIVE')) return;
  const registry = registryDir(DATA);
  const { hash } = resolveModel(model, { role: 'predictor', registry })!;
  const seeds = market.startsWith('agents') ? { first: seed, last: seed } : undefined;
  const terms = { market, seed, strategies, rate, window, parameters };
  noteComparison(registry, { name: `a log in ${market}`, model: hash, terms, seeds }, userInfo().username);
}

function readable(r: ThroughReport, out: string | undefined): string {
  const denied = r.parents.filter(p => p.sluice.outcome === 'denied').slice(0, 3);
  const lines = [
    `${r.log.parents} parents of ${r.log.orders} orders, market ${r.market}, seed ${r.seed}, fees ${r.fees}`,
    ...r.plans.flatMap(planLines),
    'differences with 95 % intervals by a bootstrap over symbols and days, none of fewer than three; costs without fees, below 0 is cheaper',
    ...r.notes,
    ...denied.map(p => `denied ${p.clOrdId} (${p.plan}): ${p.sluice.text}`),
    ...r.plans.flatMap(p => Object.entries(p.alarms).map(([code, n]) => `alarms, ${p.plan}: ${code} ${n}`)),
    ...r.plans.flatMap(p => p.broken.map(line => `BROKEN ${p.plan}: ${line}`)),
    ...(out === undefined ? [] : [`written: ${out}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function planLines({ plan, parents, done, denied, againstLog, againstAsLogged }: PlanReport): string[] {
  const rows = againstLog.map((d, n) => {
    const places = COMPARED[n]!.decimals;
    const more = againstAsLogged ? [differenceText(againstAsLogged[n]!.difference, places)] : [];
    const { observations, clusters } = d.difference;
    return [
      d.figure,
      told(d.log, places),
      told(d.sluice, places),
      differenceText(d.difference, places),
      String(observations),
      String(clusters),
      ...more,
    ];
  });
  const head = [
    'figure',
    'log',
    'Sluice',
    'Sluice less log',
    'n',
    'clusters',
    ...(againstAsLogged ? [`${plan} less as logged`] : []),
  ];
  return ['', `${plan}: ${parents} parents, ${done} done, ${denied} denied`, table(head, rows), ''];
}

const told = (value: number | null, decimals: number): string => value?.toFixed(decimals) ?? '-';
