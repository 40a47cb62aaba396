import { type Command, InvalidArgumentError } from 'commander';
import { explain, partHead, partRows } from '../run/impact/explain';
import { readModel } from '../run/impact/model-file';
import { seconds } from './order-input';
import { table } from './output';

interface Options {
  readonly qty: number;
  readonly adv: number;
  readonly volatility: number;
  readonly spread: number;
  readonly over?: string;
  readonly price?: number;
  readonly touch?: number;
  readonly regime?: string;
  readonly earlier?: number;
  readonly outstanding?: number;
  readonly json?: boolean;
}

/** A number, `1e6` too; `least` excluded. */
const above = (text: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('a number above zero is needed');
  return value;
};
const anyNumber = (text: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('a number is needed');
  return value;
};
const notBelow = (text: string): number => {
  const value = anyNumber(text);
  if (value < 0) throw new InvalidArgumentError('a number at or above zero is needed');
  return value;
};

/** `impact explain`: a cost, part by part. */
export function impactExplainCommand(impact: Command): void {
  impact
    .command('explain')
    .description('What an order is expected to cost by a model, part by part.')
    .argument('<model>', 'the model file')
    .requiredOption('--qty <n>', 'quantity of the order', above)
    .requiredOption('--adv <n>', 'average daily volume, in quantity', above)
    .requiredOption('--volatility <percent>', 'of a day, per cent', above)
    .requiredOption('--spread <bps>', 'whole spread, bps of the mid', notBelow)
    .option('--over <time>', 'how long it is worked: 30s, 5m, 1h (default: at once)')
    .option('--price <px>', 'mid price: tells money beside bps, and the parameters of an Almgren-Chriss schedule', above)
    .option('--touch <n>', 'quantity at the touch', above)
    .option('--regime <name>', 'a regime that the model knows')
    .option('--earlier <bps>', 'what earlier orders left at arrival; above 0 where it makes this one dearer', anyNumber)
    .option('--outstanding <n>', 'shares outstanding: tells the cost by Almgren et al. (2005) beside it', above)
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  sluice impact explain models/impact-prior.json --qty 10000 --adv 1e6 --volatility 2 --spread 5 --over 30m --price 100',
    )
    .action((file: string, o: Options) => run(file, o));
}

function run(file: string, o: Options): void {
  const { qty, price } = o;
  const duration = o.over === undefined ? 0 : Number(seconds('--over', o.over));
  const found = explain(readModel(file), { ...o, volatility: o.volatility / 100, duration });
  const value = price === undefined ? undefined : qty * price;
  if (o.json) {
    process.stdout.write(`${JSON.stringify({ ...found, value })}\n`);
    return;
  }
  const { parts, almgren, almgrenChriss, participation } = found;
  const lines = [
    `${found.model}: ${found.source}`,
    `${(found.query.size * 100).toPrecision(3)} % of a day's volume${duration > 0 ? `, ${(participation * 100).toPrecision(3)} % of the volume while it is worked` : ', at once'}`,
    table(partHead(value), partRows(parts, value)),
  ];
  if (almgren)
    lines.push(
      `Almgren et al. (2005): ${almgren.cost.toFixed(2)} bps = ${almgren.permanent.toFixed(2)} / 2 permanent + ${almgren.temporary.toFixed(2)} temporary`,
    );
  if (almgrenChriss) {
    const { eta, gamma, sigma } = almgrenChriss;
    lines.push(
      `Almgren-Chriss: eta ${eta.toPrecision(4)} per (unit a second), gamma ${gamma.toPrecision(4)} a unit, sigma ${sigma.toPrecision(4)} a root second (price)`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
