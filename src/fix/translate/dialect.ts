import type { SessionId } from '../../core/ports';
import { type Dictionary, dictionaryOf } from '../codec/dictionary';
import { dictionaryFor } from '../dictionary/custom';
import type { SessionSettings } from '../settings/settings';

/** An application version that we speak. */
export type FixVersion = 'FIX.4.2' | 'FIX.4.4' | 'FIX.5.0SP2';
export const FIX_VERSIONS: readonly FixVersion[] = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'];

/** The application version of a session's BeginString (8). */
export const versionOf = (beginString: string): FixVersion =>
  beginString === 'FIX.4.2' || beginString === 'FIX.4.4' ? beginString : 'FIX.5.0SP2';

/**
 * What the other side of a session understands: its version, and which fields its dictionary has in which message. Our own additional
 * fields (SecondaryClOrdID and the like) are written only where it has them; where no dictionary is used, the version's own decides.
 */
export class Dialect {
  constructor(
    readonly session: SessionId,
    readonly version: FixVersion,
    readonly dictionary: Dictionary,
    /** True where the session checks nothing (UseDataDictionary=N): it takes any field of an OMS. */
    readonly open: boolean,
    readonly dropFields: ReadonlySet<number>,
  ) {}

  get is42(): boolean {
    return this.version === 'FIX.4.2';
  }

  /** Whether its dictionary has a field in a message, header and groups included. */
  has(msgType: string, tag: number): boolean {
    return this.dictionary.hasField(msgType, tag);
  }

  /** A reason code as this version knows it: `other` in place of one that its list lacks. */
  reason(tag: number, code: number, other: number): number {
    return this.dictionary.lists(tag, String(code)) ? code : other;
  }
}

/** What the other side of a configured session understands. */
export function dialectOf(settings: SessionSettings): Dialect {
  const { id, identity, useDataDictionary, dropFields } = settings;
  const version = versionOf(identity.beginString);
  const dictionary = useDataDictionary ? dictionaryFor(settings) : dictionaryOf(identity.beginString);
  return new Dialect(id, version, dictionary, !useDataDictionary, new Set(dropFields));
}
