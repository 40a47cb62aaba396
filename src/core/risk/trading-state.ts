import { denial } from '../denials';
import type { Check, RiskOrder } from './check';
import { reduces } from './exposure/take';
import type { RiskLevel } from './levels';

/** What may pass where only smaller positions are wanted: an order that can only make the level's position smaller, a replace that asks for no more. */
export function isReducing(order: RiskOrder, place: number): boolean {
  const { parent, child, takes, point } = order;
  // what is passed through was judged as a parent, in the same turn
  if (child && parent.strategy === 'DMA') return true;
  if (!child && point === 'replace' && takes.qty === 0 && takes.value === 0) return true;
  return reduces(parent, place, takes);
}

const where = ({ name, key }: RiskLevel): string => (name === 'firm' ? 'the firm' : `${name} '${key}'`);

/** REDUCING lets only what makes a position smaller through, HALTED nothing. */
export const tradingState: Check = {
  code: 'TradingState',
  points: ['parent', 'child', 'replace'],
  about:
    'A level is ACTIVE, REDUCING or HALTED. REDUCING: an order passes where, with all that is open on its side, it is within the position on the other side, and a replace that asks for no more. HALTED: nothing new, and what works is cancelled. A person sets the state; a daily loss and a breach from outside force it. It lasts until a person sets it ACTIVE.',
  source: 'RTS 6 article 12: kill functionality; CME and Nasdaq risk controls, read at second hand',
  rule: () => 'a level that is REDUCING takes only orders that make its position smaller, one that is HALTED none',
  run: (order, _books, levels) => {
    for (let i = 0; i < levels.length; i++) {
      const { state, stateReason } = levels[i]!.exposure;
      if (state === 'ACTIVE' || (state === 'REDUCING' && isReducing(order, i))) continue;
      return denial('TradingState', `${where(levels[i]!)} is ${state} (by ${stateReason})`);
    }
    return undefined;
  },
};
