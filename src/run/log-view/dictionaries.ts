import { readFileSync } from 'node:fs';
import { describeMessage } from '../../fix/codec/describe';
import { type Dictionary, dictionaryOf } from '../../fix/codec/dictionary';
import type { MessageView } from '../../fix/codec/view';
import type { Expected } from '../../fix/dictionary/check';
import { dictionaryFor, prepareDictionaries } from '../../fix/dictionary/custom';
import * as VALUES from '../../fix/generated/values';
import { UsageError } from '../usage-error';

/** Versions without tables of their own, and whose names fit. */
const NEAREST: ReadonlyMap<string, string> = new Map([
  ...['FIX.4.0', 'FIX.4.1'].map(v => [v, 'FIX.4.2'] as const),
  ['FIX.4.3', 'FIX.4.4'],
  ...['FIX.5.0', 'FIX.5.0SP1', 'FIX.5.0SP2'].map(v => [v, 'FIXT.1.1'] as const),
]);
const LAYERED = 'FIXT.1.1';
const APPL_VERSIONS: ReadonlySet<string> = new Set(['4', '6', '7', '8', '9']);

/** The root of a dictionary in QuickFIX's form. */
const ROOT = /<fix\b[^>]*>/;
const ATTRIBUTE = (root: string, name: string): string => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(root)?.[1] ?? '';

/** The dictionary of a message by its own words, and what fields and values are called. */
export class Dictionaries {
  private readonly depths = new Map<Dictionary, Map<string, ReadonlyMap<number, number>>>();

  private constructor(
    private readonly own: Dictionary | undefined,
    private readonly ownVersion: string,
  ) {}

  /**
   * `file`: a dictionary in QuickFIX's form in place of the one built in, for the messages of its version. Rejects with a UsageError where it is
   * none.
   */
  static async open(file: string | undefined): Promise<Dictionaries> {
    if (file === undefined) return new Dictionaries(undefined, '');
    const { version, expected } = versionOf(file);
    const place = { path: file, expected, from: '--dictionary' };
    const files = expected === LAYERED ? { transport: place } : { application: place };
    const wrong = await prepareDictionaries([{ dictionaries: files, useDataDictionary: true }], undefined);
    if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
    const identity = { beginString: version, senderCompID: '', targetCompID: '', timestampDecimals: 3 as const };
    return new Dictionaries(dictionaryFor({ identity, dictionaries: files }), version);
  }

  /** The dictionary that a message is to be held to; undefined where there is none of its version. */
  exact(view: MessageView): Dictionary | undefined {
    const begin = view.text(8) ?? '';
    if (begin === this.ownVersion) return this.own;
    return begin === 'FIX.4.2' || begin === 'FIX.4.4' || begin === LAYERED ? this.builtIn(begin, view) : undefined;
  }

  /** A dictionary whose names fit: that of its version, else of the nearest. */
  nearest(view: MessageView): Dictionary {
    const begin = view.text(8) ?? '';
    return this.exact(view) ?? this.builtIn(NEAREST.get(begin) ?? 'FIX.4.4', view);
  }

  /** How many groups a tag stands in, in this message; 0 for one that is not known in it. */
  depthOf(dictionary: Dictionary, msgType: string, tag: number): number {
    let byType = this.depths.get(dictionary);
    if (!byType) this.depths.set(dictionary, (byType = new Map()));
    let depths = byType.get(msgType);
    if (!depths) byType.set(msgType, (depths = new Map(describeMessage(dictionary, msgType).map(f => [f.tag, f.depth]))));
    return depths.get(tag) ?? 0;
  }

  private builtIn(begin: string, view: MessageView): Dictionary {
    const applVerID = view.char(1128);
    return dictionaryOf(begin, applVerID !== undefined && APPL_VERSIONS.has(applVerID) ? applVerID : undefined);
  }
}

const NAMES: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = VALUES;
const meanings = new Map<string, ReadonlyMap<string, string>>();

/** What a value of a field (by its name) is called: `Buy` for Side `1`; undefined where it has no name. */
export function meaningOf(field: string, value: string): string | undefined {
  let known = meanings.get(field);
  if (!known) {
    const named = Object.entries(NAMES[field] ?? {}).filter(([name]) => !name.startsWith('_'));
    meanings.set(field, (known = new Map(named.map(([name, text]) => [text, name]))));
  }
  return known.get(value);
}

function versionOf(file: string): { version: string; expected: Expected } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--dictionary: ${file} cannot be read: ${(error as Error).message}`);
  }
  const root = ROOT.exec(text)?.[0] ?? '';
  const [type, major, minor] = ['type', 'major', 'minor'].map(name => ATTRIBUTE(root, name));
  const number = `${major}.${minor}`;
  if (type === 'FIXT') return { version: LAYERED, expected: LAYERED };
  if (number === '4.2' || number === '4.4') return { version: `FIX.${number}`, expected: `FIX.${number}` };
  if (number === '5.0') return { version: LAYERED, expected: 'FIX.5.0' };
  throw new UsageError(`--dictionary: ${file} is of no version that is read: FIX 4.2, 4.4, 5.0 or FIXT 1.1`);
}
