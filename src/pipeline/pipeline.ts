import { map, type Observable, tap } from 'rxjs';
import { tacticScorer } from '../core/bandit/score';
import type { Books } from '../core/books';
import { canceller } from '../core/control/canceller';
import { control } from '../core/control/control';
import { copyReports } from '../core/copies/copy-reports';
import type { Input } from '../core/facts';
import { estimator } from '../core/impact/estimator';
import { intake } from '../core/intake/intake';
import { judge } from '../core/learning/judge';
import { learner } from '../core/learning/learner';
import type { Micros } from '../core/numbers';
import { reporter } from '../core/reporting/reporter';
import { childRiskGate, parentRiskGate } from '../core/risk/gate';
import { nearLimits } from '../core/risk/near-limits';
import { riskWatch } from '../core/risk/watch';
import { router } from '../core/routing/router';
import { venueReports } from '../core/routing/venue-reports';
import { scheduler } from '../core/schedule/scheduler';
import { slicer } from '../core/slicing/slicer';
import { openTurn, type Stage, type Turn, through } from '../core/turn';

/** An input with its place in the line: `seq` across all sessions, `at` never going backwards. */
export interface Posted {
  readonly seq: number;
  readonly at: Micros;
  readonly input: Input;
}

/** Who decides, in this order. */
const STAGES: readonly Stage[] = [
  control,
  venueReports,
  copyReports,
  riskWatch,
  intake,
  parentRiskGate,
  learner,
  scheduler,
  estimator,
  slicer,
  childRiskGate,
  router,
  canceller,
  reporter,
  judge,
  tacticScorer,
  nearLimits,
];

/**
 * The one pipe: an input becomes a turn, every stage adds to it, `append` hands it on. Synchronous throughout: no operator here waits.
 * A throw in a stage ends the stream for good (its owner is told through `error`).
 */
export function pipeline(inputs: Observable<Posted>, books: Books, append: (turn: Turn) => void): Observable<Turn> {
  return inputs.pipe(
    map(posted => openTurn(posted.seq, posted.at, posted.input, books)),
    map(through(STAGES, books)),
    tap(append),
  );
}
