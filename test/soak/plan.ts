import type { Draws } from '../../simulator/market/draws';

/** What becomes of an order, by the first letter of its ClOrdID. Times in milliseconds after it is sent (OMS) or taken (venue). */
export interface Plan {
  /** How often: parts of a thousand. */
  readonly often: number;
  /** What the venue fills by itself, as a share of OrderQty. */
  readonly fills: readonly { readonly after: number; readonly share: number }[];
  readonly cancelAfter?: number;
  readonly replaceAfter?: number;
  /** A scheduled order over so many seconds. */
  readonly twapSeconds?: number;
}

/** Filled whole where a request that should have come first never came. */
const IN_THE_END = { after: 10_000, share: 1 };

const PLANS: Readonly<Record<string, Plan>> = {
  /** Filled at once. */
  f: { often: 600, fills: [{ after: 2, share: 1 }] },
  /** Filled in two parts. */
  p: {
    often: 180,
    fills: [
      { after: 5, share: 0.4 },
      { after: 60, share: 1 },
    ],
  },
  /** A part is filled, the rest cancelled; filled in the end where the cancel never reached the venue. */
  c: { often: 90, fills: [{ after: 30, share: 0.25 }, IN_THE_END], cancelAfter: 800 },
  /** Cancelled at about the moment that it is filled. */
  x: { often: 20, fills: [{ after: 200, share: 1 }], cancelAfter: 200 },
  /** Made larger, and then filled; in the end also where the replace never reached the venue. */
  r: { often: 90, fills: [{ after: 30, share: 0.25 }, IN_THE_END], replaceAfter: 500 },
  /** Scheduled; its children are filled at once. */
  t: { often: 20, fills: [{ after: 10, share: 1 }], twapSeconds: 8 },
};

/** The plan that a ClOrdID names. */
export const planOf = (clOrdId: string): Plan => PLANS[clOrdId[0] ?? ''] ?? PLANS['f']!;

/** The ClOrdID of order `n`: its plan is drawn from the seed. */
export function clOrdIdOf(n: number, draws: Draws): string {
  draws.decide(n);
  let left = draws.below(1000);
  for (const [letter, { often }] of Object.entries(PLANS)) {
    if (left < often) return `${letter}${n}`;
    left -= often;
  }
  return `f${n}`;
}
