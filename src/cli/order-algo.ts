import type { Command } from 'commander';
import { STRATEGIES, type Strategy } from '../core/strategies';
import type { NewOrder } from '../run/order-client-messages';
import { UsageError } from '../run/usage-error';
import { decimalAboveZero, oneOf, seconds, utcTime } from './order-input';

/** What says how an order is worked. */
export interface AlgoFlags {
  readonly algo?: string;
  readonly over?: string;
  readonly start?: string;
  readonly end?: string;
  readonly slot?: string;
  readonly rate?: string;
  readonly param?: readonly string[];
}

/** Every strategy that slices, by the word it is asked for by. */
const ALGOS: Readonly<Record<string, Strategy>> = Object.fromEntries(
  Object.values(STRATEGIES)
    .filter(s => s.windowed)
    .map(s => [s.name.toLowerCase(), s]),
);

export const withAlgo = (command: Command): Command =>
  command
    .option('--algo <name>', `${Object.keys(ALGOS).join(', ')}; without one the order is passed through to the venue`)
    .option('--over <time>', 'how long it is worked: 30s, 5m, 1h')
    .option('--start <utc>', 'when it starts (default: now)')
    .option('--end <utc>', 'when it ends, in place of --over')
    .option('--slot <time>', 'length of one of its slots')
    .option('--rate <part>', 'part of the volume: what a pov aims at, what another may be (0.1 is 10 %)')
    .option('--param <name=value>', 'a parameter of the strategy, such as Style=passive; may be repeated', collected);

const collected = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

type Worked = Pick<NewOrder, 'strategy' | 'parameters' | 'rate' | 'effectiveTime' | 'expireTime'>;

/** The strategy that the options ask for, with its window and parameters. Throws UsageError naming the option that is wrong. `now`: ms since 1970. */
export function workedBy(o: AlgoFlags, now: number): Worked {
  if (o.algo === undefined) {
    for (const name of ['over', 'start', 'end', 'slot', 'rate', 'param'] as const)
      if (o[name] !== undefined) throw new UsageError(`--${name}: goes with --algo, such as --algo twap`);
    return {};
  }
  const strategy = oneOf('--algo', o.algo, ALGOS);
  const algo = strategy.name.toLowerCase();
  if (o.over !== undefined && o.end !== undefined) throw new UsageError('--end: give either --end or --over');
  const named = namedParameters(strategy, o.param ?? []);
  const hasEnd = o.over !== undefined || o.end !== undefined || named['Duration'] !== undefined;
  if (!hasEnd && !strategy.endsByItself) throw new UsageError(`--over: a ${algo} needs --over (30s, 5m, 1h) or --end`);
  const parameters = { ...named };
  if (o.over !== undefined) parameters['Duration'] = seconds('--over', o.over);
  if (o.slot !== undefined) parameters['SlotSeconds'] = seconds('--slot', o.slot);
  return { strategy: strategy.code, parameters, rate: rateOf(strategy, o.rate), ...timesOf(o, now) };
}

function rateOf(strategy: Strategy, text: string | undefined): string | undefined {
  if (text === undefined) {
    if (strategy.rate !== 'target') return undefined;
    throw new UsageError(`--rate: a ${strategy.name.toLowerCase()} needs a part of the volume, such as 0.1 for 10 %`);
  }
  const rate = decimalAboveZero('--rate', text);
  if (Number(rate) > 1) throw new UsageError(`--rate: '${text}' is more than the whole volume: 0.1 is 10 %`);
  return rate;
}

function namedParameters(strategy: Strategy, given: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {};
  for (const text of given) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(equals, 0));
    if (name === '') throw new UsageError(`--param: '${text}' is not Name=value`);
    if (!strategy.parameters.some(p => p.name === name))
      throw new UsageError(
        `--param: '${name}' is no parameter of ${strategy.name}, which takes ${strategy.parameters.map(p => p.name).join(', ')}`,
      );
    if (named[name] !== undefined) throw new UsageError(`--param: '${name}' is given twice`);
    named[name] = text.slice(equals + 1);
  }
  return named;
}

function timesOf({ start, end }: AlgoFlags, now: number): Pick<Worked, 'effectiveTime' | 'expireTime'> {
  const effectiveTime = start === undefined ? undefined : utcTime('--start', start, now);
  const expireTime = end === undefined ? undefined : utcTime('--end', end, now);
  if (expireTime !== undefined && expireTime <= now * 1000) throw new UsageError(`--end: '${end}' has passed`);
  if (expireTime !== undefined && effectiveTime !== undefined && effectiveTime >= expireTime)
    throw new UsageError(`--start: '${start}' is not before --end '${end}'`);
  return { effectiveTime, expireTime };
}
