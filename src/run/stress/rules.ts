import type { Gate, ReportTable } from '../../validation/report';
import { CAP, type Stressed } from './runs';

/** A hard rule: what goes before it excuses from it, and what a run did against it, in words; undefined where it kept it. */
interface Rule {
  readonly id: string;
  readonly what: string;
  readonly breach: (of: Stressed) => string | undefined;
  /** Whether a run puts it to the test at all. */
  readonly tests: (of: Stressed) => boolean;
}

const percent = (part: number): string => `${(100 * part).toFixed(2)} %`;
const always = (): boolean => true;

/** In order of precedence: a halt goes before the limit price, that before the cap, that before completion. */
export const RULES: readonly Rule[] = [
  {
    id: 'halt',
    what: 'orders and replaces sent while the gateway had been told of a halt',
    breach: ({ result: { audit } }) => (audit.sentInHalt > 0 ? `${audit.sentInHalt} sent in a halt` : undefined),
    tests: ({ result: { audit } }) => audit.haltTold !== undefined,
  },
  {
    id: 'limit-price',
    what: 'orders with a fill beyond their limit price',
    breach: ({ result }) => (result.beyondLimit > 0 ? `${result.beyondLimit} fills beyond the limit price` : undefined),
    // a limit that the market never passed keeps itself
    tests: ({ result }) => result.limitMattered || result.beyondLimit > 0,
  },
  {
    id: 'cap',
    what: `orders above their cap of ${percent(CAP)} of the volume`,
    breach: ({ result: { greatestPart } }) =>
      greatestPart !== null && greatestPart > CAP
        ? `${percent(greatestPart)} of the volume, capped at ${percent(CAP)}`
        : undefined,
    tests: ({ run, result }) => run.bounds !== undefined && result.greatestPart !== null,
  },
  {
    id: 'oversold',
    what: 'orders of which more was done than ordered, or otherwise than the venue tells',
    breach: ({ result: { parent } }) => (parent.agrees ? undefined : `${parent.cumQty} of ${parent.orderQty} booked`),
    tests: always,
  },
  {
    id: 'left-working',
    what: 'orders that are over, or past their window, with something left working',
    breach: ({ result: { parent, broken } }) =>
      parent.outcome === 'open' ? 'it is open after its window' : broken.find(line => /may still trade|orders work/.test(line)),
    tests: always,
  },
  {
    id: 'completion',
    what: 'orders that promised to be done, could be, and were not',
    breach: ({ result: { parent } }) =>
      parent.outcome === 'done'
        ? undefined
        : `${parent.outcome}, ${percent(parent.completion)} done${parent.text === null ? '' : ` (${parent.text})`}`,
    // a limit price, a cap or a risk limit goes before completion; so does a market that is shut at the end
    tests: ({ purpose, run }) => purpose.kind === 'cost' && run.scenario.completes,
  },
];

/** A gate a rule, over all runs: no breach at all. Where no run put it to the test, nothing is known of it. */
export function ruleGates(all: readonly Stressed[]): Gate[] {
  return RULES.map(rule => {
    const tested = all.filter(rule.tests);
    const breaches = tested.flatMap(of => {
      const what = rule.breach(of);
      return what === undefined ? [] : [{ of, what }];
    });
    const [first] = breaches;
    const verdict = first ? 'fail' : tested.length === 0 ? 'inconclusive' : 'pass';
    const why = first
      ? `${breaches.length} of ${tested.length} runs; first ${nameOf(first.of)}: ${first.what}`
      : tested.length === 0
        ? 'no run put it to the test'
        : `none in ${tested.length} runs`;
    return { id: `stress.${rule.id}`, what: rule.what, value: breaches.length, must: 'at most', bound: 0, verdict, why };
  });
}

/** A run by name: `flash-crash, seed 7, model`. */
export function nameOf({ run: { scenario, seed, by }, purpose }: Stressed): string {
  const name = `${scenario.name}, seed ${seed}, ${by}`;
  if (purpose.kind === 'cost') return name;
  return purpose.kind === 'bounds' ? `${name} with bounds` : `${name} under ${purpose.code}`;
}

/** Runs that put each rule to the test, and breaches, by scenario. */
export function ruleTable(all: readonly Stressed[]): ReportTable {
  const names = [...new Set(all.map(of => of.run.scenario.name))];
  return {
    title: 'Hard rules: breaches / runs that put them to the test',
    head: ['scenario', ...RULES.map(r => r.id)],
    rows: names.map(name => {
      const own = all.filter(of => of.run.scenario.name === name);
      return [
        name,
        ...RULES.map(rule => {
          const tested = own.filter(rule.tests);
          return `${tested.filter(of => rule.breach(of) !== undefined).length} / ${tested.length}`;
        }),
      ];
    }),
  };
}
