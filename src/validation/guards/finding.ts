import type { Micros } from '../../core/numbers';
import type { Gate } from '../report';

/** Something that must not be, with its name. */
export interface Finding {
  /** Which guard found it: `look-ahead`, `normaliser`, `universe` ... */
  readonly guard: string;
  /** The feature, label, symbol or setting. */
  readonly name: string;
  /** Where in the data it was seen first (us). */
  readonly at?: Micros | undefined;
  /** In a sentence, with its figures. */
  readonly why: string;
}

/** What a guard looked at and what it found. */
export interface Guarded {
  /** Of the gate: `guards.look-ahead`. */
  readonly id: string;
  /** What was looked for, in a few words. */
  readonly what: string;
  readonly findings: readonly Finding[];
  /** How much was looked at, in words; undefined: nothing was, and nothing can be said. */
  readonly looked: string | undefined;
  /** What could not be judged although it was asked for, by name. */
  readonly unsure: readonly string[];
}

/** Names that a sentence can hold. */
const MOST_NAMES = 8;

/** One finding fails; what could not be judged leaves a doubt. The value is the number of findings. */
export function gateOfGuard({ id, what, findings, looked, unsure }: Guarded): Gate {
  const gate = { id, what, must: 'at most', bound: 0 } as const;
  if (findings.length > 0) {
    const why = `${listed([...new Set(findings.map(f => f.name))])}: ${findings[0]!.why}`;
    return { ...gate, value: findings.length, verdict: 'fail', why };
  }
  if (looked === undefined) return { ...gate, value: null, verdict: 'inconclusive', why: 'there was nothing to look at' };
  if (unsure.length > 0)
    return {
      ...gate,
      value: 0,
      verdict: 'inconclusive',
      why: `nothing found in ${looked}, but nothing can be said of ${listed(unsure)}`,
    };
  return { ...gate, value: 0, verdict: 'pass', why: `nothing found in ${looked}` };
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
