import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ImpactModel } from '../../core/impact/model';
import { PRIOR } from '../../core/impact/prior';
import { readYaml } from '../config-file';
import { UsageError } from '../usage-error';

/** Decimals come as their own text. */
const asNumber = (value: unknown): unknown => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
const number = (min: number, max: number) =>
  z.preprocess(asNumber, z.number(`must be a number from ${min} to ${max}`).min(min).max(max));
const MOST = 1e12;
const notNegative = number(0, MOST);
const part = number(0, 1);
const any = number(-MOST, MOST);
const text = z.string('must be a text').min(1).max(500);

const figures = z.strictObject({ orders: notNegative, r2: any, below50: part, below90: part });
const parameter = z.strictObject({
  name: text,
  value: any,
  error: notNegative,
  told: z.boolean(),
  interval: z.tuple([any, any]).optional(),
});

const schema = z.strictObject({
  schema: z.literal(1, 'must be 1: this is a schema that we do not read'),
  // it goes to OMSs in Text (58)
  name: z.string('must be a text').regex(/^[\x21-\x7e]{1,40}$/, 'must be 1 to 40 printable characters without spaces'),
  source: text,
  window: text,
  synthetic: z.boolean('must be true or false'),
  daySeconds: number(1, 86_400),
  spread: number(0, 10),
  y: number(1e-9, 1e6),
  delta: number(0.01, 2),
  shape: z.strictObject({
    // none below 0 here: an estimate never falls as the order grows
    participation: number(0, 2),
    duration: number(-2, 2),
    depth: number(0, 2),
    regimes: z.record(text, number(1e-6, 1e6)),
  }),
  permanent: part,
  decay: number(0, 1000),
  residual: z.strictObject({ level: number(-0.5, 0.5), size: number(0, 1), volatility: number(0, 1), spread: number(0, 1) }),
  q90: number(0, 1000),
  almgren: z.strictObject({
    gamma: notNegative,
    eta: notNegative,
    beta: number(0.01, 2),
    gammaError: notNegative,
    etaError: notNegative,
    betaError: notNegative,
  }),
  fit: z
    .strictObject({
      orders: notNegative,
      clusters: notNegative,
      parameters: z.array(parameter),
      inSample: figures,
      outOfSample: figures.optional(),
    })
    .optional(),
});

/** The name in a config of the model that needs no file: what is published, and no fit. */
const BUILT_IN = 'prior';

/** The model that a config names: `prior`, or a file. Throws as `readModel` does. */
export const modelNamed = (name: string, beside: (name: string) => string): ImpactModel =>
  name === BUILT_IN ? PRIOR : readModel(beside(name));

/** Reads an impact model. Throws UsageError with file, line and key of everything that is wrong with it. */
export function readModel(path: string): ImpactModel {
  let written: string;
  try {
    written = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: the impact model cannot be read: ${(error as Error).message}`);
  }
  return readYaml<ImpactModel>(path, written, schema).value;
}

/** Writes an impact model as JSON. Throws UsageError where the file cannot be written. */
export function writeModel(path: string, model: ImpactModel): void {
  writeText(path, `${JSON.stringify(model, rounded, 2)}\n`);
}

/** Eight digits: more would say more than any fit knows. */
const rounded = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(8)) : value);

/** Writes what a command was asked for with --out. Throws UsageError where it cannot. */
export function writeText(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new UsageError(`--out: ${path} cannot be written: ${(error as Error).message}`);
  }
}
