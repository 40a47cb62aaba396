import type { Arm, FactOf } from '../facts';
import { fourDecimals } from '../round';
import { ALPHA, compared, type Moments, NO_COSTS, withCost } from './sequential';
import type { LearningTerms } from './terms';

/** An order that was drawn, until it is archived. */
export interface DrawnOrder {
  readonly arm: Arm;
  readonly arrival: number | null;
  /** The comparison that it was drawn for; undefined: none was under way. */
  readonly challenge: Challenge | undefined;
  scored: boolean;
}

/** A challenger beside the champion: which orders went to which, and what they have cost. */
export class Challenge {
  readonly costs: { champion: Moments; challenger: Moments } = { champion: NO_COSTS, challenger: NO_COSTS };
  /** The first one that was not open stands: looked at again the same costs may fall short of it. */
  verdict: FactOf<'ChallengerJudged'>['verdict'] = 'open';
  /** How long it is likely to take was told. */
  planned = false;

  constructor(
    readonly champion: string,
    readonly challenger: string,
    private readonly terms: LearningTerms,
  ) {}

  scored(arm: Arm, bps: number): void {
    this.costs[arm] = withCost(this.costs[arm], bps);
  }

  /** What the costs so far say. */
  judged(): FactOf<'ChallengerJudged'> {
    const { champion, challenger } = this.costs;
    const { sd, delta } = this.terms;
    const { statistic, difference, low, high } = compared(champion, challenger, delta / sd);
    const told = statistic >= 1 / ALPHA;
    const now = !told ? 'open' : difference < 0 ? 'better' : 'worse';
    const verdict = this.verdict === 'open' ? now : this.verdict;
    return {
      type: 'ChallengerJudged',
      champion: this.champion,
      challenger: this.challenger,
      verdict,
      n: [champion.n, challenger.n],
      statistic: rounded(statistic),
      difference: rounded(difference),
      low: rounded(low),
      high: rounded(high),
    };
  }
}

/** Four digits after the point; what is beyond any number stays in JSON as the largest. */
const rounded = (x: number): number => (Number.isFinite(x) ? fourDecimals(x) : Math.sign(x) * Number.MAX_VALUE);
