import type { StageName } from '../../validation/report';
import { runPaper } from '../fills/stage';
import { runStress } from '../stress/stage';
import { runGuards } from './guards';
import { runInSample } from './in-sample';
import { runOutOfSample } from './out-of-sample';
import type { StageRunner } from './stage';
import { runWalkForward } from './walk-forward';

/** Who runs each stage. */
export const RUNNERS: Readonly<Record<StageName, StageRunner>> = {
  guards: runGuards,
  'in-sample': runInSample,
  'out-of-sample': runOutOfSample,
  'walk-forward': runWalkForward,
  stress: runStress,
  paper: runPaper,
};
