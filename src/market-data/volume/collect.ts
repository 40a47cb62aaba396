import { type Day, dayText, utcDayOf } from '../../core/civil';
import { DataError } from '../../core/data-error';
import type { BarRow, TradeRow } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import type { MarketCalendar } from '../../core/reference/calendar';
import { calendarOf, type Reference } from '../../core/reference/reference';
import { sessionOn } from '../../core/schedule/curves/sessions';
import { binsOf, type DayVolume } from '../../core/schedule/curves/volume';
import { openRows, type RowFile } from '../read/rows';

/** What a user says of the files that volume is counted in. */
export interface CountOptions {
  readonly reference: Reference;
  readonly format?: string | undefined;
  /** Market whose calendar holds; else that of the symbol's listing. */
  readonly market?: string | undefined;
  readonly day?: Day | undefined;
  readonly binSeconds: number;
}

/** Volume of days by symbol, the days in order. */
export type VolumeHistory = ReadonlyMap<string, readonly DayVolume[]>;

/** What the uncross of an auction prints comes in so long after the auction's end at most. */
const PRINT: Micros = 60_000_000;

interface Counted extends DayVolume {
  readonly bins: number[];
  closing: number | undefined;
  /** Where it was counted. */
  readonly file: string;
}

/** A day of a symbol that is being counted: when its session and the prints of its closing auction are. */
interface OpenDay {
  readonly day: Counted;
  readonly start: Micros;
  readonly end: Micros;
  readonly auction: Micros;
  readonly last: Micros;
}

/**
 * Counts traded volume by day and bin of a session, out of files of bars or trades, file by file. Rows outside of sessions are not volume
 * of the curve; what the closing auction prints is kept by itself.
 */
export class VolumeCount {
  private readonly days = new Map<string, Map<Day, OpenDay | undefined>>();

  constructor(private readonly options: CountOptions) {}

  /**
   * Counts the rows of a file: of `symbol` only, where it is told and rows say whose they are. Rejects with a DataError where the file cannot be
   * read, has no volume, or has a day that another file had.
   */
  async take(file: string, symbol?: string): Promise<void> {
    const rows = await openRows(file, this.options);
    const { kind, qtyScale } = rows.format;
    if (kind !== 'bars' && kind !== 'trades')
      throw new DataError(file, 1, `has ${kind}, and volume is counted in bars or trades`);
    const unit = 10 ** qtyScale;
    for await (const batch of rows.batches())
      for (const row of batch as readonly (BarRow | TradeRow)[]) {
        if ('length' in row) this.fits(rows, row);
        const whose = symbol ?? row.symbol;
        if (whose === undefined)
          throw new DataError(file, row.line, 'does not say whose row it is: name the symbol (--symbol, or SYMBOL=FILE)');
        if (row.symbol === undefined || row.symbol === whose)
          this.add(file, whose, row, ('volume' in row ? row.volume : row.qty) / unit);
      }
  }

  /** The volume of each symbol's days, in order; days on which nothing traded in the session are left out. */
  history(): VolumeHistory {
    const history = new Map<string, DayVolume[]>();
    for (const symbol of [...this.days.keys()].sort()) {
      const days = [...this.days.get(symbol)!.values()].flatMap(open => (open?.day.bins.some(v => v > 0) ? [open.day] : []));
      if (days.length > 0)
        history.set(
          symbol,
          days.map(plain).sort((a, b) => a.day - b.day),
        );
    }
    return history;
  }

  private fits({ file }: RowFile, { length, line }: BarRow): void {
    const { binSeconds } = this.options;
    if ((binSeconds * 1_000_000) % length !== 0)
      throw new DataError(file, line, `is a bar of ${length / 1_000_000} s, which does not fit into bins of ${binSeconds} s`);
  }

  private add(file: string, symbol: string, row: BarRow | TradeRow, volume: number): void {
    const open = this.dayOf(file, row, symbol);
    if (!open) return;
    const { day, start, end, auction, last } = open;
    if (day.file !== file) throw new DataError(file, row.line, `has ${symbol} on ${dayText(day.day)}, as ${day.file} has`);
    if (row.at >= start && row.at < end) {
      const bin = Math.floor((row.at - start) / (day.binSeconds * 1_000_000));
      day.bins[bin]! += volume;
    } else if (row.at >= auction && row.at < last) day.closing = (day.closing ?? 0) + volume;
  }

  /** The day of a row; undefined where the market is closed on it. */
  private dayOf(file: string, row: BarRow | TradeRow, symbol: string): OpenDay | undefined {
    const calendar = this.calendarFor(file, row, symbol);
    const day = calendar.dayAt(row.at);
    let days = this.days.get(symbol);
    if (!days) this.days.set(symbol, (days = new Map()));
    if (!days.has(day)) days.set(day, openDay(calendar, day, this.options.binSeconds, file));
    return days.get(day);
  }

  private calendarFor(file: string, { at, line }: BarRow | TradeRow, symbol: string): MarketCalendar {
    const { reference, market } = this.options;
    // by the UTC day: a listing that changes its market does so between sessions
    const calendar = market === undefined ? calendarOf(reference, symbol, utcDayOf(at)) : reference.calendars.get(market);
    if (calendar?.covers(calendar.dayAt(at))) return calendar;
    const known = [...reference.calendars.keys()].join(', ');
    const of = market === undefined ? `${symbol}: it was not listed` : `market '${market}'`;
    throw new DataError(file, line, `the reference data have no calendar for ${of} on that day (calendars: ${known || 'none'})`);
  }
}

function openDay(calendar: MarketCalendar, day: Day, binSeconds: number, file: string): OpenDay | undefined {
  const session = sessionOn(calendar, day);
  if (!session) return undefined;
  const { start, end, open, close } = session;
  const hours = { open, close, binSeconds };
  const bins = Array.from({ length: binsOf(hours) }, () => 0);
  const auction = calendar.phasesOf(day).find(p => p.phase === 'closing-auction' && p.start >= end);
  const [from, last] = auction ? [auction.start, auction.end + PRINT] : [end, end];
  return { day: { ...hours, day, bins, closing: undefined, file }, start, end, auction: from, last };
}

const plain = ({ day, open, close, binSeconds, bins, closing }: Counted): DayVolume => ({
  ...{ day, open, close, binSeconds, bins },
  ...(closing !== undefined && { closing }),
});
