import { DAY_MICROS, utcDayOf } from '../core/civil';
import type { FactOf, Input } from '../core/facts';
import type { Ledger } from '../core/ledger';
import type { Micros } from '../core/numbers';
import { calendarOf, type Reference } from '../core/reference/reference';
import { sessionsAhead } from '../core/schedule/curves/ahead';
import { inSharesOf } from '../core/schedule/curves/same-shares';
import { strategyOf } from '../core/strategies';
import { ExpectedSessions } from '../market-data/features/expected-sessions';
import { readReference } from '../market-data/reference/folder';
import { TableError } from '../market-data/reference/table';
import type { VolumeHistory } from '../market-data/volume/collect';
import { readVolumes } from '../market-data/volume/day-file';
import type { Config } from './config';
import { UsageError } from './usage-error';

/** Sessions are told of so far ahead of a window's start where it has no ExpireTime (126): a Duration is a week at most. */
const WEEK: Micros = 7 * DAY_MICROS;

/** Tells the line of a symbol's sessions before an order that is planned by them: once a day, and again where a window reaches further. */
export class SessionsDesk {
  constructor(
    private readonly reference: Reference | undefined,
    private readonly volumes: VolumeHistory = new Map(),
  ) {}

  /** Reads what a config names. Throws UsageError with file and line of every mistake. */
  static of({ reference, volumeCurves }: Pick<Config, 'reference' | 'volumeCurves'>): SessionsDesk {
    if (reference === undefined) return new SessionsDesk(undefined);
    try {
      return new SessionsDesk(readReference(reference), volumeCurves === undefined ? undefined : readVolumes(volumeCurves));
    } catch (error) {
      throw error instanceof TableError ? new UsageError(error.message) : error;
    }
  }

  /** What features compare the volume of a symbol's days with; undefined without reference data. */
  expected(symbol: string): ExpectedSessions | undefined {
    const { reference } = this;
    return reference && new ExpectedSessions({ symbol, reference, history: this.volumes.get(symbol) ?? [] });
  }

  /** What is to be posted before an input; undefined where nothing plans by it, the books have it, or no calendar is known for the day. */
  before(input: Input, books: Ledger, at: Micros): FactOf<'SessionsAhead'> | undefined {
    if (this.reference === undefined) return undefined;
    const asked = planned(input, books, at);
    const instrument = asked && books.instruments.get(asked.symbol);
    if (!instrument) return undefined;
    const { symbol } = instrument;
    // by the UTC day: a listing that changes its market does so between sessions
    const calendar = calendarOf(this.reference, symbol, utcDayOf(at));
    if (!calendar) return undefined;
    const today = calendar.dayAt(at);
    const told = books.ahead.get(symbol);
    if (!calendar.covers(today) || (told?.day === today && told.until >= asked.until)) return undefined;
    const adv = instrument.adv === undefined ? undefined : instrument.adv / 10 ** instrument.qtyScale;
    // a day more than was asked for: the next order of the day, a little later, asks for no more
    const history = inSharesOf(today, symbol, this.volumes.get(symbol) ?? [], this.reference);
    return sessionsAhead({ symbol, calendar, history, adv }, at, asked.until + DAY_MICROS);
  }
}

interface Asked {
  readonly symbol: string;
  readonly until: Micros;
}

/** The symbol and the last moment of what an input may have planned; undefined where it plans nothing. */
function planned(input: Input, books: Ledger, at: Micros): Asked | undefined {
  switch (input.type) {
    case 'ParentOrderReceived':
      return strategyOf(input.strategy)?.windowed ? { symbol: input.symbol, until: endOf(input, at) } : undefined;
    case 'ParentReplaceReceived': {
      const parent = books.parentNamed(input.session, input.origClOrdId);
      if (!parent || parent.strategy === 'DMA') return undefined;
      return { symbol: parent.instrument.symbol, until: Math.max(endOf(input, at), parent.plan?.end ?? 0) };
    }
    case 'HeldOrderReleased': {
      const parent = books.parents.get(input.parentId);
      return parent && parent.strategy !== 'DMA'
        ? { symbol: parent.instrument.symbol, until: endOf(parent.received, at) }
        : undefined;
    }
    default:
      return undefined;
  }
}

const endOf = (
  request: { readonly effectiveTime?: Micros | undefined; readonly expireTime?: Micros | undefined },
  at: Micros,
): Micros => request.expireTime ?? Math.max(request.effectiveTime ?? at, at) + WEEK;
