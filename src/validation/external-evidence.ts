import type { Gate, StageReport } from './report';

/** Gate of the stage `paper` that counts fills of real venues: only where there are some does it bear this name. */
export const EXTERNAL_GATE = 'paper.external';

/** What of a stage says so. */
type Judged = Pick<StageReport, 'stage' | 'verdict'> & { readonly gates: readonly Pick<Gate, 'id' | 'verdict'>[] };

/** Whether fills of a real venue stand behind a validation: the stage `paper` was passed, and not on the simulator's, nor a played tape's, word. */
export const hasExternalEvidence = (stages: readonly Judged[]): boolean =>
  stages.some(
    ({ stage, verdict, gates }) =>
      stage === 'paper' && verdict === 'pass' && gates.some(g => g.id === EXTERNAL_GATE && g.verdict === 'pass'),
  );
