import type { Day } from '../civil';

/** A split: on `exDay` each `old` shares have become `new`. */
export interface Split {
  readonly kind: 'split';
  readonly exDay: Day;
  readonly new: number;
  readonly old: number;
}

/** A cash dividend a share, as decimal text; whoever holds at the close before `exDay` gets it. */
export interface Dividend {
  readonly kind: 'dividend';
  readonly exDay: Day;
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export type CorporateAction = Split | Dividend;

/** A ratio of whole numbers, in lowest terms. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** What happened to the shares of each security, by its symbol or id. */
export class CorporateActions {
  private readonly bySecurity = new Map<string, CorporateAction[]>();

  constructor(actions: readonly (readonly [security: string, action: CorporateAction])[]) {
    for (const [security, action] of actions) this.bySecurity.set(security, [...(this.bySecurity.get(security) ?? []), action]);
    for (const list of this.bySecurity.values()) list.sort((a, b) => a.exDay - b.exDay);
  }

  /** Actions with an ex-day after `after` and up to `to`, in order: what is known to someone on `to` who last looked on `after`. */
  between(security: string, after: Day, to: Day): readonly CorporateAction[] {
    return (this.bySecurity.get(security) ?? []).filter(a => a.exDay > after && a.exDay <= to);
  }

  /** Shares of day `to` that one share of day `after` became: 7/1 across a 7-for-1 split. Prices go the other way. */
  splitRatio(security: string, after: Day, to: Day): Ratio {
    let ratio: Ratio = { num: 1n, den: 1n };
    for (const action of this.between(security, after, to))
      if (action.kind === 'split') ratio = lowest(ratio.num * BigInt(action.new), ratio.den * BigInt(action.old));
    return ratio;
  }
}

function lowest(num: bigint, den: bigint): Ratio {
  let [a, b] = [num, den];
  while (b > 0n) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}

/**
 * A quantity across splits, in the same units; undefined where it does not come out even: a fraction of a share is held for a person, never
 * guessed.
 */
export function acrossSplit(qty: number, { num, den }: Ratio): number | undefined {
  const scaled = BigInt(qty) * num;
  return scaled % den === 0n ? Number(scaled / den) : undefined;
}
