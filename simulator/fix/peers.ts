import type { SessionId } from '../../src/core/ports';
import type { Dialect } from '../../src/fix/translate/dialect';

/** What a venue knows of the sessions it speaks to. */
export interface Peers {
  /** In what words a session's other side is spoken to. */
  readonly dialect: (session: SessionId) => Dialect;
  /** Its CompID, for copies of what it was told. */
  readonly compId: (session: SessionId) => string;
  /** Bytes that it has not taken yet. */
  readonly backlog: (session: SessionId) => number;
  /** Sessions that get a copy of every ExecutionReport: drop copies, each from its first logon on. */
  readonly copies: ReadonlySet<SessionId>;
  /** It listens and may send nothing. */
  readonly onlyListens: (session: SessionId) => boolean;
}
