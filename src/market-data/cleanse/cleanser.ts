import type { AnyRow, Kind } from '../read/format';
import type { Act, Finding, Judge, Rule, Setup } from './rule';
import { RULES } from './rules';

/** How many examples of a defect a report shows. */
const EXAMPLES = 5;

/** What is done about a rule's findings instead of what the rule says; `off` runs it not at all. A row can be mended only by its rule. */
export type Override = 'drop' | 'flag' | 'off';
export type Overrides = ReadonlyMap<string, Override>;

export interface Example {
  readonly line: number;
  readonly why: string;
}

/** How often a rule found a defect, and the first of them. */
export interface DefectCount {
  readonly rule: string;
  readonly version: number;
  readonly defect: string;
  readonly act: Act;
  readonly count: number;
  readonly examples: readonly Example[];
}

/** What became of a row: itself, mended, or nothing; `flags` are `rule:defect` with | between. */
export interface Verdict {
  readonly row: AnyRow | undefined;
  readonly flags: string;
}

/** A row was dropped or mended. */
export type OnChange = (row: AnyRow, rule: string, finding: Finding) => void;

interface Running {
  readonly rule: Rule;
  readonly judge: Judge;
  readonly act: Override | undefined;
  readonly found: Map<string, { act: Act; count: number; examples: Example[] }>;
}

/** Rows of one file through the rules of their kind, one after the other. */
export class Cleanser {
  /** Rules that could not run, and why. */
  readonly notRun: { readonly rule: string; readonly why: string }[] = [];
  readonly totals = { rows: 0, kept: 0, dropped: 0, mended: 0, flagged: 0 };
  private readonly running: Running[] = [];

  constructor(
    setup: Setup,
    overrides: Overrides = new Map(),
    private readonly changed: OnChange = () => undefined,
  ) {
    for (const rule of rulesOf(setup.kind)) {
      const act = overrides.get(rule.name);
      const judge = act === 'off' ? 'switched off' : rule.start(setup);
      if (typeof judge === 'string') this.notRun.push({ rule: rule.name, why: judge });
      else this.running.push({ rule, judge, act, found: new Map() });
    }
  }

  /** Judges the next row of the file. */
  take(row: AnyRow): Verdict {
    const { totals } = this;
    totals.rows++;
    let now = row;
    let flags = '';
    for (const one of this.running) {
      const finding = one.judge(now);
      if (finding === undefined) continue;
      const act = actOf(finding, one.act);
      this.note(one, row.line, finding, act);
      if (act === 'mend') now = finding.row!;
      if (act !== 'flag') this.changed(row, one.rule.name, { ...finding, act });
      if (act === 'drop') {
        totals.dropped++;
        return { row: undefined, flags: '' };
      }
      flags += `${flags === '' ? '' : '|'}${one.rule.name}:${finding.defect}`;
    }
    totals.kept++;
    if (now !== row) totals.mended++;
    else if (flags !== '') totals.flagged++;
    return { row: now, flags };
  }

  /** Every defect found so far, in the order of the rules. */
  defects(): DefectCount[] {
    return this.running.flatMap(({ rule, found }) =>
      [...found].map(([defect, { act, count, examples }]) => ({
        rule: rule.name,
        version: rule.version,
        defect,
        act,
        count,
        examples,
      })),
    );
  }

  /** The rules that ran, as `name/version`. */
  ran(): string[] {
    return this.running.map(({ rule }) => `${rule.name}/${rule.version}`);
  }

  private note({ found }: Running, line: number, { defect, why }: Finding, act: Act): void {
    let its = found.get(defect);
    if (its === undefined) found.set(defect, (its = { act, count: 0, examples: [] }));
    its.count++;
    if (its.examples.length < EXAMPLES) its.examples.push({ line, why: why() });
  }
}

function actOf({ act }: Finding, override: Override | undefined): Act {
  return override === undefined || override === 'off' ? act : override;
}

/** The rules for rows of a kind. */
export const rulesOf = (kind: Kind): readonly Rule[] => RULES.filter(rule => rule.kinds.includes(kind));
