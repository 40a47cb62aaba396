import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError } from '../model-error';
import { hashOf } from '../model-hash';
import { decodeOnnx } from '../onnx/decode';
import { termsOf } from '../terms';
import { alone, writeWhole } from './durable';
import {
  type CheckRecord,
  cardSchema,
  checkSchema,
  entrySchema,
  type ModelEntry,
  type ModelRole,
  parsed,
  type RegistryCard,
} from './entry';
import { History, type HistoryLine, stackOf } from './history';

/** Who does something to the registry, when (ISO 8601), and why. */
export interface Act {
  readonly by: string;
  readonly why: string;
  readonly at: string;
}

/** What a model is to whoever lists the registry. */
export type ModelState = 'champion' | 'challenger' | 'retired' | 'candidate';

const HASH = /^[0-9a-f]{64}$/;
const PREFIX = /^[0-9a-f]{6,64}$/;

/**
 * Models by their content: `<sha256>.onnx`, what is known of each in `<sha256>.json`, what its last check found in `<sha256>.check.json`, and `history.jsonl`.
 * Files are written whole and never changed but for the check; one that does not hash to its name is refused. Every refusal is a ModelError.
 */
export class Registry {
  private readonly history: History;

  /** The folder is made with the first model that is added. */
  constructor(readonly dir: string) {
    this.history = new History(join(dir, 'history.jsonl'));
  }

  /** Adds a model with what is known of it; the same file again changes nothing. Throws for a file that is no model by the contract, and for another model's card. */
  add(
    bytes: Uint8Array,
    card: unknown,
    { by, at, parent }: { readonly by: string; readonly at: string; readonly parent?: string | undefined },
  ): ModelEntry {
    const hash = hashOf(bytes);
    const file = decodeOnnx(bytes);
    const { name, features, targets } = termsOf(file);
    const told: RegistryCard = parsed('card', JSON.stringify(card), cardSchema);
    if (told.hash !== undefined && told.hash !== hash)
      throw new ModelError(`the card is of another file: it says ${told.hash.slice(0, 12)}, the file is ${hash.slice(0, 12)}`);
    if (this.hashes().includes(hash)) {
      if (hashOf(readFileSync(this.path(hash, 'onnx'))) !== hash) writeWhole(this.path(hash, 'onnx'), bytes);
      return this.entry(hash);
    }
    const { metadata } = file;
    const { made } = told;
    const lineage = {
      dataHash: made?.dataHash ?? metadata.get('dataHash'),
      configHash: made?.configHash ?? metadata.get('configHash'),
      code: made?.by ?? metadata.get('code'),
      seed: made?.seed,
      window: told.window ?? metadata.get('window'),
      parent: parent ?? metadata.get('parent'),
    };
    const entry: ModelEntry = {
      schema: 1,
      hash,
      name,
      targets: targets.map(t => `${t.name} ${t.horizon}s`),
      features: features.map(f => f.name),
      lineage: Object.fromEntries(Object.entries(lineage).filter(([, v]) => v !== undefined && v !== '')),
      card: told,
      registered: { at, by },
    };
    const content = `${JSON.stringify(entry, undefined, 1)}\n`;
    parsed('the file', content, entrySchema); // its name and columns are its maker's words
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    // the entry is last: a model without one was not added
    writeWhole(this.path(hash, 'onnx'), bytes);
    writeWhole(this.path(hash, 'json'), content);
    return entry;
  }

  /** Every model that was added, by name and then hash. */
  list(): ModelEntry[] {
    return this.hashes()
      .map(hash => this.entry(hash))
      .sort((a, b) => (a.name === b.name ? (a.hash < b.hash ? -1 : 1) : a.name < b.name ? -1 : 1));
  }

  /** The model that a hash, or six digits or more of its beginning, means. */
  find(asked: string): ModelEntry {
    if (!PREFIX.test(asked))
      throw new ModelError(`'${asked}' is no hash: take six or more of its hex digits, as \`sluice models list\` shows them`);
    const found = this.hashes().filter(hash => hash.startsWith(asked));
    if (found.length === 0) throw new ModelError(`${this.dir}: there is no model ${asked}`);
    if (found.length > 1) throw new ModelError(`${asked} is the beginning of ${found.length} hashes: take more digits`);
    return this.entry(found[0]!);
  }

  /** A model's file. Throws where it is not what it was when it was added. */
  bytes(hash: string): Uint8Array {
    const path = this.path(hash, 'onnx');
    const bytes = readFileSync(path);
    if (hashOf(bytes) === hash) return bytes;
    throw new ModelError(`${path}: does not hash to its name: it was changed or is damaged; add the model anew`);
  }

  /** What the last check found; undefined where nobody looked. */
  check(hash: string): CheckRecord | undefined {
    const path = this.path(hash, 'check.json');
    return existsSync(path) ? parsed(path, readFileSync(path, 'utf8'), checkSchema) : undefined;
  }

  noteCheck(hash: string, check: CheckRecord): void {
    writeWhole(this.path(hash, 'check.json'), `${JSON.stringify(check, undefined, 1)}\n`);
  }

  lines(): readonly HistoryLine[] {
    return this.history.read();
  }

  /** Hash of what is in force in a role; undefined where nothing was promoted, or all of it rolled back. */
  inForce(role: ModelRole, lines = this.lines()): string | undefined {
    return stackOf(lines, role).at(-1) ?? undefined;
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

  private entry(hash: string): ModelEntry {
    const path = this.path(hash, 'json');
    const entry = parsed(path, readFileSync(path, 'utf8'), entrySchema);
    if (entry.hash !== hash)
      throw new ModelError(`${path}: is of another model (${entry.hash.slice(0, 12)}): its name was changed`);
    return entry;
  }

  /** A model without an entry, or an entry without its model, was being added when its writer died: neither counts. */
  private hashes(): string[] {
    if (!existsSync(this.dir)) return [];
    const names = new Set(readdirSync(this.dir));
    return [...names].flatMap(name => {
      const hash = name.slice(0, 64);
      return name === `${hash}.json` && HASH.test(hash) && names.has(`${hash}.onnx`) ? [hash] : [];
    });
  }

  private path(hash: string, kind: 'onnx' | 'json' | 'check.json'): string {
    return join(this.dir, `${hash}.${kind}`);
  }
}

function checkRefused(check: CheckRecord | undefined, version: string): string | undefined {
  if (!check || check.version !== version)
    return `it was not checked by this version (${version}): \`sluice models promote\` does so`;
  const bad = check.findings.filter(f => f.state === 'refused').map(f => `${f.check}: ${f.text}`);
  return check.ok ? undefined : `its check failed: ${bad.join('; ')}`;
}
