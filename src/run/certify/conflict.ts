import { TrialLedger } from '../../inference/registry/ledger';
import type { Registry } from '../../inference/registry/registry';

/**
 * Why a person may not approve a model: they trained or registered it, or one that it was made from, answer for it by its card, or put it in force. Undefined where
 * nothing of that is known; of a model that is not in the registry nothing is.
 */
export function conflictOf(approver: string, hash: string, registry: Registry): string | undefined {
  const same = (name: string | undefined): boolean => name?.toLowerCase() === approver.toLowerCase();
  const entries = new Map(registry.list().map(e => [e.hash, e]));
  const promoted = registry.lines().some(l => l.hash === hash && l.act === 'promote' && same(l.by));
  const trained = new TrialLedger(registry.dir)
    .lines()
    .some(l => l.act === 'trial' && l.what === 'training' && l.model === hash && same(l.by));
  if (trained) return `${approver} trained the model, and may not approve it`;
  if (promoted) return `${approver} put the model in force, and may not approve it`;
  if (same(entries.get(hash)?.card.governance?.owner)) return `${approver} owns the model by its card, and may not approve it`;
  const seen = new Set<string>();
  for (let of: string | undefined = hash; of !== undefined && !seen.has(of); ) {
    seen.add(of);
    const entry = entries.get(of);
    if (same(entry?.registered.by))
      return `${approver} ${of === hash ? 'registered the model' : `registered ${entry!.name} ${of.slice(0, 12)}, which it was made from`}, and may not approve it`;
    of = entry?.lineage.parent;
  }
  return undefined;
}
