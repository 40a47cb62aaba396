import type { Command } from 'commander';
import { KILL_LEVELS, type KillLevel, type KillPlace } from '../core/control/kills';
import { UsageError } from '../run/usage-error';

/** One option for each level below the firm. */
export type PlaceFlags = { readonly [L in Exclude<KillLevel, 'firm'>]?: string };

const ABOUT: Readonly<Record<Exclude<KillLevel, 'firm'>, string>> = {
  venue: 'of one venue: its session id, or its TargetCompID',
  session: 'of one OMS session: its id, or its TargetCompID',
  account: 'of one Account (1)',
  strategy: 'of one strategy (DMA, TWAP)',
  symbol: 'of one Symbol (55)',
  order: 'of one order: its OrderID (37), or with a running gateway its ClOrdID',
};
const LEVELS = KILL_LEVELS.filter(level => level !== 'firm');

/** Adds the options that say where. */
export function placeFlags(command: Command): Command {
  for (const level of LEVELS) command.option(`--${level} <name>`, ABOUT[level]);
  return command;
}

/** Where: the firm, or what one of the options names. Throws UsageError where several do. */
export function placeOf(flags: PlaceFlags): KillPlace {
  const told = LEVELS.filter(level => flags[level] !== undefined);
  const level = told[0];
  if (told.length > 1) throw new UsageError(`--${told[1]}: name one level at a time`);
  if (level === undefined) return { level: 'firm', key: '' };
  const key = flags[level]!;
  if (key.trim() === '') throw new UsageError(`--${level}: must not be empty`);
  return { level, key: level === 'strategy' ? key.toUpperCase() : key };
}
