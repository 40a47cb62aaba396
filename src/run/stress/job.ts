import type { Work } from '../threads/job';
import { playStress, type StressResult } from './play';
import type { StressRun } from './setting';

/** Does runs of scenarios: one order in one market each. */
export const open = (): Work<StressRun, StressResult> => playStress;
