import type { Scope } from '../../validation/report';
import { UsageError } from '../usage-error';

/** Bounds that a certificate is to have, where they are tighter than the report's. */
export type Narrowing = Partial<Omit<Scope, 'maxBand' | 'maxWindow'>>;

/** The scope of a report, made smaller. Throws a UsageError where a bound would be wider than what was shown. */
export function narrowed(shown: Scope, to: Narrowing): Scope {
  const { venue = shown.venue, maxQty = Math.floor(shown.maxQty) } = to;
  if (venue === 'live' && shown.venue !== 'live')
    throw new UsageError(
      '--venue live: the report is about the simulator only, and a certificate only narrows what a report shows',
    );
  if (maxQty > shown.maxQty) throw new UsageError(`--max-qty ${maxQty}: the report goes up to ${shown.maxQty}`);
  if (maxQty < 1) throw new UsageError(`the largest order must be 1 or more, and the report goes up to ${shown.maxQty}`);
  const symbols = within('symbols', shown.symbols, to.symbols);
  if (venue === 'live' && symbols.includes('*'))
    throw new UsageError('--symbols: for a real venue name the symbols: a report that says `*` has tried none of them by name');
  const { maxBand, maxWindow } = shown;
  return {
    venue,
    maxQty,
    maxBand,
    maxWindow: Math.floor(maxWindow),
    symbols,
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
