import type { Micros } from '../numbers';
import type { LevelName } from '../risk/limits';

/** What changes at a level of risk besides its limits. */

// inputs: the gateway itself, or a person
/** A level trades so from now on. `by` is a person, or `gateway` where a limit forced it. */
export interface TradingStateChanged {
  readonly type: 'TradingStateChanged';
  readonly level: LevelName;
  /** Session, account, strategy or symbol; '' for the firm. */
  readonly key: string;
  readonly state: 'ACTIVE' | 'REDUCING' | 'HALTED';
  readonly by: string;
  readonly reason: string;
}
/** A person lets orders of a level through again that its repeated-execution throttle held up; its count begins anew. */
export interface ThrottleReset {
  readonly type: 'ThrottleReset';
  readonly level: LevelName;
  readonly key: string;
  readonly by: string;
  readonly reason: string;
}
/** Positions at the start of the day. An account and symbol that is not named began it with nothing. */
export interface PositionsLoaded {
  readonly type: 'PositionsLoaded';
  readonly source: string;
  /** Tells one content of the file from another: the same is not loaded twice. */
  readonly digest: string;
  readonly positions: readonly StartPosition[];
}
export interface StartPosition {
  readonly account: string;
  readonly symbol: string;
  /** Long above zero, short below; decimal text. */
  readonly quantity: string;
  /** What it is worth at the start of the day, a unit; the instrument's prior close where it is absent. */
  readonly price?: string | undefined;
}

/** The first of two persons asks that a held order goes on. */
export interface HeldReleaseAsked {
  readonly type: 'HeldReleaseAsked';
  readonly parentId: string;
  readonly by: string;
  readonly reason: string;
}
/** A second person grants that: the order goes on where its hard limits let it. */
export interface HeldOrderReleased {
  readonly type: 'HeldOrderReleased';
  readonly parentId: string;
  /** Who asked, and why. */
  readonly by: string;
  readonly reason: string;
  /** Who granted it, and why. */
  readonly second: string;
  readonly secondReason: string;
}
/** A person denies a held order. */
export interface HeldOrderRefused {
  readonly type: 'HeldOrderRefused';
  readonly parentId: string;
  readonly by: string;
  readonly reason: string;
}

/** A person ends an order of an OMS: its children are cancelled. */
export interface ParentStopAsked {
  readonly type: 'ParentStopAsked';
  readonly parentId: string;
  readonly by: string;
  readonly reason: string;
}

// derived
/** An order is beyond a soft limit, and waits for two persons until `until`; then it is denied. Nothing is reserved for it. */
export interface ParentOrderHeld {
  readonly type: 'ParentOrderHeld';
  readonly parentId: string;
  /** The control and what it saw: as a denial says it. */
  readonly code: string;
  readonly text: string;
  readonly until: Micros;
}
/** A strategy (or another level) was applied so often that it takes no more orders until a person says so. */
export interface ThrottleTripped {
  readonly type: 'ThrottleTripped';
  readonly level: LevelName;
  readonly key: string;
  readonly text: string;
}
