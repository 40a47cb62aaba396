import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { Dialect, type FixVersion } from '../../../src/fix/translate/dialect';

/** The other side of a session that has the dictionary of its version. */
export const spoken = (version: FixVersion, session: string = version, dropFields: readonly number[] = []): Dialect =>
  new Dialect(session, version, dictionaryOf(version), false, new Set(dropFields));

/** BeginString (8) of a session of a version. */
export const beginStringOf = (version: FixVersion): string => (version === 'FIX.5.0SP2' ? 'FIXT.1.1' : version);
