import { BANDIT_CONTEXT, cheapest, RULE_PLACE } from '../../core/bandit/context';
import type { FactOf, Tactic } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import { crossFit, only } from '../../training/bandit/cross-fit';
import {
  type LoggedDecision,
  type Policy,
  type PolicyValue,
  policyDifference,
  policyValue,
} from '../../training/bandit/off-policy';
import { openJournal } from '../replay';

/** What a journal has of the bandit. */
export interface BanditLog {
  readonly decisions: readonly LoggedDecision[];
  /** Draws that were not over when the journal ended, or the gateway stopped. */
  readonly open: number;
  /** Draws whose cost could not be told: the far side was empty when it was due. */
  readonly unknown: number;
}

export interface BanditOptions {
  readonly clip: number;
  readonly ridge: number;
  readonly seed: number;
}

/** What policies would have cost the decisions of a journal. */
export interface BanditReport extends Omit<BanditLog, 'decisions'> {
  readonly decisions: number;
  /** Orders, or journals where there are several: what intervals draw. */
  readonly clusters: number;
  /** What was paid, bps a decision. */
  readonly paid: Interval;
  /** Part of the decisions that took another arm than the one that looked cheapest. */
  readonly explored: number;
  readonly policies: readonly PolicyRow[];
}

export interface PolicyRow extends PolicyValue {
  readonly policy: string;
  /** Less the cost rule, which is what runs without a bandit. */
  readonly againstRule: Interval;
}

/** Parts that orders are drawn into: each is judged by what the other four taught. */
const FOLDS = 5;

/** The bandit's decisions in journals: of several, what belongs together is a journal, of one an order. Throws UsageError where a file is none. */
export function readBanditLog(files: readonly string[]): BanditLog {
  const logs = files.map((file, i) => {
    const journal = openJournal(file, 'the journal');
    try {
      return banditLog(journal.turns(), files.length > 1 ? () => `journal ${i + 1}` : undefined);
    } finally {
      journal.close();
    }
  });
  const sum = (of: 'open' | 'unknown'): number => logs.reduce((total, log) => total + log[of], 0);
  return { decisions: logs.flatMap(log => log.decisions), open: sum('open'), unknown: sum('unknown') };
}

/** The same from the turns of one. */
export function banditLog(turns: Iterable<RecordedTurn>, clusterOf = (parentId: string): string => parentId): BanditLog {
  const open = new Map<number, FactOf<'TacticDrawn'>>();
  const decisions: LoggedDecision[] = [];
  let unknown = 0;
  for (const { facts } of turns)
    for (const fact of facts) {
      if (fact.type === 'TacticDrawn') open.set(fact.n, fact);
      if (fact.type !== 'TacticScored') continue;
      const drawn = open.get(fact.n);
      if (!drawn || drawn.parentId !== fact.parentId) continue;
      open.delete(fact.n);
      if (fact.costBps === undefined) unknown++;
      else decisions.push(decisionOf(drawn, clusterOf(drawn.parentId), fact.costBps));
    }
  return { decisions, open: open.size, unknown };
}

const decisionOf = (
  { context, arms, propensities, arm }: FactOf<'TacticDrawn'>,
  cluster: string,
  cost: number,
): LoggedDecision => ({
  cluster,
  context,
  arms,
  propensities,
  place: arms.indexOf(arm),
  cost,
});

/** What runs without a bandit. */
const byRule: Policy = d => only(d, cheapest(d.arms.map(arm => d.context[RULE_PLACE[arm as Tactic]]!)));

/** Values the policies that might go on from here. Clusters, not decisions, are what the intervals draw. */
export function banditReport({ decisions, open, unknown }: BanditLog, { clip, ridge, seed }: BanditOptions): BanditReport {
  const prior = Object.fromEntries(
    (['join', 'improve', 'cross'] as const).map(arm => [arm, BANDIT_CONTEXT.map((_, i) => (i === RULE_PLACE[arm] ? 1 : 0))]),
  );
  const { model, learned } = crossFit(decisions, { folds: FOLDS, ridge, seed, prior });
  const policies: readonly (readonly [string, Policy])[] = [
    ['learned', learned],
    ['cost rule', byRule],
    ['always join', d => only(d, d.arms.indexOf('join'))],
    ['always cross', d => only(d, d.arms.indexOf('cross'))],
  ];
  const byCluster = new Map<string, number[]>();
  for (const { cluster, cost } of decisions) {
    const costs = byCluster.get(cluster);
    if (costs) costs.push(cost);
    else byCluster.set(cluster, [cost]);
  }
  const greedy = decisions.filter(d => d.propensities[d.place] === Math.max(...d.propensities)).length;
  return {
    decisions: decisions.length,
    clusters: byCluster.size,
    open,
    unknown,
    paid: meanInterval([...byCluster.values()], seed),
    explored: 1 - greedy / decisions.length,
    policies: policies.map(([policy, of]) => ({
      policy,
      ...policyValue(decisions, of, model, { clip, seed }),
      againstRule: policyDifference(decisions, [of, byRule], model, { clip, seed }),
    })),
  };
}
