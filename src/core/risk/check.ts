import type { Denial, DenialCode } from '../denials';
import type { Instrument } from '../instruments';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Child } from '../order/child';
import type { Parent } from '../order/parent';
import type { Take } from './exposure/take';
import type { RiskLevel } from './levels';
import type { LimitSpec } from './limits';

/** Where a check is made: at intake of a parent, at release of a child, at a replace of either. */
export type Point = 'parent' | 'child' | 'replace';

/** What a check looks at. Quantity and price in units of the instrument; price undefined for a market order. */
export interface RiskOrder {
  readonly point: Point;
  readonly parent: Parent;
  /** The child that is proposed or changed; undefined where the parent itself is judged. */
  readonly child: Child | undefined;
  readonly instrument: Instrument;
  readonly side: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  /** What it would take up beyond what its parent has: nothing for a child, which draws on that. */
  readonly takes: Take;
}

/** One control: the points it is made at and a function that returns undefined (passes) or the denial, with limit and observed value in its text. */
export interface Check {
  /** What it is called where it denies. */
  readonly code: DenialCode;
  readonly points: readonly Point[];
  /** What it does, for docs/risk.md: semantics with units. */
  readonly about: string;
  /** Where the control is asked for. */
  readonly source: string;
  /** The rule with its limit as configured at one level, for a reader; undefined where it is off there. */
  readonly rule: (spec: LimitSpec) => string | undefined;
  /** `levels`: those of the order, the firm's first; each has its own limits, and all must pass. */
  readonly run: (order: RiskOrder, books: Ledger, levels: readonly RiskLevel[], at: Micros) => Denial | undefined;
}
