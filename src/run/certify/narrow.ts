import type { Scope } from '../../validation/report';
import { UsageError } from '../usage-error';

/** Bounds that a certificate is to have, where they are tighter than the report's. */
export type Narrowing = Partial<Scope>;

/** The scope of a report, made smaller. Throws a UsageError where a bound would be wider than what was shown. */
export function narrowed(shown: Scope, to: Narrowing): Scope {
  const { venue = shown.venue, maxQty = Math.floor(shown.maxQty) } = to;
  if (venue === 'live' && shown.venue !== 'live')
    throw new UsageError(
      '--venue live: the report is about the simulator only, and a certificate only narrows what a report shows',
    );
  if (maxQty > shown.maxQty) throw new UsageError(`--max-qty ${maxQty}: the report goes up to ${shown.maxQty}`);
  if (maxQty < 1) throw new UsageError(`the largest order must be 1 or more, and the report goes up to ${shown.maxQty}`);
  return {
    venue,
    maxQty,
    symbols: within('symbols', shown.symbols, to.symbols),
    regimes: within('regimes', shown.regimes, to.regimes),
  };
}

function within(flag: string, shown: readonly string[], to: readonly string[] | undefined): readonly string[] {
  if (to === undefined) return shown;
  const beyond = shown.includes('*') ? [] : to.filter(name => !shown.includes(name));
  if (to.length === 0 || beyond.length > 0)
    throw new UsageError(
      `--${flag} ${to.join(',')}: the report is about ${shown.join(', ')}${beyond.length > 0 ? `, and not about ${beyond.join(', ')}` : ''}`,
    );
  return to;
}
