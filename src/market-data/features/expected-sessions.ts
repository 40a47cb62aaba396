import { DAY_MICROS, utcDayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';
import type { MarketCalendar } from '../../core/reference/calendar';
import { calendarOf, type Reference } from '../../core/reference/reference';
import { sessionsAhead } from '../../core/schedule/curves/ahead';
import { inSharesOf } from '../../core/schedule/curves/same-shares';
import type { DayVolume } from '../../core/schedule/curves/volume';
import type { SymbolFeatures } from './symbol-features';

/** What is known of a symbol's days. */
export interface SymbolDays {
  readonly symbol: string;
  readonly reference: Reference;
  /** Market whose calendar holds; else that of the symbol's listing. */
  readonly market?: string | undefined;
  /** Volume of days, in order; of each day only those before it are looked at. */
  readonly history: readonly DayVolume[];
  /** Volume of a day in shares or contracts where the history has none before it. */
  readonly adv?: number | undefined;
}

/** Tells an engine at the beginning of each day what the day's session is expected to trade: made of the days before it only. */
export class ExpectedSessions {
  /** When the next day begins, by the market's clocks. */
  private until: Micros = Number.NEGATIVE_INFINITY;

  constructor(private readonly days: SymbolDays) {}

  tell(engine: SymbolFeatures, at: Micros): void {
    if (at < this.until) return;
    const { symbol, reference, adv } = this.days;
    const calendar = this.calendarAt(at);
    if (!calendar) {
      this.until = (utcDayOf(at) + 1) * DAY_MICROS;
      return engine.expect(at, undefined);
    }
    const today = calendar.dayAt(at);
    this.until = calendar.momentOf(today + 1, 0);
    const history = inSharesOf(today, symbol, this.days.history, reference);
    const { sessions } = sessionsAhead({ symbol, calendar, history, adv }, at, at + DAY_MICROS);
    engine.expect(
      at,
      sessions.find(s => s.day === today),
    );
  }

  /** Undefined where no calendar is known for the day. */
  private calendarAt(at: Micros): MarketCalendar | undefined {
    const { symbol, reference, market } = this.days;
    const calendar = market === undefined ? calendarOf(reference, symbol, utcDayOf(at)) : reference.calendars.get(market);
    return calendar?.covers(calendar.dayAt(at)) ? calendar : undefined;
  }
}
