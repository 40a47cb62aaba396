import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Climate } from '../../simulator/market/agents/climate';
import { isRegime, REGIME_NAMES, REGIMES } from '../../simulator/market/agents/regimes';
import { steady, type Weather } from '../../simulator/market/agents/weather';
import { readYaml, type YamlFile } from './config-file';
import { UsageError } from './usage-error';

/** What `--regime` takes, for a help text. */
export const REGIME_HELP = `${REGIME_NAMES.join(', ')}; switching (they follow each other, by the seed); or a YAML file`;

/** A number as a config file has it: decimals come as their own text. */
const number = (least: number, most = Number.POSITIVE_INFINITY) =>
  z.coerce.number('must be a number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);

const climate = z.strictObject({
  volatility: number(0).optional(),
  drift: number(-1000, 1000).optional(),
  newsEvery: number(1).optional(),
  newsSize: number(0).optional(),
  spread: number(1).optional(),
  size: number(0.01).optional(),
  noiseEvery: number(0.05).optional(),
  sliceEvery: number(0.05).optional(),
  splitting: number(0, 0.95).optional(),
  herding: number(0, 1).optional(),
  impact: number(0, 100).optional(),
  buyers: number(0, 1).optional(),
} satisfies Record<keyof Climate, z.ZodType>);

const regime = z.enum(REGIME_NAMES, `must be one of ${REGIME_NAMES.join(', ')}`);
const weatherFile = z
  .strictObject({
    climate: climate.optional(),
    script: z
      .array(z.strictObject({ after: number(0), regime }))
      .min(1, 'needs a step')
      .optional(),
  })
  .refine(f => (f.climate === undefined) !== (f.script === undefined), 'needs either `climate` or `script`');

/**
 * The weather that a text names: a regime, `switching`, or a YAML file with a `climate` (what it leaves out is as in calm) or a `script`
 * of regimes. Throws a UsageError that says what would be right.
 */
export function weatherOf(text: string): Weather {
  if (isRegime(text)) return steady(text);
  if (text === 'switching') return { kind: 'switching', first: 'calm' };
  if (!/\.ya?ml$/.test(text)) throw new UsageError(`regime '${text}' is none of: ${REGIME_HELP}`);
  return weatherFrom(readYaml(text, textOf(text), weatherFile));
}

function weatherFrom(file: YamlFile<z.infer<typeof weatherFile>>): Weather {
  const { climate: own, script } = file.value;
  if (!script) return { kind: 'steady', climate: { ...REGIMES.calm, ...given(own!) } };
  const late = script.findIndex((step, i) => i > 0 && step.after <= script[i - 1]!.after);
  if (late > 0) file.refuse([{ at: ['script', String(late), 'after'], what: 'must be later than the step before' }]);
  return { kind: 'script', steps: script };
}

/** What is given, without the keys that are not. */
const given = (own: z.infer<typeof climate>): Partial<Climate> =>
  Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`regime: ${file} cannot be read: ${(error as Error).message}`);
  }
}
