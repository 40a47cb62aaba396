import { z } from 'zod';
import { SCENARIOS } from '../../../simulator/market/scenarios/library';
import type { Micros } from '../../core/numbers';

const whole = (least: number, most: number) =>
  z.int('must be a whole number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const number = (least: number, most: number) =>
  z.coerce.number('must be a number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
const name = z.string('must be a text').regex(NAME, 'must be lower case letters, digits and dashes');

/** The names of the scenarios that ship. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(s => s.name);

/** Scenarios that put a guard of the model, or risk controls, to the test: minute bars do not, and may not take their place. */
const KEPT: ReadonlySet<string> = new Set(SCENARIOS.filter(s => s.trips || s.guard).map(s => s.name));

/** A minute on the hour, in UTC. */
const minute = z.string('must be a time such as 2010-05-06T18:36:00Z').transform((text, context): Micros => {
  const told = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:00)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(told)) return told * 1000;
  context.addIssue({ code: 'custom', message: `'${text}' is not a whole minute in UTC such as 2010-05-06T18:36:00Z` });
  return z.NEVER;
});

const recorded = z.strictObject({
  name: name.refine(n => !KEPT.has(n), {
    error: ({ input }) => `'${input}' puts risk controls or guards to the test, which bars cannot: call them otherwise`,
  }),
  /** Minute bars, in any of the formats of docs/market-data.md. */
  file: z.string('must be a file').min(1, 'must be a file'),
  /** When the order comes, in the file's time. */
  from: minute,
  side: z.enum(['buy', 'sell', 'both'], 'must be buy, sell or both').default('both'),
});

/** `stress` in the file of a validation (docs/stress.md). */
export const stressSchema = z
  .strictObject({
    /** Seeds a scenario: each is a market, and an order by the model and by its baseline. */
    seeds: whole(2, 10_000).default(100),
    /** The first of them. */
    first: whole(0, 2 ** 31 - 1).default(700_001),
    /** Which of those that ship; all where none is named. */
    scenarios: z
      .array(z.enum(SCENARIO_NAMES as [string, ...string[]], `must be one of ${SCENARIO_NAMES.join(', ')}`))
      .min(1, 'name a scenario, or leave it out for all')
      .optional(),
    /** Recorded days; one that is called as a scenario that ships takes its place, unless that one is `KEPT`. */
    bars: z
      .array(recorded)
      .superRefine((all, context) => {
        const names = all.map(b => b.name);
        const twice = names.findIndex((n, i) => names.indexOf(n) < i);
        if (twice >= 0) context.addIssue({ code: 'custom', path: [twice, 'name'], message: `'${names[twice]}' is there twice` });
      })
      .default([]),
    /** How much worse the worst twentieth of costs may be: bps at least, and beyond that a part of what the band could reach at all. */
    margin: z.strictObject({ bps: number(0, 1000).default(1), ofReach: number(0, 1).default(0.2) }).prefault({}),
  })
  .prefault({});

export type StressConfig = z.infer<typeof stressSchema>;

/** The same with its files where `beside` says that they are. */
export const stressBeside = (config: StressConfig, beside: (name: string) => string): StressConfig => ({
  ...config,
  bars: config.bars.map(b => ({ ...b, file: beside(b.file) })),
});
