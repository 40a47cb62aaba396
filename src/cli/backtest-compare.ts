import { availableParallelism, userInfo } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { StrategyName } from '../core/facts';
import { STRATEGIES } from '../core/strategies';
import { type CompareReport, compare } from '../run/backtest/compare/compare';
import { compareCells, compareMarkdown, intervalText } from '../run/backtest/compare/table';
import { CALL, type CompareOptions, NO_MODEL } from '../run/backtest/compare/trials';
import { MARGIN, type Verdict } from '../run/backtest/compare/verdicts';
import { csv, outFolder, parentRow, writeResult } from '../run/backtest/files';
import { DATA } from '../run/backtest/knowledge';
import { registryDir, resolveModel } from '../run/models/resolve';
import { type ComparedModel, noteComparison } from '../run/models/trials';
import { UsageError } from '../run/usage-error';
import { positiveNumber, wholeNumber } from './options';
import { table } from './output';
import { progressBar } from './progress';

type Parameters = CompareOptions['parameters'];

interface Options {
  readonly seeds: number;
  readonly seed: number;
  readonly minutes: number;
  readonly qty: number;
  readonly rate: string;
  readonly strategies?: StrategyName[];
  readonly param: Parameters;
  readonly regime: string;
  readonly pick?: number;
  readonly model?: string;
  readonly hmm?: string;
  readonly latency: string;
  readonly fees?: string;
  readonly lobster?: string;
  readonly l2?: string;
  readonly quotes?: string;
  readonly trades?: string;
  readonly symbol: string;
  readonly tapeMinutes: number;
  readonly adv?: number;
  readonly volatility?: number;
  readonly threads: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Every schedule, in the order of the table of strategies. */
const SCHEDULES = Object.values(STRATEGIES)
  .filter(s => s.windowed)
  .map(s => s.name);

export function schedule(text: string, before: StrategyName[] = []): StrategyName[] {
  const found = SCHEDULES.find(name => name === text);
  if (!found) throw new InvalidArgumentError(`one of ${SCHEDULES.join(', ')} is needed`);
  return [...before, found];
}

export function part(text: string): string {
  if (!/^0?\.\d{1,6}$/.test(text) || Number(text) === 0)
    throw new InvalidArgumentError('a part of a whole is needed, such as 0.1');
  return text;
}

/** `IS.RiskAversion=0.0001` */
export function parameter(text: string, before: Parameters): Parameters {
  const found = /^([A-Z]+)\.(\w+)=(.+)$/.exec(text);
  const name = SCHEDULES.find(each => each === found?.[1]);
  if (!found || !name)
    throw new InvalidArgumentError(`SCHEDULE.Name=value is needed, such as ${Object.keys(DEFAULTS)[0]}.RiskAversion=0`);
  return { ...before, [name]: { ...before[name], [found[2]!]: found[3]! } };
}

/** What schedules are given where nobody says otherwise: with its own default IS is a TWAP over so short a window. */
const DEFAULTS: Parameters = { IS: { RiskAversion: '0.001' } };

/** `backtest compare`: every schedule on the same orders. */
export function backtestCompareCommand(backtest: Command): void {
  backtest
    .command('compare')
    .description('Works the same orders by every schedule, each in a market of its own, and compares what came of them.')
    .option('--seeds <n>', "seeds of the agents' market, an order each", wholeNumber, 100)
    .option('--seed <n>', 'the first of them', wholeNumber, 1)
    .option('--minutes <n>', "length of an order's window", positiveNumber, 10)
    .option('--qty <n>', 'quantity of an order, whole lots', wholeNumber, 4000)
    .option('--rate <part>', 'ParticipationRate (849) of POV', part, '0.1')
    .option(
      '--strategies <names...>',
      `${SCHEDULES.join(', ')}; all but ADAPTIVE where none is named, and that too with --model`,
      schedule,
    )
    .option(
      '--param <SCHEDULE.Name=value...>',
      'a strategy parameter (957) of one schedule; may be repeated',
      parameter,
      DEFAULTS,
    )
    .option('--pick <n>', 'hold all against the cheapest baseline too, chosen on so many other seeds', wholeNumber)
    .option('--model <file>', 'what ADAPTIVE goes by, an ONNX file, or none; else the model that ships')
    .option('--hmm <file>', 'the regime filter beside it, its file or default; else none')
    .option('--regime <name>', "the agents' market, as sluice sim takes it", 'calm')
    .option('--latency <text>', 'as sluice sim takes it', 'constant:1ms')
    .option('--fees <file>', 'a fee schedule, as sluice sim takes it, or none; else default: maker 0, taker 0.3 bps')
    .option('--lobster <file>', 'a recorded market in place of agents: LOBSTER messages')
    .option('--l2 <file>', 'the same: book snapshots')
    .option('--quotes <file>', 'the same: quotes')
    .option('--trades <file>', 'trades that go with snapshots or quotes')
    .option('--symbol <symbol>', 'the symbol', 'ACME')
    .option('--tape-minutes <n>', 'how much of the recorded market is played', positiveNumber, 60)
    .option(
      '--adv <n>',
      "average daily volume of the symbol, for what estimates costs; the agents' own where they trade",
      wholeNumber,
    )
    .option('--volatility <percent>', 'daily volatility of the symbol, likewise', positiveNumber)
    .option('--threads <n>', 'threads that share the work', wholeNumber, Math.min(2, availableParallelism()))
    .option('--out <dir>', 'write compare.md, compare.json and parents.csv there')
    .option('--json', 'the report as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice backtest compare --seeds 100 --minutes 10 --out var/compare\n  sluice backtest compare --strategies ADAPTIVE --pick 40 --seeds 200 --regime volatile\n\nExit code: 0 every check holds, 1 one does not, 2 usage.',
    )
    .action(run);
}

async function run(o: Options): Promise<void> {
  const { options, left } = optionsOf(o);
  const out = o.out === undefined ? undefined : outFolder(o.out);
  const compared = comparedModel(options);
  if (compared) noteComparison(registryDir(DATA), compared, userInfo().username);
  const bar = progressBar('compared');
  const report = await compare(options, Math.max(1, o.threads), (done, of) => bar.show(done, of, 'runs'));
  bar.end();
  const told = { ...report, note: [noteOf(options), `Costs: ${report.fees}.`, ...bestText(report)].join('\n') };
  if (out !== undefined) keep(out, told);
  const gain = report.verdicts.find(v => v.strategy === 'ADAPTIVE');
  if (compared && gain)
    noteComparison(registryDir(DATA), compared, userInfo().username, { mean: gain.advantage.mean, sd: gain.sd });
  process.stdout.write(o.json ? `${JSON.stringify(told)}\n` : readable(told, left, out));
  process.exitCode = report.checks.every(c => c.ok) ? 0 : 1;
}

/** A model that is compared is a trial more of the registry, and has looked at the markets that it is compared in; undefined: there is none. */
function comparedModel(options: CompareOptions): ComparedModel | undefined {
  const { model: spec = 'default', regime, seed, seeds, strategies, tape } = options;
  if (!strategies.includes('ADAPTIVE') || spec === NO_MODEL) return undefined;
  const { hash } = resolveModel(spec, { role: 'predictor', registry: registryDir(DATA) })!;
  const last = seed + seeds - 1;
  const name = tape ? `recorded, ${options.instrument.symbol}` : `${regime}, seeds ${seed} to ${last}`;
  return { name, model: hash, terms: { ...options, model: undefined }, seeds: tape ? undefined : { first: seed, last } };
}

function optionsOf(o: Options): { options: CompareOptions; left: StrategyName[] } {
  const { lobster, l2, quotes, trades, symbol } = o;
  const taped = lobster ?? l2 ?? quotes;
  if (taped === undefined && trades !== undefined) throw new UsageError('--trades go with --l2 or --quotes');
  if (o.seeds < 1 || o.qty < 1) throw new UsageError('--seeds and --qty: at least 1');
  if (o.pick !== undefined && (o.pick < 1 || taped !== undefined))
    throw new UsageError("--pick: at least 1, and of the agents' market: a recorded one has no other seeds");
  const wanted = o.strategies ?? SCHEDULES.filter(name => name !== 'ADAPTIVE' || o.model !== undefined);
  if (o.model !== undefined && o.model !== NO_MODEL && !wanted.includes('ADAPTIVE'))
    throw new UsageError('--model: only ADAPTIVE goes by one: name it among --strategies');
  // a recorded market has no closing auction to go to
  const left: StrategyName[] = taped === undefined ? [] : wanted.filter(name => name === 'CLOSE');
  const strategies = wanted.filter(name => !left.includes(name));
  if (strategies.length === 0)
    throw new UsageError('--strategies: CLOSE needs a closing auction, and a recorded market has none');
  if (strategies.includes('CLOSE') && minutes(o.minutes) <= CALL)
    throw new UsageError(`--minutes: CLOSE needs more than the ${CALL / 60_000_000} minute that its auction collects orders for`);
  const tape =
    taped === undefined ? undefined : { flags: { lobster, l2, quotes, trades, symbol }, length: minutes(o.tapeMinutes) };
  const options: CompareOptions = {
    seed: o.seed,
    seeds: o.seeds,
    strategies,
    instrument: { symbol, tick: '0.01', lot: '1', ...sizeOf(o, taped === undefined) },
    qty: String(o.qty),
    rate: o.rate,
    window: minutes(o.minutes),
    regime: o.regime,
    pick: o.pick,
    model: o.model,
    hmm: o.hmm,
    latency: o.latency,
    fees: o.fees,
    parameters: o.param,
    tape,
  };
  return { options, left };
}

/** About what the calm market trades in 6.5 hours, and how far it moves in percent: what an impact model asks of an instrument. */
const AGENTS = { adv: '2700000', volatility: '0.65' };

const sizeOf = ({ adv, volatility }: Options, byAgents: boolean) => ({
  ...(byAgents && AGENTS),
  ...(adv !== undefined && { adv: String(adv) }),
  ...(volatility !== undefined && { volatility: String(volatility) }),
});

const minutes = (n: number): number => Math.round(n * 60_000_000);

/** What the intervals mean, and what they do not. */
const noteOf = ({ tape, seeds }: CompareOptions): string =>
  tape
    ? 'One recorded hour is a description, not a sample: windows overlap and share its market, and the tape does not react. Intervals are by window.'
    : `Means over ${seeds} seeds of the agents' market with 95 % intervals by a bootstrap over seeds (2,000 draws; below 30 seeds wild-t). A made-up market: it says how schedules compare there.`;

/** Which baseline was the cheapest elsewhere, and how the others stand to it. */
function bestText({ best, verdicts }: CompareReport): string[] {
  if (!best) return [];
  const means = best.means.map(([name, isBps]) => `${name} ${isBps.toFixed(2)}`).join(', ');
  return [
    `Best baseline: ${best.strategy}, by the mean IS in bps on seeds ${best.seeds[0]} to ${best.seeds[1]}, of which none is compared on: ${means}.`,
    ...verdicts.map(
      v =>
        `${v.strategy} against ${best.strategy}: ${VERDICTS[v.verdict]}, ${intervalText(v.advantage, 3)} bps cheaper, p ${v.p.toFixed(3)}; half-width ${v.halfWidth.toFixed(3)}, ` +
        `standard deviation a seed ${v.sd.toFixed(2)}: to find ${MARGIN} bps takes ${v.clustersNeeded} seeds.`,
    ),
  ];
}

const VERDICTS: Readonly<Record<Verdict['verdict'], string>> = {
  better: 'cheaper',
  'not worse': `not dearer by more than ${MARGIN} bps`,
  worse: 'dearer',
  open: `too few seeds to tell whether it is dearer by ${MARGIN} bps`,
};

function keep(out: string, report: CompareReport & { note: string }): void {
  const checks = report.checks.map(c => `- ${c.ok ? 'holds' : 'DOES NOT HOLD'}: ${c.what} (${c.found})\n`).join('');
  writeResult(out, 'compare.md', `${compareMarkdown(report.rows)}\n${report.note}\n\n${checks}`);
  const { seconds: _, parents: __, ...rest } = report;
  writeResult(out, 'compare.json', `${JSON.stringify(rest, undefined, 1)}\n`);
  writeResult(out, 'parents.csv', csv(report.parents.map(parentRow)));
}

function readable(r: CompareReport & { note: string }, left: readonly StrategyName[], out: string | undefined): string {
  const { head, cells } = compareCells(r.rows);
  const lines = [
    table(head, cells),
    r.note,
    ...left.map(name => `${name} was left out: a recorded market has no closing auction`),
    ...r.checks.map(c => `${c.ok ? 'ok    ' : 'FAILED'} ${c.what}: ${c.found}`),
    `${r.parents.length} parents, ${Math.round(r.simulatedSeconds)} s simulated in ${r.seconds.toFixed(1)} s ` +
      `(${Math.round(r.simulatedSeconds / r.seconds)} times as fast, ${(r.parents.length / r.seconds).toFixed(1)} parents/s)`,
    ...(out === undefined ? [] : [`written: ${out}`]),
  ];
  return `${lines.join('\n')}\n`;
}
