import { z } from 'zod';
import type { Routing, RoutingRule } from '../core/facts';
import type { SessionSettings } from '../fix/settings/settings';
import { destinationsOf, venueNamed, venuesOf } from '../fix/settings/venues';
import type { Mistake } from './config-file';
import { UsageError } from './usage-error';

const names = (what: string) =>
  z.array(z.string(`must be ${what}`).min(1), `must be a list of ${what}`).min(1, `must be a list of ${what}`);

/** `routing` in the config: rules, the first that names a symbol holds. */
export const routingSchema = z.array(
  z.strictObject({
    symbols: names('symbols'),
    venues: names('venue sessions'),
    by: z.enum(['price', 'order'], 'must be price or order').default('price'),
  }),
  'must be a list of rules',
);

/** A rule as it is written: venues by session id or TargetCompID. */
export type RoutingConfig = readonly RoutingRule[];

/** What is wrong with rules: a venue that is none, or stands twice, and a rule that an earlier one keeps from ever holding. */
export function routingMistakes(rules: RoutingConfig, sessions: readonly SessionSettings[] | undefined): Mistake[] {
  const mistakes: Mistake[] = [];
  rules.forEach(({ symbols, venues }, n) => {
    const at = ['routing', String(n)];
    const ids = sessions && venues.map(name => venueNamed(name, sessions));
    ids?.forEach((venue, i) => {
      const place = [...at, 'venues', String(i)];
      if (typeof venue !== 'string') mistakes.push({ at: place, what: venue.wrong });
      else if (ids.indexOf(venue) < i) mistakes.push({ at: place, what: `'${venues[i]}' stands twice` });
    });
    symbols.forEach((symbol, i) => {
      const before = rules.slice(0, n).some(rule => rule.symbols.includes(symbol) || rule.symbols.includes('*'));
      if (before) mistakes.push({ at: [...at, 'symbols', String(i)], what: `'${symbol}' is in a rule before this one` });
    });
  });
  return mistakes;
}

/** How orders are routed, by session ids; undefined with one venue and no rules. Throws UsageError for a rule that names no venue of ours. */
export function routingOf(rules: RoutingConfig | undefined, sessions: readonly SessionSettings[]): Routing | undefined {
  if (rules === undefined && venuesOf(sessions).length < 2) return undefined;
  const mistakes = rules === undefined ? [] : routingMistakes(rules, sessions);
  if (mistakes.length > 0) throw new UsageError(mistakes.map(({ at, what }) => `${at.join('.')}: ${what}`).join('\n'));
  const resolved = rules?.map(rule => ({ ...rule, venues: rule.venues.map(name => venueNamed(name, sessions) as string) }));
  return { ...(resolved && { rules: resolved }), destinations: destinationsOf(sessions) };
}
