import type { Micros } from '../../../core/numbers';
import { bySymbol, type Rule, secondsText } from '../rule';

/**
 * Orders deleted just after they were added, as Hasbrouck & Saar (2009), "Technology and liquidity provision: the blurring of traditional
 * definitions", Journal of Financial Markets 12, 143-172, count them: within two seconds. By the recorder's clock where there is one.
 */
export const fleetingOrder: Rule<'orders'> = {
  name: 'fleeting-order',
  version: 1,
  kinds: ['orders'],
  about: 'an order deleted within 2 s of being added, nothing done: its deletion is flagged',
  start: ({ thresholds }) => {
    const addedOf = bySymbol(() => new Map<string, Micros>());
    const most = thresholds.fleetingSeconds * 1_000_000;
    return row => {
      const added = addedOf(row);
      const at = row.received ?? row.at;
      if (row.kind === 'added') {
        added.set(row.orderId, at);
        return undefined;
      }
      const since = added.get(row.orderId);
      added.delete(row.orderId);
      if (since === undefined || row.kind !== 'deleted' || at - since > most) return undefined;
      return { defect: 'fleeting', act: 'flag', why: () => `order ${row.orderId}, deleted after ${secondsText(at - since)}` };
    };
  },
};
