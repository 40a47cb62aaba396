import type { Micros } from '../../core/numbers';
import type { Session } from '../session/session';

/** How a session is doing, for whoever looks. */
export interface SessionHealth {
  /** When the peer was last heard of, and told something; 0 before that. */
  readonly lastReceived: Micros;
  readonly lastSent: Micros;
  readonly heartBtInt: Micros;
  /** Messages of the peer that are missing and asked for, and how many behind them are held back; undefined where none are. */
  readonly gap: { readonly from: number; readonly to: number; readonly heldBack: number } | undefined;
  /** Messages that the peer asked for again and has not been sent yet. */
  readonly replaysWaiting: number;
}

export function healthOf({ lastReceived, lastSent, heartBtInt, gap, held, nextIn, replays }: Session): SessionHealth {
  let replaysWaiting = 0;
  for (const { next, last } of replays) replaysWaiting += Math.max(0, last - next + 1);
  return { lastReceived, lastSent, heartBtInt, gap: gap && { from: nextIn, to: gap.last, heldBack: held.size }, replaysWaiting };
}
