import { type Cumulative, curveOf } from './cumulative';

/**
 * The static schedule of Obizhaeva and Wang, "Optimal trading strategy and supply/demand dynamics" (2013), in discrete blocks: each share
 * pushes the price by kappa, and the push decays by a = exp(-rho * tau) between one block and the next. (This kappa is a push a share, not
 * the urgency of Almgren and Chriss.)
 */

/** What `blocks` of an order of 1 are, in order, `decay` = rho * tau (resilience a second times seconds between two blocks) at or above 0. */
export function obizhaevaWangBlocks(blocks: number, decay: number): readonly number[] {
  if (blocks === 1) return [1];
  const given = -Math.expm1(-decay);
  const end = 1 / ((blocks - 2) * given + 2);
  return Array.from({ length: blocks }, (_, n) => (n === 0 || n === blocks - 1 ? end : given * end));
}

/** The schedule of `slots` slots, a block in each; `decay` is rho times the seconds of a slot. */
export const obizhaevaWangCurve = (slots: number, decay: number): Cumulative => curveOf(obizhaevaWangBlocks(slots, decay))!;

/** What the best blocks cost an order of 1 where kappa is 1; times kappa X^2 for an order of X shares. Without spread and permanent impact. */
export function obizhaevaWangCost(blocks: number, decay: number): number {
  if (blocks === 1) return 0.5;
  const given = -Math.expm1(-decay);
  return (2 - given) / 2 / ((blocks - 2) * given + 2);
}

/** What any blocks cost where kappa is 1: half of each block's square, and of each pair the product times the decay between them. */
export function transientCost(blocks: readonly number[], decay: number): number {
  const left = Math.exp(-decay);
  let pushed = 0;
  let cost = 0;
  for (const block of blocks) {
    cost += block * (pushed + block / 2);
    pushed = (pushed + block) * left;
  }
  return cost;
}
