import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { FAULT_NAMES, FAULTS, type FaultName } from '../../simulator/models/faults/kinds';
import {
  type Count,
  DEFAULT_TERMS,
  type FaultRule,
  type FaultScript,
  ORDER_EVENTS,
  type Trigger,
} from '../../simulator/models/faults/script';
import { exactFromText, parseDecimal } from '../core/numbers';
import { type Mistake, readYaml } from './config-file';
import { decimal } from './decimals';
import { duration } from './duration';
import { UsageError } from './usage-error';

/** The names of all faults, for a help text. */
export const FAULT_LIST = FAULT_NAMES.join(', ');

const COUNT_FORM = 'must be a number from 1, or `every N`';

/** `3`: the third time; `every 3`: the third, sixth, ninth ... */
const count = z.union([z.int(COUNT_FORM).min(1, COUNT_FORM), z.string(COUNT_FORM)], COUNT_FORM).transform((v, context): Count => {
  if (typeof v === 'number') return { n: v, every: false };
  const every = /^every ([1-9]\d{0,8})$/.exec(v);
  if (every) return { n: Number(every[1]), every: true };
  context.addIssue({ code: 'custom', message: `'${v}' ${COUNT_FORM}` });
  return z.NEVER;
});

/** A part of 1 with at most six decimals, in parts of a million. */
const rate = decimal.transform((text, context): number => {
  const ppm = parseDecimal(text, 6);
  if (typeof ppm === 'number' && ppm >= 0 && ppm <= 1_000_000) return ppm;
  context.addIssue({ code: 'custom', message: `'${text}' ${RATE_FORM}` });
  return z.NEVER;
});
const RATE_FORM = 'must be a part of 1 with at most six decimals, such as 0.01';

const faultName = z.enum(FAULT_NAMES as [FaultName, ...FaultName[]], `must be one of ${FAULT_LIST}`);
const many = z.int('must be a whole number from 1').min(1, 'must be a whole number from 1');

const rule = z.strictObject({
  at: duration.optional(),
  message: count.optional(),
  on: z.enum(ORDER_EVENTS as [string, ...string[]], `must be one of ${ORDER_EVENTS.join(', ')}`).optional(),
  nth: count.optional(),
  fault: faultName,
  for: duration.optional(),
  count: many.optional(),
  direction: z.enum(['out', 'in'], 'must be out (to the client) or in (to the venue)').optional(),
  msgTypes: z
    .array(z.union([z.string().min(1), z.int()], 'must be a MsgType (35)').transform(String), 'must be a list of MsgTypes (35)')
    .min(1)
    .optional(),
  client: z.string('must be a TargetCompID').min(1).optional(),
});

const schema = z.strictObject({
  seed: z.int('must be a whole number').default(1),
  rules: z.array(rule, 'must be a list').default([]),
  rates: z.partialRecord(faultName, rate).default({}),
});

type Written = z.infer<typeof rule>;

/** Reads a fault script. Throws a UsageError with file, line and key of every mistake. */
export function readFaults(path: string): FaultScript {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such fault script`);
  return parseFaults(path, readFileSync(path, 'utf8'));
}

/** The text of a fault script; `path` is for messages. Throws as `readFaults` does. */
export function parseFaults(path: string, text: string): FaultScript {
  const { value, refuse } = readYaml(path, text, schema);
  refuse(value.rules.flatMap((r, i) => mistakesOf(r).map(({ at, what }) => ({ at: ['rules', String(i), ...at], what }))));
  const { seed, rates } = value;
  if (value.rules.length === 0 && Object.keys(rates).length === 0)
    refuse([{ at: [], what: 'name at least one fault, under rules or rates' }]);
  return { seed, rates, rules: value.rules.map(ruleOf) };
}

function mistakesOf(r: Written): Mistake[] {
  const mistakes: Mistake[] = [];
  const { inbound, site } = FAULTS[r.fault];
  if ([r.at, r.message, r.on].filter(t => t !== undefined).length !== 1)
    mistakes.push({ at: ['fault'], what: 'say when, with exactly one of at, message, on' });
  if (r.nth !== undefined && r.on === undefined) mistakes.push({ at: ['nth'], what: 'nth counts what `on` names' });
  if (r.direction === 'in' && !inbound) mistakes.push({ at: ['direction'], what: `${r.fault} strikes on the way out only` });
  if (site !== 'wire' && r.message === undefined && (r.direction ?? r.msgTypes) !== undefined)
    mistakes.push({ at: ['fault'], what: `${r.fault} strikes no message: leave out direction and msgTypes` });
  return mistakes;
}

function ruleOf(r: Written): FaultRule {
  const terms = DEFAULT_TERMS[r.fault];
  return {
    fault: r.fault,
    when: triggerOf(r),
    for: r.for ?? terms.for,
    count: r.count ?? terms.count,
    direction: r.direction ?? 'out',
    msgTypes: r.msgTypes,
    client: r.client,
  };
}

function triggerOf({ at, message, on, nth }: Written): Trigger {
  if (at !== undefined) return { kind: 'time', at };
  if (message !== undefined) return { kind: 'message', count: message };
  return { kind: 'event', event: on as (typeof ORDER_EVENTS)[number], count: nth ?? { n: 1, every: true } };
}

/**
 * Faults by seed: `drop=0.01,bust=0.1`, or one rate for all of them. A rate is the part of a fault's chances at which it strikes. Throws a UsageError
 * that names `field`.
 */
export function faultRates(field: string, text: string, seed: number): FaultScript {
  const rates: Partial<Record<FaultName, number>> = {};
  for (const part of text.split(',')) {
    const [name, value] = part.includes('=') ? (part.split('=', 2) as [string, string]) : ['', part];
    const ppm = exactFromText(value) ? parseDecimal(value, 6) : 'NotANumber';
    if (typeof ppm !== 'number' || ppm < 0 || ppm > 1_000_000) throw new UsageError(`${field}: '${value}' ${RATE_FORM}`);
    if (name !== '' && !Object.hasOwn(FAULTS, name)) throw new UsageError(`${field}: '${name}' is no fault: ${FAULT_LIST}`);
    for (const fault of name === '' ? FAULT_NAMES : [name as FaultName]) rates[fault] = ppm;
  }
  return { seed, rules: [], rates };
}
