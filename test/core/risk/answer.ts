import type { FactOf } from '../../../src/core/facts';
import type { LimitSpecs } from '../../../src/core/risk/limits';
import type { Rig } from '../rig';

/** What an order has other than usual. */
export type Over = Partial<Omit<FactOf<'ParentOrderReceived'>, 'type'>>;
/** Limits of the other levels than the firm. */
export type Levels = Omit<LimitSpecs, 'firm'>;

/** `taken`, or what was said of the order. */
export function answer(rig: Rig, over: Over = {}): string {
  rig.heard();
  rig.order('X', over);
  const lines = rig.heard();
  return lines[0]?.startsWith('D ') ? 'taken' : lines.map(l => l.replace(/^8 \w+ 150=8 39=8 103=\d+ /, '')).join('; ');
}
