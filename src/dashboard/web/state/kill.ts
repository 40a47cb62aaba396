import type { State } from './state';

/** Levels of the kill switch, the widest first. */
export const KILL_LEVELS = ['firm', 'venue', 'session', 'account', 'strategy', 'symbol', 'order'] as const;
export type KillLevel = (typeof KILL_LEVELS)[number];

/** What has to be typed to engage a kill. */
export const wordOf = (level: KillLevel, key: string): string => (level === 'firm' ? 'KILL' : `KILL ${key}`.trim());

/** Keys of a level that are on the page. The gateway knows more. What a denied order named is none: there may be no such symbol. */
export function keysOf(level: KillLevel, { sessions, positions, blotter }: State): readonly string[] {
  const orders = [...blotter.rows.values()].filter(o => o.status !== 'Denied');
  const found: Readonly<Record<KillLevel, readonly string[]>> = {
    firm: [],
    venue: [...sessions.values()].filter(s => s.role === 'venue').map(s => s.id),
    session: [...sessions.values()].filter(s => s.role === 'oms').map(s => s.id),
    account: [...[...positions.values()].map(p => p.account), ...orders.map(o => o.account)],
    strategy: orders.map(o => o.strategy),
    symbol: [...[...positions.values()].map(p => p.symbol), ...orders.map(o => o.symbol)],
    order: orders.filter(o => o.open).map(o => o.id),
  };
  return [...new Set(found[level])].filter(key => key !== '');
}
