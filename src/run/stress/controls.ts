import type { LimitSpecs } from '../../core/risk/limits';
import type { Audit } from './audit';

/** A risk control under a limit so tight that a scenario must trip it. */
export interface Control {
  /** By the quantity of the order, whole shares at about 100. */
  readonly limits: (qty: number) => LimitSpecs;
  /** Whose order trips it: one on the scenario's own side, or on the other. */
  readonly side: 'same' | 'other';
  /** Whether it bit. */
  readonly fired: (audit: Audit) => boolean;
  readonly about: string;
}

const denied =
  (code: string) =>
  ({ denied: by }: Audit): boolean =>
    (by[code] ?? 0) > 0;

/** By the code of the check. */
export const CONTROLS: Readonly<Record<string, Control>> = {
  DailyLoss: {
    // who buys into a fall holds what loses
    limits: qty => ({ firm: { dailyLoss: { reducing: String(Math.ceil(qty / 8)), halted: String(Math.ceil(qty / 4)) } } }),
    side: 'other',
    fired: ({ states }) => states.includes('HALTED'),
    about: 'a loss of the day of 0.25 for each share ordered halts the firm',
  },
  PriceCollar: {
    limits: () => ({ firm: { priceCollar: { percent: '0.25', against: 'close' } } }),
    side: 'same',
    fired: denied('PriceCollar'),
    about: 'no price more than 0.25 % through the prior close',
  },
  MessageRate: {
    limits: () => ({ firm: { messageRate: { orders: 2, seconds: '60' } } }),
    side: 'same',
    fired: denied('MessageRate'),
    about: 'at most two orders and replaces a minute',
  },
};
