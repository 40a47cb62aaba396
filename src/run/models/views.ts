import type { ModelsInForce } from '../../core/facts';
import { GOVERNANCE, type Governance, MODEL_ROLES, type ModelEntry, type ModelRole } from '../../inference/registry/entry';
import type { HistoryLine } from '../../inference/registry/history';
import type { ModelState, Registry } from '../../inference/registry/registry';
import { type CertificateRow, certificateRow } from '../certify/row';

/** What a running gateway has in force, by its own word. */
export interface GatewayModels extends Readonly<Partial<Record<ModelRole, string | null>>> {
  readonly mode: ModelsInForce['mode'] | null;
  /** Roles whose model is told, and not done. */
  readonly shadow: readonly ModelRole[];
}

/** A model as it is listed. */
export interface ModelRow {
  readonly hash: string;
  readonly name: string;
  /** `shadow`: the champion of a gateway that decides by it and does what the baseline says. */
  readonly state: ModelState | 'shadow';
  readonly role: ModelRole | null;
  readonly targets: readonly string[];
  readonly registered: string;
  readonly trained: string | null;
  readonly data: string | null;
  readonly parent: string | null;
  readonly checked: 'passed' | 'failed' | 'no';
  readonly figures: readonly string[];
  readonly certificate: CertificateRow;
}

/** Every model of a registry. Throws as the registry does. */
export function rowsOf(registry: Registry, gateway: GatewayModels | undefined): ModelRow[] {
  const lines = registry.lines();
  return registry.list().map(entry => rowOf(registry, entry, lines, gateway));
}

export function rowOf(registry: Registry, entry: ModelEntry, lines: readonly HistoryLine[], gateway?: GatewayModels): ModelRow {
  const { hash, name, targets, lineage, registered, card } = entry;
  const { state, role } = registry.stateOf(hash, lines);
  const check = registry.check(hash);
  const shadowed = state === 'champion' && gateway?.shadow.includes(role!) && gateway[role!] === hash;
  return {
    hash,
    name,
    state: shadowed ? 'shadow' : state,
    role: role ?? null,
    targets,
    registered: registered.at,
    trained: lineage.window ?? null,
    data: lineage.dataHash ?? null,
    parent: lineage.parent ?? null,
    checked: check === undefined ? 'no' : check.ok ? 'passed' : 'failed',
    figures: (card.figures ?? []).filter(isOutOfSample).map(figureText),
    certificate: certificateRow(registry.dir, hash, Date.now()),
  };
}

type Figure = Readonly<Record<string, unknown>>;

/** Of the figures that `sluice train` tells: those of the whole model on data that no fit has seen. */
const isOutOfSample = (f: Figure): boolean =>
  (f['part'] ?? 'test') === 'test' && (f['of'] ?? 'model') === 'model' && (f['group'] ?? 'all') === 'all';

/** A figure in a line: `drift 30 s: skill 0.0123 [0.0101, 0.0145], 12 clusters`. Of any other kind: its keys and values. */
export function figureText(f: Figure): string {
  const { target, horizon, skill, low, high, clusters, part, of, group, ...more } = f;
  if (typeof skill !== 'number')
    return Object.entries(f)
      .map(([k, v]) => `${k} ${String(v)}`)
      .join(', ');
  const interval = typeof low === 'number' && typeof high === 'number' ? ` [${low}, ${high}]` : '';
  const count = typeof clusters === 'number' ? `, ${clusters} clusters` : '';
  const where = [part, of === 'model' ? undefined : of, group === 'all' ? undefined : group].filter(t => typeof t === 'string');
  const rows = typeof more['rows'] === 'number' ? `, ${more['rows']} rows` : '';
  return `${String(target)} ${String(horizon)} s${where.length > 0 ? ` (${where.join(', ')})` : ''}: skill ${skill}${interval}${count}${rows}`;
}

/** A model's ancestors, it first: what each was made from. One that is not in the registry is its hash alone; a circle, which only made-up cards have, ends. */
export function lineageOf(registry: Registry, entry: ModelEntry): (ModelEntry | string)[] {
  const chain: (ModelEntry | string)[] = [entry];
  const all = new Map(registry.list().map(e => [e.hash, e]));
  let parent = entry.lineage.parent;
  const seen = new Set([entry.hash]);
  while (parent !== undefined && !seen.has(parent)) {
    seen.add(parent);
    const found: ModelEntry | undefined = all.get(parent);
    chain.push(found ?? parent);
    parent = found?.lineage.parent;
  }
  return chain;
}

/** Models that were made from this one. */
export const childrenOf = (registry: Registry, hash: string): ModelEntry[] =>
  registry.list().filter(e => e.lineage.parent === hash);

/** What its card says of how it is to be used, and what it leaves unsaid. */
export function governanceOf({ card }: ModelEntry): { readonly said: Governance; readonly unsaid: readonly string[] } {
  const said: Governance = {
    ...(card.about !== undefined && { purpose: card.about }),
    ...(card.limits !== undefined && { limits: card.limits }),
    ...card.governance,
  };
  return { said, unsaid: GOVERNANCE.filter(key => said[key] === undefined) };
}

/** What was done with a model, and with which it took turns. */
export const historyOf = (lines: readonly HistoryLine[], hash: string): HistoryLine[] =>
  lines.filter(l => l.hash === hash || l.from === hash);

/** What is in force by the registry, role by role. */
export const inForceOf = (registry: Registry): readonly (readonly [ModelRole, string | undefined])[] => {
  const lines = registry.lines();
  return MODEL_ROLES.map(role => [role, registry.inForce(role, lines)]);
};
