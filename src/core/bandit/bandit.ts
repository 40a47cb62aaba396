import type { BanditTerms, FactOf, Tactic } from '../facts';
import type { Micros, Qty } from '../numbers';
import { ArmValue } from './arm-value';
import { ARMS, BANDIT_CONTEXT, RULE_PLACE } from './context';

/** An arm that was drawn and is not over. */
export interface OpenDraw {
  readonly drawn: FactOf<'TacticDrawn'>;
  readonly at: Micros;
  /** What of its quantity traded since. */
  filled: Qty;
  /** Sum of quantity times how far its price was on the wrong side of mid, units times price units. */
  paid: number;
}

/** What the bandit over tactics knows. Written by `Books.apply` (apply-bandit.ts). */
export class TacticBandit {
  /** Absent: there is none, and the cost rule decides. */
  terms: BanditTerms | undefined;
  /** Draws so far. */
  draws = 0;
  /** By OrderID: an order has one at a time. */
  readonly open = new Map<string, OpenDraw>();
  private readonly values = new Map<Tactic, ArmValue>();

  /**
   * The gateway starts with these terms. What was learned stays; what was drawn before a stop is not scored: nobody saw the market since.
   */
  start(terms: BanditTerms | undefined): void {
    this.terms = terms;
    this.open.clear();
    if (!terms || this.values.size > 0) return;
    for (const arm of ARMS) this.values.set(arm, new ArmValue(priorOf(arm), terms.ridge));
  }

  /** What an arm is expected to cost, bps. Only where there are terms. */
  value(arm: Tactic): ArmValue {
    return this.values.get(arm)!;
  }
}

/** Before anything was learned an arm is believed to cost what the cost rule says. */
const priorOf = (arm: Tactic): number[] => BANDIT_CONTEXT.map((_, place) => (place === RULE_PLACE[arm] ? 1 : 0));
