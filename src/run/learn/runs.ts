import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../inference/registry/durable';
import { UsageError } from '../usage-error';
import type { Source } from './sources';

/** What a run is about, set down before anything is done: it is resumed with the same. */
export interface Plan {
  readonly schema: 1;
  readonly config: string;
  /** SHA-256 of the file of the validation; null: none is named. A run that goes on takes it as it is then: nothing before the validation rests on it. */
  readonly validation: string | null;
  /** Hash of the model that a challenger is trained against. */
  readonly parent: string;
  readonly sources: readonly Source[];
}

const PLAN = 'plan.json';
const REPORT = 'report.json';
const GIVEN_UP = 'given-up.json';

/** The folders of a learning, `0001` and so on: one a run, each with its plan, what its steps found, and its report once it is done. */
export class Runs {
  constructor(private readonly out: string) {}

  /** The newest run that was begun; undefined where there was none. */
  newest(): Run | undefined {
    return this.all().at(-1);
  }

  /** The newest run that is done. */
  finished(): Run | undefined {
    return this.all().findLast(run => run.isDone);
  }

  private all(): Run[] {
    const names = existsSync(this.out) ? readdirSync(this.out).filter(name => /^\d{4}$/.test(name)) : [];
    return names.sort().map(name => new Run(join(this.out, name)));
  }

  /** Begins a run. Throws a UsageError where its folder cannot be made. */
  begin(plan: Plan): Run {
    const n = Number(this.newest()?.name ?? '0') + 1;
    const run = new Run(join(this.out, String(n).padStart(4, '0')));
    try {
      mkdirSync(this.out, { recursive: true });
      mkdirSync(run.folder);
    } catch (error) {
      throw new UsageError(`out: ${run.folder} cannot be made: ${(error as Error).message}`);
    }
    run.keepPlan(plan);
    return run;
  }
}

/** One run: what a step has found is kept, and not looked for again. */
export class Run {
  constructor(readonly folder: string) {}

  get name(): string {
    return this.folder.slice(-4);
  }
  get isDone(): boolean {
    return existsSync(this.file(REPORT));
  }

  /** Nothing more comes of it. */
  get isOver(): boolean {
    return this.isDone || existsSync(this.file(GIVEN_UP));
  }

  /** What it is about; undefined where it ended before that was set down. */
  plan(): Plan | undefined {
    return this.read<Plan>(PLAN);
  }
  keepPlan(plan: Plan): void {
    writeWhole(this.file(PLAN), text(plan));
  }
  file(name: string): string {
    return join(this.folder, name);
  }

  /** Its report; undefined while it is not done. */
  report<T>(): T | undefined {
    return this.read<T>(REPORT);
  }

  finish(report: object): void {
    writeWhole(this.file(REPORT), text(report));
  }

  /** It cannot be done, and why: it is not resumed. */
  giveUp(why: string): void {
    writeWhole(this.file(GIVEN_UP), text({ why }));
  }

  /** Whether a step is done. */
  has(name: string): boolean {
    return existsSync(this.file(`${name}.json`));
  }

  /** What a step found: of a run before it was interrupted, else now. */
  async step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const kept = this.read<T>(`${name}.json`);
    if (kept !== undefined) return kept;
    const found = await work();
    writeWhole(this.file(`${name}.json`), text(found));
    // as it would be read after a stop: what is no number is null
    return this.read<T>(`${name}.json`)!;
  }

  /** Throws a UsageError where a file of it is damaged. */
  private read<T>(name: string): T | undefined {
    const file = this.file(name);
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as T;
    } catch (error) {
      throw new UsageError(`${file}: is damaged (${(error as Error).message}): take it away, and what it held is made anew`);
    }
  }
}

const text = (of: unknown): string => `${JSON.stringify(of, undefined, 1)}\n`;
