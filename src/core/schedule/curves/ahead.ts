import type { Day } from '../../civil';
import type { ClosingAuction, SessionAhead, SessionsAhead } from '../../facts/sessions';
import type { Micros } from '../../numbers';
import type { MarketCalendar } from '../../reference/calendar';
import { expectedClosing, expectedVolume } from './expected-volume';
import { sessionOn, type TradingSession } from './sessions';
import { type Bins, curveFor, type DayVolume } from './volume';

/** What is known of a symbol's days. */
export interface KnownDays {
  readonly symbol: string;
  readonly calendar: MarketCalendar;
  /** Volume of past days in their order; none: the prior. */
  readonly history: readonly DayVolume[];
  /** Average volume of a day (shares or contracts) where the history has none. */
  readonly adv: number | undefined;
}

/** Seconds of a bin where no history says otherwise. */
export const BIN_SECONDS = 300;
/** Days that are looked ahead at most: a window that is longer sees no further. */
export const MOST_DAYS = 45;

/**
 * The sessions of a symbol from `at` to `until`, each with its hours, the curve and the volume that days before today's let expect, and the
 * closing auction. A session whose auction is still to come is one of them.
 */
export function sessionsAhead(known: KnownDays, at: Micros, until: Micros): SessionsAhead {
  const { symbol, calendar } = known;
  const today = calendar.dayAt(at);
  const sessions: SessionAhead[] = [];
  const expected = new Map<string, Expected>();
  for (let day = today; day < today + MOST_DAYS; day++) {
    const session = sessionOn(calendar, day);
    if (!session) continue;
    const { start, end, open, close } = session;
    if (start > until) break;
    const auction = auctionAfter(calendar, session);
    if ((auction?.end ?? end) <= at) continue;
    // days of the same hours expect the same, for nothing after today is known
    const hours = `${open} ${close}`;
    let like = expected.get(hours);
    if (!like) expected.set(hours, (like = expectedOn(known, today, session)));
    const { closing, ...volume } = like;
    sessions.push({ day, start, end, ...volume, auction: auction && { ...auction, volume: closing } });
  }
  return { type: 'SessionsAhead', symbol, day: today, until, sessions };
}

type Expected = Pick<SessionAhead, 'binSeconds' | 'curve' | 'label' | 'volume' | 'volumeLabel'> & { closing: number | undefined };

function expectedOn({ history, adv }: KnownDays, today: Day, { open, close }: TradingSession): Expected {
  const binSeconds = history.at(-1)?.binSeconds ?? BIN_SECONDS;
  const bins: Bins = { open, close, binSeconds };
  const { cumulative: curve, label } = curveFor(today, bins, history);
  const expected = expectedVolume(today, bins, history, adv);
  const closing = expectedClosing(today, bins, history);
  return { binSeconds, curve, label, volume: expected?.volume, volumeLabel: expected?.label, closing };
}

/** The closing auction of a session's day; one that names no last moment for orders takes them until its end. */
function auctionAfter(calendar: MarketCalendar, session: TradingSession): ClosingAuction | undefined {
  const phase = calendar.phasesOf(session.day).find(p => p.phase === 'closing-auction' && p.start >= session.end);
  return phase && { start: phase.start, lastEntry: phase.lastEntry ?? phase.end, end: phase.end };
}
