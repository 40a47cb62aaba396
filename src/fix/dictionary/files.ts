import type { Expected } from './check';

/** A dictionary file that a session names. */
export interface DictionaryFile {
  /** Absolute. */
  readonly path: string;
  /** `file:line: key` that names it. */
  readonly from: string;
  readonly expected: Expected;
}

/** A session's dictionary files: FIX.4.x has one, FIXT.1.1 one for the session's messages and one for the application's. */
export interface DictionaryFiles {
  readonly application?: DictionaryFile;
  readonly transport?: DictionaryFile;
}
