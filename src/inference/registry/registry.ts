import { join } from 'node:path';
import { ModelError } from '../model-error';
import { alone } from './durable';
import type { CheckRecord, ModelEntry, ModelRole } from './entry';
import { History, type HistoryLine, linesInForce, stackOf } from './history';
import { ModelStore } from './store';

/** Who does something to the registry, when (ISO 8601), and why. */
export interface Act {
  readonly by: string;
  readonly why: string;
  readonly at: string;
}

/** What a model is to whoever lists the registry. */
export type ModelState = 'champion' | 'challenger' | 'retired' | 'candidate';

/** Models, and which of them is in force in which role: `history.jsonl`. Every refusal is a ModelError. */
export class Registry extends ModelStore {
  private readonly history = new History(join(this.dir, 'history.jsonl'));

  lines(): readonly HistoryLine[] {
    return this.history.read();
  }

  /** Hash of what is in force in a role; undefined where nothing was promoted, or all of it rolled back. */
  inForce(role: ModelRole, lines = this.lines()): string | undefined {
    return stackOf(lines, role).at(-1) ?? undefined;
  }

  /** The act that put in force what is in force in a role; undefined where nothing was promoted, or all of it rolled back. Its hash is null where none is from there on. */
  promotionOf(role: ModelRole): HistoryLine | undefined {
    return linesInForce(this.lines(), role).at(-1);
  }

  /** What a model is now, and as what. */
  stateOf(hash: string, lines = this.lines()): { readonly state: ModelState; readonly role?: ModelRole } {
    for (const role of ['predictor', 'policy'] as const)
      if (this.inForce(role, lines) === hash) return { state: 'champion', role };
    if (this.inForce('challenger', lines) === hash) return { state: 'challenger', role: 'challenger' };
    const was = lines.findLast(l => l.hash === hash);
    return was ? { state: 'retired', role: was.role } : { state: 'candidate' };
  }

  /**
   * Puts a model in force in a role, on the disk when it returns. One that was the challenger and becomes the predictor leaves that role. Throws for a model that cannot
   * have the role, has it, is damaged, or whose last check by this `version` did not pass.
   */
  promote(hash: string, role: ModelRole, version: string, act: Act): HistoryLine {
    return alone(join(this.dir, 'lock'), () => {
      const entry = this.entry(hash);
      this.bytes(hash);
      const lines = this.lines();
      const refused = this.roleRefused(entry, role, lines) ?? checkRefused(this.check(hash), version);
      if (refused !== undefined) throw new ModelError(`${entry.name} ${hash.slice(0, 12)} is not promoted: ${refused}`);
      const added = this.history.append({ act: 'promote', role, hash, ...act });
      if (role === 'predictor' && this.inForce('challenger', lines) === hash)
        this.history.append({ act: 'leave', role: 'challenger', hash: null, ...act });
      return added;
    });
  }

  /** Puts in force again what was before the last promotion of a role; its file is looked at first. Throws where nothing is in force there. */
  rollback(role: ModelRole, act: Act): HistoryLine {
    return alone(join(this.dir, 'lock'), () => {
      const stack = stackOf(this.lines(), role);
      if (stack.length === 0) throw new ModelError(`${role}: nothing was promoted that could be rolled back`);
      const hash = stack.at(-2) ?? null;
      if (hash !== null) this.bytes(hash);
      return this.history.append({ act: 'rollback', role, hash, ...act });
    });
  }

  /** Takes back the latest act: what it put in force could not be opened. */
  undo(act: Act): void {
    alone(join(this.dir, 'lock'), () => {
      const lines = this.lines();
      const last = lines.at(-1);
      // a promotion that ended a challenge is two lines
      const undone = last?.act === 'leave' ? [last, lines.at(-2)!] : last ? [last] : [];
      for (const { act: what, role, from } of undone) {
        if (what === 'rollback') this.history.append({ ...act, act: 'promote', role, hash: from });
        else this.history.append({ ...act, act: 'rollback', role, hash: stackOf(lines, role).at(-2) ?? null });
      }
    });
  }

  private roleRefused({ hash, targets }: ModelEntry, role: ModelRole, lines: readonly HistoryLine[]): string | undefined {
    const tilts = targets.some(t => t.startsWith('tilt '));
    if (tilts !== (role === 'policy'))
      return tilts ? `its target is tilt: it is a policy, not a ${role}` : 'it has no target tilt: a policy needs one';
    if (this.inForce(role, lines) === hash) return `it is the ${role} in force`;
    if (role === 'challenger' && this.inForce('predictor', lines) === hash)
      return 'it is the predictor in force: there is nothing to compare it with';
    return undefined;
  }
}

function checkRefused(check: CheckRecord | undefined, version: string): string | undefined {
  if (!check || check.version !== version)
    return `it was not checked by this version (${version}): \`sluice models promote\` does so`;
  const bad = check.findings.filter(f => f.state === 'refused').map(f => `${f.check}: ${f.text}`);
  return check.ok ? undefined : `its check failed: ${bad.join('; ')}`;
}
