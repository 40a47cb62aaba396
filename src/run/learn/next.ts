import type { Trained } from './challenger';
import type { Judged } from './judge';
import type { TakenUp, Validated } from './take-up';

/** What a run found of its challenger. */
export interface Outcome {
  readonly trained: Trained;
  readonly judged: Judged;
  readonly takenUp: TakenUp;
  readonly validated: Validated;
}

/** What `drift`, by which orders are tilted, says of the challenger: `better` and `worse` only where the interval does. */
export function standingOf({ differences }: Judged): 'better' | 'worse' | 'open' | 'unknown' {
  const drift = differences.find(d => d.target === 'drift');
  if (drift?.difference.low == null || drift.difference.high === null) return 'unknown';
  if (drift.difference.low > 0) return 'better';
  return drift.difference.high < 0 ? 'worse' : 'open';
}

const STANDING = {
  better: 'it foretells drift better than the model before it, on days that neither has seen',
  worse: 'it foretells drift worse than the model before it: leave it a candidate',
  open: 'whether it foretells drift better than the model before it cannot be told yet',
  unknown: 'it could not be held against the model before it',
} as const;

/** What is to be done next with the challenger, a line each: this command puts nothing in force. */
export function nextOf({ trained, judged, takenUp, validated }: Outcome): string[] {
  if (!takenUp.ok) return [`the challenger is not in the registry: ${takenUp.refused.join('; ')}`];
  const standing = standingOf(judged);
  const short = trained.hash.slice(0, 12);
  const lines = [`challenger ${short}: ${STANDING[standing]}`];
  if (validated.verdict === null) lines.push(`it was not validated: ${validated.why}`);
  else lines.push(`its validation says ${validated.verdict}: ${validated.folder}/report.html`);
  if (standing === 'worse' || validated.verdict === 'fail') return lines;
  const measured = `sluice models promote ${short} --role challenger --reason "..." has it measured beside the model in force, on orders that are drawn for it`;
  if (validated.verdict === 'pass') lines.push(`sign ${validated.folder}/report.json (docs/certificates.md), then`);
  lines.push(measured);
  return lines;
}
