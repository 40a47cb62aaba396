import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError } from '../model-error';
import { hashOf } from '../model-hash';
import { decodeOnnx } from '../onnx/decode';
import { termsOf } from '../terms';
import { writeWhole } from './durable';
import {
  type CheckRecord,
  cardSchema,
  checkSchema,
  entrySchema,
  type Lineage,
  type ModelEntry,
  parsed,
  type RegistryCard,
} from './entry';

const HASH = /^[0-9a-f]{64}$/;
const PREFIX = /^[0-9a-f]{6,64}$/;

/**
 * Models by their content: `<sha256>.onnx`, what is known of each in `<sha256>.json`, what its last check found in `<sha256>.check.json`, its certificate in
 * `<sha256>.certificate.json` and the report behind that in `<sha256>.report.json`. Files are written whole and never changed but for the last three; a model that does not hash to
 * its name is refused. Every refusal is a ModelError.
 */
export class ModelStore {
  /** The folder is made with the first model that is added. */
  constructor(readonly dir: string) {}

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
    const entry: ModelEntry = {
      schema: 1,
      hash,
      name,
      targets: targets.map(t => `${t.name} ${t.horizon}s`),
      features: features.map(f => f.name),
      lineage: lineageOf(told, file.metadata, parent),
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

  /** Keeps a certificate, in place of one that was there, with the report that it names. Nothing of them is looked at here; of a model that was not added, too. */
  noteCertificate(hash: string, certificate: string, report: Uint8Array): void {
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    writeWhole(this.path(hash, 'report.json'), report);
    writeWhole(this.path(hash, 'certificate.json'), certificate);
  }

  protected entry(hash: string): ModelEntry {
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

  /** The file of a kind that a model has, or would have. */
  path(hash: string, kind: 'onnx' | 'json' | 'check.json' | 'certificate.json' | 'report.json'): string {
    return join(this.dir, `${hash}.${kind}`);
  }
}

/** What a model was made from, by its card, else by its file; what neither says is left out. */
function lineageOf({ made, window }: RegistryCard, metadata: ReadonlyMap<string, string>, parent: string | undefined): Lineage {
  const lineage: Lineage = {
    dataHash: made?.dataHash ?? metadata.get('dataHash'),
    configHash: made?.configHash ?? metadata.get('configHash'),
    code: made?.by ?? metadata.get('code'),
    seed: made?.seed,
    window: window ?? metadata.get('window'),
    parent: parent ?? metadata.get('parent'),
  };
  return Object.fromEntries(Object.entries(lineage).filter(([, v]) => v !== undefined && v !== ''));
}
