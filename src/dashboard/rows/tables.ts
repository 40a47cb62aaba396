import type { At, Decimal } from './units';

export interface SessionRow {
  readonly id: string;
  readonly role: string;
  readonly type: 'acceptor' | 'initiator';
  readonly endpoint: string;
  readonly tls: boolean;
  readonly state: string;
  readonly loggedOn: boolean;
  /** A venue: numbers of both sides agree, so that new orders may go there. */
  readonly settled: boolean;
  readonly nextIn: number;
  readonly nextOut: number;
  /** When the peer was last heard of and told something, anything; null where it never was. */
  readonly lastReceived: At | null;
  readonly lastSent: At | null;
  /** HeartBtInt (108) in seconds; 0 where there is none. */
  readonly heartBtInt: number;
  /** Messages first..last of the peer that are missing and asked for. */
  readonly gap: { readonly from: number; readonly to: number; readonly heldBack: number } | null;
  /** Bytes that the peer has not taken, and messages that it asked for again and has not been sent. */
  readonly unreadBytes: number;
  readonly replaysWaiting: number;
  /** When it opens, where it is outside its hours. */
  readonly opens: At | null;
  readonly logons: number;
  readonly logoffs: number;
  readonly gaps: number;
  readonly refused: number;
  readonly lastTrouble: string | null;
}

export interface KillRow {
  /** `level key`, as `firm` or `account A1`. */
  readonly id: string;
  readonly level: string;
  readonly key: string;
  readonly kill: string;
  readonly by: string;
  readonly reason: string;
  readonly at: At;
  /** It would hold after a restart too. */
  readonly latched: boolean;
  /** Cancels: orders at venues when it was engaged, how many of these are confirmed closed, and how many are not. */
  readonly asked: number;
  readonly confirmed: number;
  readonly outstanding: number;
  /** The first of two persons asked for its release. */
  readonly releaseAsked: { readonly by: string; readonly reason: string; readonly until: At } | null;
}

export interface AlertRow {
  /** Names it for acknowledging and resolving. */
  readonly id: string;
  readonly at: At;
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly text: string;
  readonly state: 'new' | 'acknowledged' | 'resolved';
  readonly acknowledged: Handled | null;
  readonly resolved: Handled | null;
}
export interface Handled {
  readonly by: string;
  readonly at: At;
  readonly note: string;
}

/** A limit that many orders use up together. */
export interface LimitRow {
  /** Of its level, name and symbol. */
  readonly id: string;
  /** Its path in the limits file. */
  readonly path: string;
  /** Where it is counted a symbol. */
  readonly symbol: string | null;
  readonly used: Decimal;
  readonly most: Decimal;
  /** used / most; above 1 is possible from outside. */
  readonly part: number;
}

export interface PositionRow {
  /** Of account and symbol. */
  readonly id: string;
  readonly account: string;
  readonly symbol: string;
  /** Short below zero. */
  readonly position: Decimal;
  readonly openBuy: Decimal;
  readonly openSell: Decimal;
  /** What a unit is valued at, and where that is from; null where nothing is known. */
  readonly mark: Decimal | null;
  /** In the firm's currency. */
  readonly value: Decimal;
  readonly realised: Decimal;
  readonly unrealised: Decimal | null;
}

/** An order that a soft limit holds: it waits for two persons. */
export interface HeldRow {
  /** OrderID (37). */
  readonly id: string;
  readonly clOrdId: string;
  readonly account: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: Decimal;
  readonly price: Decimal | null;
  readonly why: string;
  readonly until: At;
  readonly asked: { readonly by: string; readonly reason: string } | null;
}

/** What is known of a symbol's market. */
export interface MarketRow {
  /** Symbol. */
  readonly id: string;
  readonly bid: Decimal | null;
  readonly ask: Decimal | null;
  readonly last: Decimal | null;
  /** When it was last heard of: features are as fresh. */
  readonly asOf: At | null;
  /** Why its market data counts as stale; null where it flows. */
  readonly stale: string | null;
  /** Why scheduled orders do not cross for now. */
  readonly caution: string | null;
  /** Regime of the market by the model in force; null without one. */
  readonly regime: string | null;
}
