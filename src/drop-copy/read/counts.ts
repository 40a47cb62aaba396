import type { DamageKind } from './message';

/** What was read of a file. */
export interface LogFileCounts {
  readonly file: string;
  /** What kind of log it is, in words; `evidence` says by what that was seen. */
  readonly format: string;
  readonly evidence: string;
  /** Unpacked. */
  readonly bytes: number;
  readonly lines: number;
  readonly messages: number;
  readonly damaged: Partial<Record<DamageKind, number>>;
}

/** What was read; `LoggedMessage.file` and `LogDamage.file` are places in `files`. */
export interface LogCounts {
  readonly files: readonly LogFileCounts[];
}
