import type { Lots } from '../../matching/types';

/**
 * Where lots that left a price level without a trade had stood, seen from an order that rests there: market data by price does not say.
 * Where the data name every order (LOBSTER) the queue is kept first in, first out and no model is asked.
 */
export interface QueueModel {
  readonly name: string;
  /**
   * How many of `gone` lots stood ahead of the order, which has `ahead` lots before it and `behind` after it. At least
   * `gone - behind`, at most `ahead` and `gone`; may be a fraction, whose rest the caller keeps for the next time.
   */
  goneAhead(ahead: Lots, behind: Lots, gone: Lots): number;
}

/**
 * The most careful reading: whoever left stood behind the order as long as anybody did, so that only trades bring it forward
 * (hftbacktest's RiskAdverseQueueModel: hftbacktest.readthedocs.io, "Order Fill"). It fills too little, above all where most
 * of what leaves a level is cancelled.
 */
export const riskAverse: QueueModel = {
  name: 'risk-averse',
  goneAhead: (_ahead, behind, gone) => Math.max(0, gone - behind),
};

/**
 * The kindest reading: whoever left stood ahead of the order as long as anybody did. No queue is so kind; with `riskAverse` it says between what the truth lies,
 * and how much of a result hangs on the queue.
 */
export const optimistic: QueueModel = { name: 'optimistic', goneAhead: (ahead, _behind, gone) => Math.min(ahead, gone) };

/** Chance that lots which left stood behind the order. Both arguments in lots, not both 0. */
type ChanceBehind = (ahead: Lots, behind: Lots) => number;

/**
 * The probabilistic models of Rigtorp ("Estimating order queue position", rigtorp.se, 2013) as hftbacktest has them (ProbQueueModel):
 * each lot that left stood behind with a chance that grows with how much stands there. What the back could not have held
 * is taken from the front. All of them are guesses about one market's habits: calibrate against fills, or take `riskAverse`.
 */
const probabilistic = (name: string, chance: ChanceBehind): QueueModel => ({
  name,
  goneAhead(ahead, behind, gone) {
    if (ahead === 0) return 0;
    const back = chance(ahead, behind) * gone;
    return Math.min(ahead, gone - Math.min(back, behind));
  },
});

/** Chance behind = behind^n / (behind^n + ahead^n) (PowerProbQueueFunc). The larger n, the more the longer part loses. n above 0. */
export function powerLaw(n: number): QueueModel {
  if (!(n > 0 && Number.isFinite(n))) throw new Error(`queue model power:${n}: the power must be a number above 0`);
  return probabilistic(`power:${n}`, (ahead, behind) => behind ** n / (behind ** n + ahead ** n));
}

/** Chance behind = ln(1 + behind) / (ln(1 + behind) + ln(1 + ahead)) (LogProbQueueFunc): nearly even whatever the lengths. */
export const logarithmic = probabilistic('log', (ahead, behind) => Math.log1p(behind) / (Math.log1p(behind) + Math.log1p(ahead)));

/** Chance behind = ln(1 + behind) / ln(1 + behind + ahead) (LogProbQueueFunc2): the back loses most once it is of any length. */
export const logarithmicShare = probabilistic('log-share', (ahead, behind) => Math.log1p(behind) / Math.log1p(behind + ahead));

/** Every lot of the queue is as likely to leave as any other: what left is shared by what stands ahead and behind (`powerLaw(1)`). Real queues lose more at their end, where orders are young. */
export const proRata: QueueModel = { ...powerLaw(1), name: 'pro-rata' };

const NAMED = [riskAverse, proRata, optimistic, logarithmic, logarithmicShare];

/** The model of a name: risk-averse, pro-rata, optimistic, log, log-share, or power:N. Undefined for any other. */
export function queueModelOf(name: string): QueueModel | undefined {
  const n = name.startsWith('power:') ? Number(name.slice(6)) : 0;
  return n > 0 && Number.isFinite(n) ? powerLaw(n) : NAMED.find(m => m.name === name);
}
