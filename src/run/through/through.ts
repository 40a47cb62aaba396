import { basename, join } from 'node:path';
import { modelsOf } from '../backtest/compare/trials';
import type { WorldConfig } from '../backtest/config';
import { feesText } from '../backtest/fees';
import { type MarketOfFiles, marketOfFiles } from '../tca/market-files';
import { UsageError } from '../usage-error';
import { againstAsLogged, againstLog } from './compare';
import { logPricesOf } from './log-prices';
import type { ThroughOptions } from './options';
import type { LoggedParent } from './parents';
import { type PlanName, workedBy } from './plans';
import { type PlayedStretch, type Playing, playStretch } from './play';
import { type Prices, pricesOfQuotes } from './prices';
import { type ReadLog, readLog } from './read';
import { recordOfReplay } from './record';
import { remarks, windowsOf } from './remarks';
import type { ComparedParent, PlanReport, ThroughReport } from './report';
import { comparedOf } from './row';
import { sameMarket } from './same-market';
import { type Source, sourceOf } from './source';
import { type Stretch, stretchesOf } from './stretches';

/**
 * Replays the parents of a log through the line of the gateway against a market in process, as they were logged and by each schedule asked for, and holds what came of it against what
 * the log says. Nothing is connected to: there is no session, no socket and no settings file. The report has no time of day in it: the same terms give the same bytes. Rejects with a
 * UsageError where a file or an option cannot be used, with Interrupted where the signal is aborted.
 */
export async function replayThrough(options: ThroughOptions): Promise<ThroughReport> {
  const { files, told, signal } = options;
  const log = await readLog(files, { ...options, stop: signal, told: told && ((bytes, of) => told('read', bytes, of)) });
  const symbols = [...new Set(log.parents.map(p => p.happened.symbol))];
  const source = sourceOf(options, symbols, log.seen);
  const { parents, notes } = tradedIn(source, log.parents);
  const { stretches, notes: outside } = stretchesOf(parents, source, options.window);
  const plans: PlanName[] = ['as logged', ...options.strategies];
  const played: PlayedStretch[][] = [];
  const worlds = plans.map(plan => worldOf(plan, parents, source, options));
  for (const [p, plan] of plans.entries()) played.push(await playPlan(plan, stretches, worlds[p]!, options));
  const same = sameMarket(
    stretches.map((s, n) => ({ parents: s.parents, witness: played[0]![n]!.witness })),
    { tick: ticksOf(source.world), madeUp: source.madeUp },
  );
  const { markets, notes: unread } = await filesOf(options, parents);
  const prices = logPricesOf({ same, asLogged: played[0]!, files: markets, inLog: log.market }, symbols);
  const compared = plans.map((plan, p) => comparedIn(plan, stretches, played[p]!, prices.of));
  const { seed } = source.world;
  return {
    run: await recordOfReplay(options, source, worlds),
    seed,
    market: basename(options.market),
    fees: feesText(source.world.fees),
    log: { ...logOf(log), parents: parents.length, stretches: stretches.length },
    sameMarket: same,
    logPrices: prices.from,
    notes: [
      ...log.notes,
      ...source.notes,
      ...notes,
      ...outside,
      ...unread,
      ...remarks({ same, from: prices.from, options }, parents, played),
    ],
    plans: plans.map((plan, p) => planReport(plan, compared[p]!, p === 0 ? undefined : compared[0]!, { runs: played[p]!, seed })),
    parents: compared.flat(),
  };
}

/** Market data of where the log's orders were worked, where there are files of it. */
const filesOf = async ({ logMarket }: ThroughOptions, parents: readonly LoggedParent[]): Promise<MarketOfFiles> =>
  logMarket ? marketOfFiles({ market: logMarket }, windowsOf(parents)) : { markets: new Map(), notes: [] };

/** Parents in whose symbol somebody trades. */
function tradedIn({ symbols }: Source, all: readonly LoggedParent[]): { parents: readonly LoggedParent[]; notes: string[] } {
  const parents = all.filter(p => symbols.includes(p.happened.symbol));
  const left = all.length - parents.length;
  if (parents.length === 0)
    throw new UsageError(
      `--market: nobody trades in ${[...new Set(all.map(p => p.happened.symbol))].slice(0, 10).join(', ')} there`,
    );
  return { parents, notes: left > 0 ? [`left out: ${left} orders in symbols that nobody trades in this market`] : [] };
}

async function playPlan(
  plan: PlanName,
  stretches: readonly Stretch[],
  world: WorldConfig,
  options: ThroughOptions,
): Promise<PlayedStretch[]> {
  const { speed, signal, told, watch, out } = options;
  const played: PlayedStretch[] = [];
  for (const [n, stretch] of stretches.entries()) {
    const what = stretches.length > 1 ? `${plan}, ${n + 1} of ${stretches.length}` : plan;
    const playing: Playing = {
      world,
      terms: options,
      speed,
      signal,
      told: (since, of) => told?.(what, since / 1e6, of / 1e6),
      watch: watch && ((turn, books) => watch(plan, turn, books)),
    };
    const folder = out === undefined ? undefined : join(out, 'runs', `${plan.replace(' ', '-')}-${n + 1}`);
    played.push(await playStretch(stretch, plan, playing, folder));
  }
  return played;
}

/** The market for a plan: an adaptive order needs its models, others need none but those of the market's file. */
function worldOf(
  plan: PlanName,
  parents: readonly LoggedParent[],
  { world }: Source,
  { model, hmm }: ThroughOptions,
): WorldConfig {
  const adapts = plan === 'ADAPTIVE' || (plan === 'as logged' && parents.some(p => workedBy(p.order) === 'ADAPTIVE'));
  if (!adapts) return world;
  if (model !== undefined || hmm !== undefined) return { ...world, models: modelsOf({ model, hmm }) };
  return plan === 'ADAPTIVE' ? { ...world, models: world.models ?? modelsOf({}) } : world;
}

function comparedIn(
  plan: PlanName,
  stretches: readonly Stretch[],
  played: readonly PlayedStretch[],
  ofLog: (symbol: string, stretch: number) => Prices | undefined,
): ComparedParent[] {
  return stretches.flatMap(({ parents }, n) =>
    parents.map((parent, i) => {
      const { symbol } = parent.happened;
      const { witness, parents: own } = played[n]!;
      return comparedOf(parent, own[i]!, plan, { ofLog: ofLog(symbol, n), ofRun: pricesOfQuotes(witness.of(symbol).quotes) });
    }),
  );
}

function planReport(
  plan: PlanName,
  parents: readonly ComparedParent[],
  asLogged: readonly ComparedParent[] | undefined,
  { runs, seed }: { readonly runs: readonly PlayedStretch[]; readonly seed: number },
): PlanReport {
  const alarms: Record<string, number> = {};
  for (const run of runs) for (const [code, n] of run.alarms) alarms[code] = (alarms[code] ?? 0) + n;
  const count = (outcome: string): number => parents.filter(row => row.sluice.outcome === outcome).length;
  return {
    plan,
    parents: parents.length,
    done: count('done'),
    denied: count('denied'),
    againstLog: againstLog(parents, seed),
    ...(asLogged && { againstAsLogged: againstAsLogged(parents, asLogged, seed) }),
    alarms,
    broken: runs.flatMap(run => run.broken),
    digests: runs.map(run => run.digest),
    simulatedSeconds: runs.reduce((sum, run) => sum + run.simulated / 1e6, 0),
  };
}

const logOf = ({ counts, orders }: ReadLog) => ({
  files: counts.files.map(({ file, messages, damaged }) => ({ file: basename(file), messages, damaged })),
  orders,
});

const ticksOf = ({ instruments }: WorldConfig) => {
  const ticks = new Map(instruments.map(i => [i.symbol, Number(i.tick)]));
  return (symbol: string): number => ticks.get(symbol) ?? 0;
};
