import { join } from 'node:path';
import type { Command } from 'commander';

/** A session as a running gateway tells of it. Times are UTC as text. */
export interface SessionRow {
  readonly id: string;
  readonly role: string;
  /** The venue session whose market data it brings, where that is of one venue. */
  readonly marketDataFor?: string;
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
  /** Of a market data session: symbols that it told of, of these stale, entries too fine to be read, age of the latest update (us). */
  readonly marketData?: {
    readonly symbols: number;
    readonly stale: number;
    readonly leftOut: number;
    readonly latestAge: number | null;
  };
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

/** What a market data session told of, in words; '' for another one. */
export function marketDataText({ marketData }: SessionRow): string {
  if (!marketData) return '';
  const { symbols, stale, leftOut, latestAge } = marketData;
  if (latestAge === null) return 'nothing yet';
  const more = [stale > 0 ? `${stale} stale` : '', leftOut > 0 ? `${leftOut} entries too fine` : ''].filter(text => text !== '');
  return [`${symbols} symbol${symbols === 1 ? '' : 's'}`, `${(latestAge / 1_000_000).toFixed(1)} s ago`, ...more].join(', ');
}
