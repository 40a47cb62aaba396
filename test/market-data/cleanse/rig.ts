import { referenceOf } from '../../../src/core/reference/reference';
import { Cleanser, type Overrides } from '../../../src/market-data/cleanse/cleanser';
import type { Setup } from '../../../src/market-data/cleanse/rule';
import { RULES } from '../../../src/market-data/cleanse/rules';
import { THRESHOLDS } from '../../../src/market-data/cleanse/thresholds';
import type { AnyRow, Kind, RowsByKind } from '../../../src/market-data/read/format';

/** What is known of rows of a kind: prices in cents, a tick of one. */
export const setup = (kind: Kind, more: Partial<Setup> = {}): Setup => ({
  kind,
  priceScale: 2,
  qtyScale: 0,
  symbol: 'ACME',
  security: undefined,
  reference: referenceOf({}),
  calendar: undefined,
  tickAt: undefined,
  thresholds: THRESHOLDS,
  ...more,
});

/** Switches off every rule but these. */
export const only = (...names: readonly string[]): Overrides =>
  new Map(RULES.filter(r => !names.includes(r.name)).map(r => [r.name, 'off'] as const));

/** What became of each row: `kept`, or `act rule:defect` of what was found. */
export function judged<K extends Kind>(
  kind: K,
  rows: readonly Partial<RowsByKind[K]>[],
  more?: Partial<Setup>,
  rules?: Overrides,
): string[] {
  const changes = new Map<number, string>();
  const cleanser = new Cleanser(setup(kind, more), rules, (row, rule, { act, defect }) =>
    changes.set(row.line, `${act} ${rule}:${defect}`),
  );
  return rows.map((row, n) => {
    const { flags } = cleanser.take({ line: n + 1, at: n * 1_000_000, ...row } as unknown as AnyRow);
    return changes.get(n + 1) ?? (flags === '' ? 'kept' : `flag ${flags}`);
  });
}
