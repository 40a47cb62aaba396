import { parseArgs } from 'node:util';

/** What a soak is asked to do. */
export interface SoakOptions {
  readonly minutes: number;
  /** Parent orders a second. */
  readonly rate: number;
  /** Connections are cut, made deaf and held up, by the seed. */
  readonly faults: boolean;
  /** How often the gateway is killed with SIGKILL and started again, all in the first third: memory is judged behind that. */
  readonly kills: number;
  readonly seed: number;
  readonly json: boolean;
}

export const HELP = `soak: a gateway between an OMS and a venue, under load, watched.

  npm run soak -- [--minutes 30] [--rate 500] [--faults] [--kills 0] [--seed 1] [--json]

  --minutes  how long orders are sent
  --rate     parent orders a second
  --faults   cut connections, lose bytes, stop reading, at moments drawn from the seed
  --kills    kill -9 the gateway so often in the first third, and start it again
  --seed     of orders and faults
  --json     a JSON object a line in place of tables

Exit code: 0 every limit holds, 1 one does not, 2 usage.`;

const FLAGS = {
  minutes: { type: 'string', default: '30' },
  rate: { type: 'string', default: '500' },
  faults: { type: 'boolean', default: false },
  kills: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; 'help' where that is asked for. Throws an Error that names what is wrong. */
export function readOptions(args: readonly string[]): SoakOptions | 'help' {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  if (values.help) return 'help';
  return {
    minutes: numberOf(values.minutes, 'minutes', 0.1, 1440),
    rate: numberOf(values.rate, 'rate', 1, 5000),
    faults: values.faults,
    kills: Math.trunc(numberOf(values.kills, 'kills', 0, 100)),
    seed: Math.trunc(numberOf(values.seed, 'seed', 0, 2 ** 31)),
    json: values.json,
  };
}

function numberOf(text: string, name: string, least: number, most: number): number {
  const n = Number(text);
  if (text.trim() === '' || !(n >= least && n <= most))
    throw new Error(`--${name} must be a number from ${least} to ${most}, not '${text}'`);
  return n;
}
