import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../../journal/folder-lock';
import { UsageError } from '../usage-error';
import { type Calibrated, calibrate, calibrationBefore, impactOfRun } from './calibrate';
import { trainChallenger } from './challenger';
import type { LearnConfig } from './config';
import { type DayReport, dataOf } from './data';
import { type JournalRead, readJournal } from './journal-read';
import { judgeChallenger } from './judge';
import { nextOf, type Outcome } from './next';
import { featuresOf, type Held, planOf, summaryOf } from './plan';
import { type Plan, type Run, Runs } from './runs';
import { withTurns } from './sources';
import { takeUp, type Validate, validated } from './take-up';

export interface LearnOptions {
  readonly threads: number;
  /** Who learns: told by the registry. */
  readonly by: string;
  readonly told?: ((what: string, done: number, of: number) => void) | undefined;
  /** In place of `validate`, for a test. */
  readonly judge?: Validate | undefined;
}

/** What a run came to. */
export interface LearnReport extends Outcome {
  readonly schema: 1;
  readonly run: string;
  readonly folder: string;
  readonly plan: Plan;
  readonly held: readonly Held[];
  readonly calibrated: Calibrated;
  readonly days: readonly DayReport[];
  /** What is to be done next, a line each. */
  readonly next: readonly string[];
}

/** What there is to learn from, before anything is done. */
export interface LearnPlan {
  readonly plan: Plan;
  readonly held: readonly Held[];
  /** The run that would be resumed; absent: a new one. */
  readonly resumes?: string | undefined;
  /** The run that is done and had just this to learn from. */
  readonly nothingNew?: string | undefined;
}

/** What a run would do; writes nothing. Throws a UsageError where journals, recipe or parent cannot be used. */
export function planLearning(config: LearnConfig): LearnPlan {
  const runs = new Runs(config.out);
  const begun = unfinished(runs, config);
  const plan = begun?.plan() ?? planOf(config);
  const held = plan.sources.map(source => summaryOf(source, readOf(config, source)));
  const done = runs.finished();
  return { plan, held, resumes: begun?.name, nothingNew: done && sameAs(done.plan(), plan) ? done.name : undefined };
}

/**
 * Learns from journals: moves the calibration, makes samples, trains a challenger, holds it against its parent, registers and validates it. A run that was interrupted goes on where it
 * was, with the journals as far as they went when it began. Where nothing is new since the last run its report is given again. Rejects with a UsageError where there is too little, something cannot be used, or
 * another learns in the same folder.
 */
export async function learn(config: LearnConfig, options: LearnOptions): Promise<LearnReport> {
  const release = takeFolder(config.out);
  try {
    return await learnAlone(config, options);
  } finally {
    release();
  }
}

function takeFolder(out: string): () => void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`out: ${out} cannot be made: ${(error as Error).message}`);
  }
  const release = holdLock(join(out, 'learn.lock'));
  if (!release) throw new UsageError(`out: ${out}: another \`sluice learn\` is at work there`);
  return release;
}

async function learnAlone(config: LearnConfig, options: LearnOptions): Promise<LearnReport> {
  const runs = new Runs(config.out);
  const begun = unfinished(runs, config);
  const plan = begun ? { ...begun.plan()!, validation: config.validation } : planOf(config);
  begun?.keepPlan(plan);
  const last = runs.finished();
  if (!begun && last && sameAs(last.plan(), plan)) return last.report<LearnReport>()!;
  const run = begun ?? runs.begin(plan);
  try {
    const report = await new Learning(config, { run, plan, last }, options).go();
    run.finish(report);
    return report;
  } catch (error) {
    // before there is a challenger it would end so again with the same journals: the next one begins anew
    if (error instanceof UsageError && !run.has('training')) run.giveUp(error.message);
    throw error;
  }
}

/** The run that was begun and not finished. Throws a UsageError where it was begun with another config. */
function unfinished(runs: Runs, config: LearnConfig): Run | undefined {
  const run = runs.newest();
  if (!run || run.isOver) return undefined;
  const plan = run.plan();
  if (plan && plan.config !== config.hash)
    throw new UsageError(
      `out: ${run.folder} was begun with another config and is not done: go on with that one, or take the folder away`,
    );
  return plan && run;
}

const sameAs = (a: Plan | undefined, b: Plan): boolean =>
  a !== undefined &&
  a.config === b.config &&
  a.validation === b.validation &&
  a.parent === b.parent &&
  a.sources.length === b.sources.length &&
  a.sources.every((s, n) => s.id === b.sources[n]!.id && s.upTo === b.sources[n]!.upTo);

const readOf = (config: LearnConfig, source: Plan['sources'][number]): JournalRead =>
  withTurns(source, turns => readJournal(turns(), config.impact.daySeconds));

/** The steps of a run, each done once. */
class Learning {
  private reads: readonly JournalRead[] | undefined;

  constructor(
    private readonly config: LearnConfig,
    private readonly about: { readonly run: Run; readonly plan: Plan; readonly last: Run | undefined },
    private readonly options: LearnOptions,
  ) {}

  async go(): Promise<LearnReport> {
    const { config, options } = this;
    const { run, plan } = this.about;
    const { by, threads } = options;
    const told = options.told ?? (() => undefined);
    const held = await run.step('held', () => plan.sources.map((source, n) => summaryOf(source, this.journals()[n]!)));
    const calibrated = await run.step('calibration', () => this.calibrated());
    const days = await run.step('data', () => this.data());
    const judging = { config, run, plan, days };
    const trained = await run.step('training', () => trainChallenger(config, { run, days, by }, { threads, told }));
    const judged = await run.step('judgement', () => judgeChallenger(judging));
    const taken = await run.step('registration', () => takeUp(judging, { calibrated, judged, by }));
    const how = { threads, by, told, judge: options.judge };
    const validation = await run.step('validation-outcome', () =>
      taken.ok ? validated(judging, trained, how) : { verdict: null, folder: null, why: 'its check refused it' },
    );
    const found = { trained, judged, takenUp: taken, validated: validation };
    return { schema: 1, run: run.name, folder: run.folder, plan, held, calibrated, days, ...found, next: nextOf(found) };
  }

  /** Journals are read once, and only where a step still needs them. */
  private journals(): readonly JournalRead[] {
    this.reads ??= this.about.plan.sources.map((source, n, { length }) => {
      this.options.told?.('journals', n, length);
      return readOf(this.config, source);
    });
    return this.reads;
  }

  private calibrated(): Calibrated {
    const { run, plan, last } = this.about;
    return calibrate({ config: this.config, before: calibrationBefore(this.config, last), run }, plan.sources, this.journals());
  }

  private async data(): Promise<readonly DayReport[]> {
    const { run, plan } = this.about;
    const { features, targets, data } = this.config.training;
    const terms = {
      features: featuresOf(this.config, plan),
      targets,
      grid: 1_000_000,
      every: data.every,
      mirror: data.mirror,
      impact: impactOfRun(run),
      folder: run.file('data'),
    };
    const days: DayReport[] = [];
    for (const [n, source] of plan.sources.entries()) {
      this.options.told?.('days', n, plan.sources.length);
      days.push(...(await dataOf(source, this.journals()[n]!, { ...terms, prefix: String(n + 1) })));
    }
    if (days.length === 0)
      throw new UsageError(
        `journals: no day in them has a row to learn from (${features.length} features, ${targets.length} targets)`,
      );
    return days;
  }
}
