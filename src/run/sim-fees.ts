import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FeeRate, FeeSchedule } from '../../simulator/models/fees/fees';
import { type Exact, exactFromText } from '../core/numbers';
import { readYaml } from './config-file';
import { decimal, notNegative } from './decimals';
import { feeRate } from './fees';
import { UsageError } from './usage-error';

const exact = (text: string): Exact => exactFromText(text)!;
const amount = decimal.refine(v => exactFromText(v) !== undefined, 'must be a decimal number').transform(exact);
/** As the gateway's own `fees` have it, kept exact: here it is charged. */
const exactRate = feeRate.transform(({ per, rate }): FeeRate => ({ per, rate: exact(rate) }));
const atLeastZero = notNegative.transform(exact);

const tier = z.strictObject({ from: atLeastZero, maker: exactRate, taker: exactRate, auction: exactRate.optional() });

const schema = z.strictObject({
  decimals: z.int('must be a whole number from 0 to 8').min(0).max(8, 'must be a whole number from 0 to 8').default(4),
  tiers: z.array(tier, 'must be a list').default([]),
  perShare: z.strictObject({ rate: amount, minPerOrder: atLeastZero.optional(), maxPercent: atLeastZero.optional() }).optional(),
});

/** Reads a fee schedule. Throws a UsageError with file, line and key of every mistake. */
export function readFees(path: string): FeeSchedule {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such fee schedule`);
  return parseFees(path, readFileSync(path, 'utf8'));
}

/** The text of a fee schedule; `path` is for messages. Throws as `readFees` does. */
export function parseFees(path: string, text: string): FeeSchedule {
  const { value, refuse } = readYaml(path, text, schema);
  const { tiers } = value;
  if (tiers.length === 0 && value.perShare === undefined) refuse([{ at: [], what: 'name tiers, perShare or both' }]);
  refuse(
    tiers.flatMap(({ from }, i) => {
      const before = tiers[i - 1];
      if (before === undefined) return from.n === 0n ? [] : [{ at: ['tiers', '0', 'from'], what: 'the first tier begins at 0' }];
      return isAbove(from, before.from) ? [] : [{ at: ['tiers', String(i), 'from'], what: 'must be above the tier before' }];
    }),
  );
  return value;
}

/** a > b */
const isAbove = (a: Exact, b: Exact): boolean => a.n * 10n ** BigInt(b.scale) > b.n * 10n ** BigInt(a.scale);
