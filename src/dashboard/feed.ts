import type { Role } from '../core/people';
import type { Changed, Page } from './rows/changed';
import type { GatewayState, Kpis, ModelsState, StageLatency } from './rows/figures';
import type { ParentDetail, ParentRow } from './rows/orders';
import type { AlertRow, HeldRow, KillRow, LimitRow, MarketRow, PositionRow, SessionRow } from './rows/tables';
import type { At } from './rows/units';

export type * from './rows/changed';
export type * from './rows/figures';
export type * from './rows/orders';
export type * from './rows/slices';
export type * from './rows/tables';

/**
 * What the dashboard's page and its server say to each other over the WebSocket `/api/feed`: pure data. A client says `hello`, is answered
 * `welcome`, then gets `changes`: number 1 has everything, each later one only what changed since the one before it. The next comes once
 * the client has said `got` of the last, so that nothing piles up for one that is slow. Whatever a counterparty wrote (Text (58), Symbol,
 * ClOrdID) is here as it came: it is text, never markup.
 *
 * Prices, quantities and money are decimal text; `at` and other moments are microseconds since the epoch; `bps` are basis points, above 0 is
 * worse. `null` means: not known, which is not zero.
 */
export const FEED_PATH = '/api/feed';
/** Changes are sent at most so often (ms). */
export const FEED_EVERY_MS = 100;
/** Something is sent at least so often (ms), so that a page can tell a quiet gateway from a lost one. */
export const FEED_BEAT_MS = 1_000;
/** Rows that a window of a table may have. */
export const MOST_ROWS = 1_000;
/** Parents that may be looked into at once. */
export const MOST_PARENTS = 20;
/** Points that a plot gets at most. */
export const MOST_POINTS = 500;

// ---- what a page says

/** The first message. Where the gateway has a people file: name and secret of a person, as `NAME:SECRET`. */
export interface Hello {
  readonly say: 'hello';
  readonly token?: string | undefined;
}
/** Which part of the blotter is on screen. Newest first. */
export interface LookAtBlotter {
  readonly say: 'blotter';
  readonly offset: number;
  readonly limit: number;
  readonly show: 'open' | 'all';
  /** Rows whose OrderID, ClOrdID, symbol, account, session or strategy contains this, whatever its case; '' for all. */
  readonly filter: string;
}
/** The parents that are looked into, at most MOST_PARENTS of them: these and no others. */
export interface LookAtParents {
  readonly say: 'parents';
  readonly parents: readonly LookAtParent[];
}
/** A parent that is looked into, and which part of its children and fills is on screen; oldest first. */
export interface LookAtParent {
  readonly id: string;
  readonly children: Window;
  readonly fills: Window;
}
/** Changes number `n` are taken: the next may come. */
export interface Got {
  readonly say: 'got';
  readonly n: number;
}
export type ToServer = Hello | LookAtBlotter | LookAtParents | Got;

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

// ---- what the server says

/** The answer to `hello`. */
export interface Welcome {
  readonly type: 'welcome';
  /** Another value: another gateway, or another start of this one. What was shown before is gone. */
  readonly epoch: string;
  readonly version: string;
  readonly at: At;
  /** null: somebody on the gateway's machine who did not say who they are; they may look. */
  readonly person: { readonly name: string; readonly role: Role } | null;
  /** Somebody may say who they are, and act; false: the gateway knows nobody. */
  readonly signIn: boolean;
  readonly setup: Setup;
}
/** What a newcomer needs to connect an OMS, and what sort of gateway this is. */
export interface Setup {
  readonly paper: boolean;
  readonly durability: 'process' | 'power';
  /** The firm's currency; null where limits name none. */
  readonly currency: string | null;
  readonly symbols: readonly string[];
  readonly oms: readonly OmsDoor[];
  /** The data folder, for `sluice ... --data`. */
  readonly data: string;
}
/** Where an OMS may connect, by its own words: it is the SenderCompID of what it sends. */
export interface OmsDoor {
  readonly session: string;
  readonly host: string;
  readonly port: number;
  readonly beginString: string;
  readonly senderCompID: string;
  readonly targetCompID: string;
}

/** The connection is closed behind this. */
export interface Refused {
  readonly type: 'refused';
  /** As in docs/errors.md. */
  readonly code: string;
  readonly message: string;
}

/** What changed; a part that is absent did not. */
export interface Changes {
  readonly type: 'changes';
  /** Counts from 1; 1 replaces everything. */
  readonly n: number;
  /** The gateway's clock when this was made: what is shown is as of then. */
  readonly at: At;
  /** Number of the last committed turn that is in it. */
  readonly seq: number;
  readonly gateway?: GatewayState;
  readonly latency?: readonly StageLatency[];
  readonly kpis?: Kpis;
  readonly models?: ModelsState;
  readonly sessions?: Changed<SessionRow>;
  readonly kills?: Changed<KillRow>;
  readonly alerts?: Changed<AlertRow>;
  readonly limits?: Changed<LimitRow>;
  readonly positions?: Changed<PositionRow>;
  readonly held?: Changed<HeldRow>;
  readonly market?: Changed<MarketRow>;
  readonly blotter?: Page<ParentRow>;
  /** Of the parents that are looked into, those with something new. */
  readonly parents?: readonly ParentDetail[];
}
export type FromServer = Welcome | Refused | Changes;
