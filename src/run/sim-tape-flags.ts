import { z } from 'zod';
import type { Weather } from '../../simulator/market/agents/weather';
import { IMPACT_FORM, impactOf } from '../../simulator/models/impact/impact-of';
import { queueModelOf } from '../../simulator/models/queue/queue-model';
import { positive } from './decimals';
import type { TapeKind, TapeOptions } from './sim-tape-options';
import { UsageError } from './usage-error';

/** What a user says of a tape; text as it was given. */
export interface TapeFlags {
  readonly lobster?: string | undefined;
  readonly l2?: string | undefined;
  readonly quotes?: string | undefined;
  readonly bars?: string | undefined;
  readonly trades?: string | undefined;
  readonly format?: string | undefined;
  readonly symbol?: string | undefined;
  readonly speed?: number | undefined;
  readonly queue?: string | undefined;
  readonly impact?: string | undefined;
  readonly guests?: boolean | undefined;
}

export const QUEUE_HELP = 'risk-averse, pro-rata, optimistic, log, log-share or power:N';
export const IMPACT_HELP = IMPACT_FORM;

const text = z.string('must be a text').min(1).optional();

/** The same as keys of the config; tick and lot are the instrument's. */
export const tapeSchema = z.strictObject({
  lobster: text,
  l2: text,
  quotes: text,
  bars: text,
  trades: text,
  format: text,
  symbol: text,
  speed: positive.transform(Number).optional(),
  queue: text,
  impact: text,
  guests: z.boolean().optional(),
} satisfies Record<keyof TapeFlags, z.ZodType>);

const KINDS: readonly TapeKind[] = ['lobster', 'l2', 'quotes', 'bars'];
/** What goes with a tape only. */
const BESIDE = ['trades', 'format', 'symbol', 'speed', 'queue', 'impact', 'guests'] as const;

/** How the user calls a flag: an option of the command line, a key of the config. */
export type Called = (flag: string) => string;

/**
 * The tape that the flags ask for; undefined where they ask for none. `agents` are those of the simulator, which guests are like.
 * Throws a UsageError that names the flag.
 */
export function tapeOf(flags: TapeFlags, agents: Agents, called: Called): TapeOptions | undefined {
  const kinds = KINDS.filter(kind => flags[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined) {
    const alone = BESIDE.find(key => flags[key] !== undefined);
    const files = KINDS.map(called).join(', ');
    if (alone) throw new UsageError(`${called(alone)} is about a file to play (${files}), and there is none`);
    return undefined;
  }
  const { symbol, trades, format, speed } = flags;
  if (kinds.length > 1) throw new UsageError(`${kinds.map(called).join(' and ')}: one file to play at a time`);
  if (symbol === undefined) throw new UsageError(`${called(kind)} needs ${called('symbol')}: whose market it is`);
  const guests = flags.guests ? agents : undefined;
  const models = { queue: queueOf(flags.queue, called), impact: impactMaker(flags.impact, called), guests };
  return { kind, file: flags[kind]!, symbol, trades, format, speed, ...models };
}

interface Agents {
  readonly seed: number;
  readonly weather: Weather;
}

function queueOf(text: string | undefined, called: Called): TapeOptions['queue'] {
  if (text === undefined) return undefined;
  const model = queueModelOf(text);
  if (!model) throw new UsageError(`${called('queue')}: '${text}' is not ${QUEUE_HELP}`);
  return model;
}

function impactMaker(text: string | undefined, called: Called): TapeOptions['impact'] {
  if (text === undefined) return undefined;
  try {
    impactOf(text);
  } catch (error) {
    throw new UsageError(`${called('impact')}: ${(error as Error).message}`);
  }
  return () => impactOf(text);
}
