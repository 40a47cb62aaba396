import { join } from 'node:path';
import type { Command } from 'commander';

/** A session as a running gateway tells of it. Times are UTC as text. */
export interface SessionRow {
  readonly id: string;
  readonly role: string;
  readonly type: string;
  readonly endpoint: string;
  readonly otherHosts?: readonly string[];
  readonly tls: boolean;
  readonly state: string;
  readonly loggedOn: boolean;
  readonly nextIn: number;
  readonly nextOut: number;
  readonly generation: number;
  /** Outside its hours: when it opens. */
  readonly opens: string | null;
  readonly lastReset: { readonly cause: string; readonly at: string } | null;
  readonly counters: Readonly<Record<string, number | string>>;
}

export interface SessionsFlags {
  readonly data: string;
  readonly json?: boolean;
}

export const sessionsFlags = (command: Command): Command =>
  command.option('--data <dir>', "the gateway's data folder", 'var').option('--json', 'answer as JSON');

export const controlSocket = (o: SessionsFlags): string => join(o.data, 'control.sock');

/** How an operator may name a session, for help texts. */
export const ID_HELP = "the session's id, in quotes, or its TargetCompID where only one session has it";
