import { basename } from 'node:path';
import type { Command } from 'commander';
import type { FitFigures, ImpactModel } from '../core/impact/model';
import { PRIOR } from '../core/impact/prior';
import { type FitInput, readFitInput } from '../run/impact/fit-input';
import { figuresOn, fitTo, shapesOf, updatedBy } from '../run/impact/fit-models';
import { cautions, FIGURES_HEAD, figureRows, figuresRow, PARAMETER_HEAD, parameterRows } from '../run/impact/fit-report';
import { readModel, writeModel } from '../run/impact/model-file';
import { UsageError } from '../run/usage-error';
import type { OnlineY } from '../training/impact/online';
import { wholeNumber } from './options';
import { table } from './output';

interface Options {
  readonly out: string;
  readonly prior?: string;
  readonly update?: string;
  readonly test?: string;
  readonly with: string[];
  readonly name: string;
  readonly synthetic?: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

/** `impact fit`: a model out of orders. */
export function impactFitCommand(impact: Command): void {
  impact
    .command('fit')
    .description('Fits a model to orders that were worked, or moves the Y of one by new orders.')
    .argument('<input>', 'metaorders (CSV; docs/impact.md has the columns), or the journal.db of a gateway or a backtest')
    .requiredOption('--out <file>', 'where the model goes')
    .option('--prior <model>', 'what is believed before (default: the prior of the literature)')
    .option('--update <model>', 'only move the Y of this model, an order after another, within its trust region')
    .option('--test <file>', 'other orders to test the model on: its figures there are told too')
    .option('--with <factors...>', 'also fit: participation, duration, depth, regime', [])
    .option('--name <name>', 'name of the model; OMSs read it in Text (58)', 'impact-fit')
    .option('--synthetic', 'say in the model that no real order is behind it: the journal is of paper trading or a backtest')
    .option('--seed <n>', 'seed of the bootstrap', wholeNumber, 1)
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice impact metaorders generator --seed 1 --out orders.csv\n  sluice impact metaorders generator --seed 2 --out others.csv\n  sluice impact fit orders.csv --test others.csv --out model.json',
    )
    .action((file: string, o: Options) => run(file, o));
}

function run(file: string, o: Options): void {
  if (o.update !== undefined && (o.prior !== undefined || o.with.length > 0))
    throw new UsageError('--update: goes without --prior and --with: it moves Y and nothing else');
  const before = o.update ?? o.prior;
  const prior = before === undefined ? PRIOR : readModel(before);
  const read = readFitInput(file, prior.daySeconds);
  const input = o.synthetic ? { ...read, synthetic: true } : read;
  const others = o.test === undefined ? undefined : readFitInput(o.test, prior.daySeconds);
  const naming = { name: o.name, source: `${basename(file)}, ${input.orders.length} orders`, seed: o.seed };
  const { model, online } =
    o.update === undefined
      ? { model: fitTo(input, { prior, shapes: shapesOf(o.with), ...naming }), online: undefined }
      : updatedBy(prior, input, naming);
  const tested = others && figuresOn(model, others.orders);
  writeModel(o.out, model);
  if (o.json)
    process.stdout.write(`${JSON.stringify({ model, online, test: tested, notes: input.notes, cautions: cautions(model) })}\n`);
  else process.stdout.write(`${told(model, input, { prior, tested, online })}\nwritten: ${o.out}\n`);
}

interface Beside {
  readonly prior: ImpactModel;
  readonly tested: FitFigures | undefined;
  readonly online: OnlineY | undefined;
}

function told(model: ImpactModel, input: FitInput, { prior, tested, online }: Beside): string {
  const lines = [`${input.orders.length} orders${input.synthetic ? ', synthetic' : ''}`, ...input.notes];
  if (online)
    lines.push(
      `Y ${prior.y.toPrecision(4)} -> ${online.y.toPrecision(4)}${online.held ? ', held by its trust region' : ''}; all else as it was`,
    );
  else lines.push(table(PARAMETER_HEAD, parameterRows(model)));
  const figures = [...(online ? [] : figureRows(model)), ...(tested ? [figuresRow('--test', tested)] : [])];
  if (figures.length > 0) lines.push(table(FIGURES_HEAD, figures));
  if (!online) lines.push(...cautions(model));
  return lines.join('\n');
}
