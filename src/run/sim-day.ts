import { TRADING_STATUSES } from '../../simulator/fix/trading-status';
import type { BandRules } from '../../simulator/market/bands';
import type { TradingStatus } from '../../simulator/market/market';
import { NEXT } from '../../simulator/market/status';
import type { Micros } from '../core/numbers';
import { DURATION_FORM, durationMicros } from './duration';
import { UsageError } from './usage-error';

/** What a symbol starts in, and what it changes to how long after the start, earliest first. */
export interface TradingDay {
  readonly status: TradingStatus;
  readonly steps: readonly { readonly after: Micros; readonly to: TradingStatus }[];
}

/** How a day is said. */
export const DAY_FORM = 'STATUS@TIME,... since the start, such as opening@0s,trading@30s,closing@10m,closed@11m';

/** Reads the phases of a day. Without one at the start it starts in trading. Throws a UsageError that names `field` and the phase. */
export function readDay(field: string, text: string): TradingDay {
  const steps = text.split(',').map(part => readStep(field, part));
  const first = steps[0]!;
  const status = first.after === 0 ? first.to : 'trading';
  const later = first.after === 0 ? steps.slice(1) : steps;
  let before: { after: Micros; to: TradingStatus } = { after: 0, to: status };
  for (const step of later) {
    if (step.after <= before.after) throw new UsageError(`${field}: ${step.to} is not after ${before.to}`);
    if (!NEXT[before.to].includes(step.to))
      throw new UsageError(`${field}: from ${before.to} there is a way to ${NEXT[before.to].join(', ')}, not to ${step.to}`);
    before = step;
  }
  return { status, steps: later };
}

function readStep(field: string, text: string): { after: Micros; to: TradingStatus } {
  const [name = '', time = '', ...more] = text.split('@');
  const to = TRADING_STATUSES.find(each => each === name);
  const after = durationMicros(time);
  if (more.length > 0 || time === '') throw new UsageError(`${field}: '${text}' is not ${DAY_FORM}`);
  if (!to) throw new UsageError(`${field}: '${name}' is no status: ${TRADING_STATUSES.join(', ')}`);
  if (after === undefined) throw new UsageError(`${field}: '${time}' is not ${DURATION_FORM}`);
  return { after, to };
}

/** Reads the tier of price bands. Throws a UsageError that names `field`. */
export function readBands(field: string, text: string): BandRules {
  if (text === '1' || text === '2') return { tier: text === '1' ? 1 : 2 };
  throw new UsageError(`${field}: '${text}' is no tier: 1 or 2`);
}
