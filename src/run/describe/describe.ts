import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Weather } from '../../../simulator/market/agents/weather';
import { recordDay } from '../../../simulator/market/facts/day-files';
import { BY_LENGTH, BY_SIZE, type ImpactLaw, impactLaw } from '../../../simulator/market/facts/impact';
import type { Recording } from '../../../simulator/market/facts/recording';
import { recordAgents } from '../../../simulator/market/facts/stage';
import { demoListing } from '../../../simulator/market/instruments';
import { DataError } from '../../core/data-error';
import { UsageError } from '../usage-error';

/** What is described: agent markets, and real days beside them. */
export interface DescribeOptions {
  readonly symbol: string;
  readonly seed: number;
  readonly minutes: number;
  /** Agent markets, by the name their column gets. */
  readonly markets: readonly { readonly name: string; readonly weather: Weather }[];
  /** Files of real days. */
  readonly against: readonly string[];
}

/** Agents first, then the days. Rejects with a UsageError that names the file where one cannot be read. */
export async function recordings(options: DescribeOptions): Promise<Recording[]> {
  const { symbol, seed, minutes } = options;
  const reference = demoListing(symbol).referencePriceTicks;
  const agents = options.markets.map(({ name, weather }) =>
    recordAgents(name, { seed, symbol, reference, start: 0, weather }, minutes),
  );
  const days: Recording[] = [];
  for (const file of options.against) days.push(await readDay(file));
  return [...agents, ...days];
}

/** Reads a day; rejects with a UsageError where the file cannot be read. */
export async function readDay(file: string): Promise<Recording> {
  try {
    return await recordDay(file);
  } catch (error) {
    throw error instanceof DataError ? new UsageError(error.message) : error;
  }
}

/** The days that can be read below a folder, in the order of their names. A folder that is not there has none. */
export function daysBelow(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  const all = new Set(names);
  const whole = (name: string): boolean =>
    (/_message_\d+\.csv(\.gz)?$/.test(name) && all.has(name.replace('_message_', '_orderbook_'))) ||
    (/_quote_ticks\.csv(\.gz)?$/.test(name) && all.has(name.replace('_quote_ticks', '_trade_ticks')));
  return names
    .filter(whole)
    .sort()
    .map(name => join(folder, name));
}

/** The two laws of impact of an agent market. */
export interface Laws {
  readonly seeds: number;
  readonly bySize: ImpactLaw;
  readonly byLength: ImpactLaw;
}

/** Measures both laws over that many seeds; about two seconds each seed. */
export function laws(options: Pick<DescribeOptions, 'symbol' | 'seed'>, weather: Weather, seeds: number): Laws {
  const { symbol, seed } = options;
  const market = { symbol, reference: demoListing(symbol).referencePriceTicks, weather };
  const law = (metaorders: typeof BY_SIZE): ImpactLaw => impactLaw({ market, seeds, first: seed, metaorders });
  return { seeds, bySize: law(BY_SIZE), byLength: law(BY_LENGTH) };
}
