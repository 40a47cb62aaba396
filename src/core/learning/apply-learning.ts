import type { FactOf } from '../facts';
import { placeOf } from '../features/names';
import type { Ledger } from '../ledger';
import { cautionOf } from '../market/caution-of';
import type { Micros } from '../numbers';
import { symbolOfAsk } from './learning';

export type LearningFact = FactOf<
  | 'ModelChanged'
  | 'BarClosed'
  | 'RegimeSeen'
  | 'GateMoved'
  | 'ForecastReceived'
  | 'DriftDetected'
  | 'LearnerFrozen'
  | 'LearnerThawed'
  | 'LearnerSnapshot'
  | 'ModelRolledBack'
  | 'ChallengePlanned'
  | 'ArmDrawn'
  | 'ParentScored'
  | 'ChallengerJudged'
  | 'SnapshotAsked'
>;

const SINCE_HALT = placeOf('sinceHalt');
/** A market that was not heard of for so long (us) stands still, or is closed: nothing is learned from that. */
const QUIET: Micros = 60_000_000;

/** What is learned, moved by one fact. What was decided by numbers is kept as the fact tells it: it reads back the same. */
export function applyLearning(books: Ledger, fact: LearningFact, at: Micros): void {
  const { learning } = books;
  switch (fact.type) {
    case 'ModelChanged':
      return learning.change(fact);
    case 'BarClosed':
      return learning.closed(fact, unusable(books, fact, at));
    case 'RegimeSeen':
      return learning.regimeSeen(fact);
    case 'ForecastReceived': {
      const symbol = symbolOfAsk(fact.ask);
      return symbol === undefined ? undefined : learning.answered(symbol, fact);
    }
    case 'ModelRolledBack':
      return learning.rollBack(fact.from);
    case 'ArmDrawn':
      learning.arms.set(fact.parentId, { arm: fact.arm, arrival: fact.arrival, challenge: learning.challenge, scored: false });
      return;
    case 'ParentScored':
      return scored(books, fact);
    case 'ChallengePlanned':
      if (learning.challenge) learning.challenge.planned = true;
      return;
    case 'ChallengerJudged':
      if (learning.challenge) learning.challenge.verdict = fact.verdict;
      return;
    default:
      applyToWatch(books, fact, at);
  }
}

type WatchFact = FactOf<'GateMoved' | 'DriftDetected' | 'LearnerFrozen' | 'LearnerThawed' | 'LearnerSnapshot' | 'SnapshotAsked'>;

function applyToWatch({ learning }: Ledger, fact: WatchFact, at: Micros): void {
  if (fact.type === 'DriftDetected' || fact.type === 'SnapshotAsked') return; // for readers of the journal
  if (fact.type === 'LearnerThawed' || (fact.type === 'LearnerFrozen' && fact.symbol !== undefined)) {
    learning.of(fact.symbol!).frozen = fact.type === 'LearnerFrozen';
    return;
  }
  const watch = learning.watchOf(fact.model);
  if (!watch) return;
  if (fact.type === 'GateMoved') watch.gates = fact.gates;
  else if (fact.type === 'LearnerFrozen') watch.frozen = fact.why;
  else {
    watch.version = fact.version;
    watch.snapshotAt = at;
    watch.snapshotN = fact.n;
  }
}

function scored({ learning, parents }: Ledger, { parentId, arm, isBps }: FactOf<'ParentScored'>): void {
  const drawn = learning.arms.get(parentId);
  if (drawn) drawn.scored = true;
  // an order that was drawn for another comparison, or for none, says nothing of this one
  if (drawn?.challenge && drawn.challenge === learning.challenge) drawn.challenge.scored(arm, isBps);
  const { estimate } = parents.get(parentId) ?? {};
  learning.coverageFound = estimate && learning.coverage.add(isBps, estimate.q90);
}

/** Why nothing is to be learned from a bar; undefined where something is. */
function unusable(books: Ledger, bar: FactOf<'BarClosed'>, at: Micros): string | undefined {
  const { symbol, mid, features, start, end, asOf } = bar;
  if (books.markets.get(symbol)?.trading === false) return 'trading is halted';
  const sinceHalt = features[SINCE_HALT];
  if (typeof sinceHalt === 'number' && sinceHalt * 1e6 < end - start) return 'a halt ended within the bar';
  const stale = books.stale.get(symbol);
  if (stale !== undefined) return `its market data is stale: ${stale}`;
  if (asOf !== undefined && end - asOf > QUIET) return `nothing of its market came for ${QUIET / 1e6} s`;
  if (mid === null || !(mid > 0)) return 'its book is crossed or lacks a side';
  return cautionOf(books, symbol, at)?.text;
}

/** Archived orders were scored long ago, or never will be. */
export function forgetDrawn({ learning }: Ledger, parentIds: readonly string[]): void {
  if (learning.arms.size > 0) for (const id of parentIds) learning.arms.delete(id);
}
