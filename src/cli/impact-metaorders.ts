import type { Command } from 'commander';
import { PRIOR } from '../core/impact/prior';
import { agentMetaorders } from '../run/impact/agents';
import { writeMetaorders } from '../run/impact/metaorders-file';
import { readModel } from '../run/impact/model-file';
import { REGIME_HELP, weatherOf } from '../run/sim-weather';
import { UsageError } from '../run/usage-error';
import { generateMetaorders } from '../training/impact/generator';
import { positiveNumber, wholeNumber } from './options';

interface Common {
  readonly out: string;
  readonly seed: number;
}
interface GeneratorFlags extends Common {
  readonly truth?: string;
  readonly days: number;
  readonly symbols: number;
  readonly orders: number;
  readonly noise: number;
}
interface AgentFlags extends Common {
  readonly seeds: number;
  readonly orders: number;
  readonly regime: string;
}

/** Orders that are made at once: all are kept in memory. */
const MOST = 2_000_000;

/** `impact metaorders`: synthetic orders to try a fit on. */
export function impactMetaordersCommand(impact: Command): void {
  const metaorders = impact
    .command('metaorders')
    .description('Makes synthetic orders to fit to, as CSV.')
    .addHelpText('after', '\nExample:\n  sluice impact metaorders generator --seed 1 --out orders.csv');
  metaorders
    .command('generator')
    .description('Orders that obey a model exactly, plus noise: what a fit should find again is known.')
    .requiredOption('--out <file>', 'where they go')
    .option('--truth <model>', 'the model that they obey (default: the prior of the literature)')
    .option('--seed <n>', 'seed', wholeNumber, 1)
    .option('--days <n>', 'days, a cluster each', wholeNumber, 300)
    .option('--symbols <n>', 'symbols', wholeNumber, 20)
    .option('--orders <n>', 'orders a symbol and day', wholeNumber, 10)
    .option(
      '--noise <x>',
      'noise; 1 is what a price does that wanders freely, 0.5 what is left without the market',
      positiveNumber,
      0.5,
    )
    .addHelpText('after', '\nExample:\n  sluice impact metaorders generator --seed 1 --out orders.csv')
    .action(generator);
  metaorders
    .command('agents')
    .description("Orders worked on the simulator's agent market, a cluster a seed. It has no true exponent.")
    .requiredOption('--out <file>', 'where they go')
    .option('--seed <n>', 'the first seed', wholeNumber, 1)
    .option('--seeds <n>', 'how many seeds', wholeNumber, 60)
    .option('--orders <n>', 'orders a seed', wholeNumber, 6)
    .option('--regime <name>', `what the market is like: ${REGIME_HELP}`, 'calm')
    .addHelpText('after', '\nExample:\n  sluice impact metaorders agents --seeds 100 --out agents.csv')
    .action(agents);
}

function generator(o: GeneratorFlags): void {
  for (const flag of ['days', 'symbols', 'orders'] as const) if (o[flag] < 1) throw new UsageError(`--${flag}: 1 at least`);
  const all = o.days * o.symbols * o.orders;
  if (all > MOST) throw new UsageError(`--days x --symbols x --orders: ${all} orders, of which there may be ${MOST}`);
  const truth = o.truth === undefined ? PRIOR : readModel(o.truth);
  const orders = generateMetaorders({ ...o, truth });
  writeMetaorders(o.out, orders, `made by a generator, seed ${o.seed}, by ${truth.name} (Y ${truth.y}, delta ${truth.delta})`);
  process.stdout.write(`written: ${o.out}, ${orders.length} orders\n`);
}

function agents(o: AgentFlags): void {
  for (const flag of ['seeds', 'orders'] as const) if (o[flag] < 1) throw new UsageError(`--${flag}: 1 at least`);
  const weather = weatherOf(o.regime);
  const from = { symbol: 'ACME', first: o.seed, seeds: o.seeds, orders: o.orders, weather, daySeconds: PRIOR.daySeconds };
  const orders = [...agentMetaorders(from)];
  writeMetaorders(o.out, orders, `worked on the agent market (${o.regime}), seeds ${o.seed} to ${o.seed + o.seeds - 1}`);
  process.stdout.write(`written: ${o.out}, ${orders.length} orders\n`);
}
