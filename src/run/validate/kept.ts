import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageName, StageReport } from '../../validation/report';
import { buildHash } from '../records/build';
import { hashOf } from '../records/record';
import { configHash } from '../train/card';
import type { TrainConfig } from '../train/config';
import { laxIn } from './bounds';
import type { ValidateConfig } from './config';
import type { JudgedModel } from './stage';

/** What a stage's report depends on beside model, recipe, seed, data and code: sections of the config. */
const SECTIONS: Readonly<Record<StageName, readonly (keyof ValidateConfig)[]>> = {
  guards: ['orders', 'scope', 'guards'],
  'in-sample': ['orders', 'inSample'],
  'out-of-sample': ['orders', 'scope', 'sealed'],
  'walk-forward': ['orders', 'scope', 'sealed', 'walkForward'],
  stress: ['orders', 'stress'],
  paper: ['orders', 'scope', 'paper'],
};

interface Kept<T> {
  readonly key: string;
  readonly value: T;
}

interface Rests {
  readonly model: Pick<JudgedModel, 'hash' | 'clusters'>;
  readonly recipe: TrainConfig;
  /** SHA-256 of the content of the files that are read. */
  readonly content: string;
  /** Of the code that runs; this process's own where it is not said. */
  readonly build?: string;
}

/** Everything that a stage's report depends on, as SHA-256. */
export const keyOf = (stage: StageName, config: ValidateConfig, { model, recipe, content, build = buildHash() }: Rests): string =>
  hashOf([
    stage,
    build,
    model.hash,
    model.clusters,
    configHash(recipe),
    content,
    config.seed,
    stage === 'guards' ? laxIn(config) : [],
    Object.fromEntries(SECTIONS[stage].map(section => [section, config[section]])),
  ]);

/** Reports of stages that were done, in the folder of a validation: a run that was interrupted goes on behind them. */
export class KeptStages {
  constructor(private readonly out: string) {
    mkdirSync(join(out, 'stages'), { recursive: true });
  }

  /** The report of a stage that was done for just this; undefined where there is none, or it is of something else. */
  find(stage: StageName, key: string): StageReport | undefined {
    return read<StageReport>(this.file(stage), key);
  }

  /** Keeps a report, and returns it as it stands there: a run that goes on sees what one sees that was not interrupted. */
  keep(stage: StageName, key: string, report: StageReport): StageReport {
    return write(this.file(stage), { key, value: report });
  }

  /** A folder of a stage's own, made where it is not there. */
  work(stage: StageName): string {
    const dir = join(this.out, 'work', stage);
    mkdirSync(dir, { recursive: true });
    return dir;
  }

  /** Drops what a run of the stage kept. */
  forget(stage: StageName): void {
    rmSync(join(this.out, 'work', stage), { recursive: true, force: true });
  }

  /** `StageParts.keep` of a stage. Infinities and NaN become null: there may be none. */
  partsOf(stage: StageName, key: string): <T>(name: string, make: () => Promise<T>) => Promise<T> {
    return async (name, make) => {
      const file = join(this.work(stage), `${name}.json`);
      const before = read<Awaited<ReturnType<typeof make>>>(file, key);
      if (before !== undefined) return before;
      return write(file, { key, value: await make() });
    };
  }

  private readonly file = (stage: StageName): string => join(this.out, 'stages', `${stage}.json`);
}

/** What was kept under a key; undefined where there is nothing, or something else. */
function read<T>(file: string, key: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept<T>;
    return kept.key === key ? kept.value : undefined;
  } catch {
    return undefined; // of another hand: it is made again
  }
}

/** There as a whole, or not at all; returns the value as it stands there. */
function write<T>(file: string, kept: Kept<T>): T {
  const draft = `${file}.draft`;
  const text = `${JSON.stringify(kept, undefined, 1)}\n`;
  writeFileSync(draft, text);
  renameSync(draft, file);
  return (JSON.parse(text) as Kept<T>).value;
}
