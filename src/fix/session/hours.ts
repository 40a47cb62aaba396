import type { Micros } from '../../core/numbers';
import { momentText } from '../schedule/text';
import type { Session } from './session';

/** Why a session logs out at the end of its hours, and why its numbers go back to 1. */
export const WINDOW_ENDED = 'the session window ended';

/** Whether the session may be connected at `at`: inside the window that its numbers belong to. */
export const isOpen = (s: Session, at: Micros): boolean => at >= s.window.start && at < s.window.end;

/**
 * Without a connection: where the window that the numbers belong to is over, they begin at 1 again, now and not when the next one opens, so that
 * what is sent in between belongs to the next window and its peer can ask for it. Also after a stop over the end of a window: the store keeps when they began.
 */
export function renew(s: Session, at: Micros): void {
  if (at < s.window.end) return;
  const untouched = s.nextIn === 1 && s.nextOut === 1;
  if (s.createdAt === undefined || untouched) s.belongTo(at);
  else s.reset(WINDOW_ENDED, at);
}

/** What a peer is told that comes while the session is closed. */
export function closedText(s: Session): string {
  const zone = s.settings.schedule?.timeZone ?? 'UTC';
  return `outside the session's hours: it opens ${momentText(s.window.start, zone)}`;
}
