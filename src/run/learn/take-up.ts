import { readFileSync } from 'node:fs';
import { checkModel } from '../../inference/check/check-model';
import { Registry } from '../../inference/registry/registry';
import type { Verdict } from '../../validation/report';
import { readCard, register } from '../models/register';
import { UsageError } from '../usage-error';
import { readValidation } from '../validate/config';
import { validate } from '../validate/validate';
import { VERSION } from '../version';
import type { Calibrated } from './calibrate';
import { CARD, CHALLENGER, RECIPE, type Trained } from './challenger';
import type { Judged, Judging } from './judge';
import type { Source } from './sources';

/** What a check found, and whether the challenger is in the registry. */
export interface TakenUp {
  readonly ok: boolean;
  /** Findings that keep it out. */
  readonly refused: readonly string[];
}

/** Holds the challenger to the contract and, where it passes, adds it to the registry with its parent and the journals that it was made of. Nothing of it is in force by that. */
export async function takeUp(
  { config, run, plan }: Judging,
  found: { readonly calibrated: Calibrated; readonly judged: Judged; readonly by: string },
): Promise<TakenUp> {
  const file = run.file(CHALLENGER);
  const { ok, hash, findings } = await checkModel(readFileSync(file));
  const refused = findings.filter(f => f.state === 'refused').map(f => `${f.check}: ${f.text}`);
  if (!ok) return { ok, refused };
  const { calibrated, judged, by } = found;
  const learned = {
    run: run.name,
    synthetic: config.synthetic,
    sources: plan.sources.map(({ id, upTo, to }) => ({ id, upTo, to })),
    markets: seenMarkets(plan.sources),
    calibration: calibrated.moves,
    skill: judged.differences,
  };
  const card = { ...(readCard(run.file(CARD)) as object), learned };
  register({ registry: config.registry, file, card, parent: plan.parent, by });
  new Registry(config.registry).noteCheck(hash, { ok, version: VERSION, at: new Date().toISOString(), findings: [...findings] });
  return { ok, refused };
}

/** How far each market was seen by any journal: us after its beginning. */
function seenMarkets(sources: readonly Source[]): { readonly market: string; readonly to: number }[] {
  const seen = new Map<string, number>();
  for (const { market, origin, to } of sources) seen.set(market, Math.max(seen.get(market) ?? 0, to - origin));
  return [...seen].map(([market, to]) => ({ market, to }));
}

/** What a validation came to, or why there was none. */
export interface Validated {
  readonly verdict: Verdict | null;
  /** Folder with its report. */
  readonly folder: string | null;
  readonly why: string | null;
}

/** How a validation is run: `validate` (run/validate), or in its place a test's own. */
export type Validate = typeof validate;

/** Validates the challenger by the config's file: its model, recipe and folder are those of the run. Rejects with a UsageError where the file cannot be used: once it is mended the run goes on with it. */
export async function validated(
  { config, run }: Judging,
  { hash }: Trained,
  { threads, by, told, judge = validate }: ValidateHow,
): Promise<Validated> {
  if (config.validate === undefined) return { verdict: null, folder: null, why: 'no file of a validation is named (`validate`)' };
  const folder = run.file('validation');
  try {
    const report = await judge(
      { ...readValidation(config.validate), model: hash, training: run.file(RECIPE), out: folder },
      { threads, by, registry: config.registry, told: (stage, done, of, what) => told(`${stage}: ${what}`, done, of) },
    );
    return { verdict: report.verdict, folder, why: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `validate: ${error.message}: the challenger is registered; mend that file and learn again, and the run goes on with it`,
    );
  }
}

export interface ValidateHow {
  readonly threads: number;
  readonly by: string;
  readonly told: (what: string, done: number, of: number) => void;
  readonly judge?: Validate | undefined;
}
