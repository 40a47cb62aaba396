import type { LevelName } from '../limits';
import type { Money } from './money';

/** Sums over the symbols of a level; each holding keeps its own part of them up to date. */
export interface Totals {
  /** The level. */
  readonly name: LevelName;
  readonly key: string;
  /** Value of open orders, a side. */
  buyValue: Money;
  sellValue: Money;
  /** Positions without their signs, each with the open orders on its worse side. */
  gross: Money;
  /** Positions with their signs, at the mark. */
  value: Money;
  /** What the positions cost. */
  basis: Money;
  realised: Money;
  /** Positions that have no mark: money of the level is not known while there are any. */
  unmarked: number;
}
