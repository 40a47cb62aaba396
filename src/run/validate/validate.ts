import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { TrialLedger } from '../../inference/registry/ledger';
import { STAGES, type StageName, type StageReport, type ValidationReport, worst } from '../../validation/report';
import { DATA } from '../backtest/knowledge';
import { told as asUsage } from '../models/desk';
import { registryDir } from '../models/resolve';
import { readTraining } from '../train/config';
import { UsageError } from '../usage-error';
import { scopeOf, type ValidateConfig } from './config';
import { trainingData } from './data';
import { KeptStages, keyOf } from './kept';
import { judgedModel } from './model';
import { reportPage } from './page';
import { contentOf, runRecord } from './record';
import { refuseSeen, sealedSeeds } from './sealed';
import type { StageParts } from './stage';
import { RUNNERS } from './stages';

export interface ValidateOptions {
  readonly threads: number;
  readonly told?: ((stage: StageName, done: number, of: number, what: string) => void) | undefined;
  /** Stages to run; all where none is named. The others keep what was found before, or are inconclusive. */
  readonly stages?: readonly StageName[] | undefined;
  /** Runs stages again that were done. */
  readonly again?: boolean | undefined;
  /** Folder of the registry whose ledger counts, and where hashes are looked up; `var/models` where it is not said. */
  readonly registry?: string | undefined;
  /** Who validates. */
  readonly by?: string | undefined;
}

/** Files of a validation, in its folder. */
export const REPORT = 'report.json';
export const PAGE = 'report.html';

/**
 * Holds a model against the five stages and writes report.json and report.html to the folder `out`. A stage that was done for the same model, config, recipe, files and code is
 * not run again. The figures do not depend on `threads`. Rejects with a UsageError where something that the config names cannot be used, or the sealed data are not sealed.
 */
export async function validate(config: ValidateConfig, options: ValidateOptions): Promise<ValidationReport> {
  const { registry = registryDir(DATA), by = userInfo().username } = options;
  const model = judgedModel(config.model, registry);
  const recipe = readTraining(config.training);
  refuseSeen(config, recipe, model);
  const ledger = new TrialLedger(registry);
  asUsage(() => ledger.lines());
  const [run, content] = [await runRecord(config, recipe, model), await contentOf(config, recipe)];
  const kept = folderOf(config.out);
  const data = trainingData(recipe, options.threads, { dir: config.out, content });
  const parts = { config, model, recipe, data, ledger, by, threads: options.threads, seed: config.seed };
  const stages: StageReport[] = [];
  for (const stage of STAGES) {
    const key = keyOf(stage, config, { model, recipe, content });
    stages.push(await reportOf(stage, key, { kept, parts, options }));
  }
  const report: ValidationReport = {
    schema: 1,
    model: { hash: model.hash, name: model.name },
    scope: scopeOf(config),
    run,
    at: new Date().toISOString(),
    trials: ledger.trials().length,
    sealedAccesses: ledger.accesses(sealedSeeds(config)).length,
    stages,
    verdict: worst(stages.map(s => s.verdict)),
  };
  write(config, report, { ledger, by });
  return report;
}

interface Around {
  readonly kept: KeptStages;
  readonly parts: Omit<StageParts, 'key' | 'work' | 'keep'>;
  readonly options: ValidateOptions;
}

/** What a stage found before for just this, or finds now. */
async function reportOf(stage: StageName, key: string, { kept, parts, options }: Around): Promise<StageReport> {
  const wanted = options.stages === undefined || options.stages.includes(stage);
  const before = options.again && wanted ? undefined : kept.find(stage, key);
  if (before) return before;
  if (!wanted) return notRun(stage);
  if (options.again) kept.forget(stage);
  const told = (done: number, of: number, what: string): void => options.told?.(stage, done, of, what);
  const report = await RUNNERS[stage]({ ...parts, key, work: kept.work(stage), keep: kept.partsOf(stage, key) }, told);
  return kept.keep(stage, key, report);
}

const notRun = (stage: StageName): StageReport => ({
  stage,
  verdict: 'inconclusive',
  gates: [],
  tables: [],
  notes: ['this stage was not run'],
  seconds: 0,
});

function write(
  { out, name }: ValidateConfig,
  report: ValidationReport,
  { ledger, by }: { readonly ledger: TrialLedger; readonly by: string },
): void {
  const text = `${JSON.stringify(report, undefined, 1)}\n`;
  writeFileSync(join(out, REPORT), text);
  writeFileSync(join(out, PAGE), reportPage(name, report));
  const { at, verdict, model } = report;
  const hash = createHash('sha256').update(text).digest('hex');
  asUsage(() => ledger.noteValidation({ at, by, model: model.hash, verdict, report: hash }));
}

function folderOf(out: string): KeptStages {
  try {
    mkdirSync(out, { recursive: true });
    return new KeptStages(out);
  } catch (error) {
    throw new UsageError(`out: ${out} cannot be written: ${(error as Error).message}`);
  }
}
