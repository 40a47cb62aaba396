/** How a log is kept. */
export interface Keeping {
  /** Its folder, made where it is not there. */
  readonly dir: string;
  /** Bytes after which a new file begins; 0: it grows for a day. */
  readonly mostBytes: number;
  /** Files that are put aside and kept; the oldest goes. */
  readonly keep: number;
}

/** Whom a log tells that it cannot write, and that it can again. */
export interface FileLogTold {
  /** Told once until `resumed`; what waits is tried again. */
  failed(dir: string, why: string): void;
  /** `lost`: messages and events that found no room while it lasted. */
  resumed(dir: string, lost: number): void;
}
