import { DAY_MICROS } from '../../../core/civil';
import type { Cells } from '../cells';
import { delimited } from '../format';
import { epochFromText, wallFromText } from '../stamp';
import { WallClock } from '../wall-clock';

const MINUTE = 60_000_000;
const MILLISECONDS = 3;

const epochMs = (text: string): number | undefined => epochFromText(text, MILLISECONDS);

/** Open, high, low and close from the columns of these numbers. */
const prices = (cells: Cells, [open, high, low, close]: readonly [number, number, number, number]) => ({
  open: cells.price(open),
  high: cells.price(high),
  low: cells.price(low),
  close: cells.price(close),
});

/** UTC minute bars with a stamp and OHLC in the first five columns, in the order that `at` gives. */
const utcMinutes = (name: string, columns: string, order: readonly [number, number, number, number]) =>
  delimited({
    name,
    kind: 'bars',
    about: `minute bars in UTC: ${columns}`,
    columns,
    priceScale: 6,
    qtyScale: 6,
    open: cells => {
      const volume = columns.split(',').length > 5;
      return line => ({
        at: cells.stamp(0, wallFromText),
        line,
        length: MINUTE,
        ...prices(cells, order),
        volume: volume ? volumeOf(cells, 5) : 0,
      });
    },
  });

/** Volumes of some sources are sums of floats with noise (`218102.59507500002`, `1e-05`): read to the sixth decimal, nearest. */
function volumeOf(cells: Cells, column: number): number {
  const text = cells.text(column);
  if (!/^\d+(\.\d+)?(e[-+]?\d+)?$/.test(text)) cells.wrong(column, 'is not a number');
  const volume = Math.round(Number(text) * 1e6);
  return Number.isSafeInteger(volume) ? volume : cells.wrong(column, 'is too large for 6 decimals');
}

export const BARS = [
  delimited({
    name: 'bars-2024',
    kind: 'bars',
    about: 'minute bars with VWAP: close, high, low, open in this order; stamps in milliseconds',
    columns: 'date;timestamp;close;high;low;open;price;volume',
    delimiter: ';',
    priceScale: 6,
    qtyScale: 0,
    open: cells => line => ({
      at: cells.stamp(1, epochMs),
      line,
      length: MINUTE,
      ...prices(cells, [5, 3, 4, 2]),
      volume: cells.qty(7),
      vwap: cells.price(6),
    }),
  }),
  utcMinutes('bars-timestamp', 'timestamp,open,high,low,close,volume', [1, 2, 3, 4]),
  utcMinutes('bars-quoted', 'timestamp,open,high,low,close', [1, 2, 3, 4]),
  utcMinutes('bars-open-time', 'open_time,open,high,low,close,volume', [1, 2, 3, 4]),
  utcMinutes('bars-close-first', 'time,close,high,low,open,volume', [4, 2, 3, 1]),
  delimited({
    name: 'bars-panel',
    kind: 'bars',
    about: 'daily bars of many symbols in New York days, unadjusted',
    columns: 'symbol,date,open,high,low,close,volume,adj_close',
    priceScale: 6,
    qtyScale: 0,
    open: cells => {
      const clock = new WallClock('America/New_York');
      return line => ({
        at: clock.momentOf(cells.stamp(1, wallFromText)),
        line,
        symbol: cells.text(0),
        length: DAY_MICROS,
        ...prices(cells, [2, 3, 4, 5]),
        volume: cells.qty(6),
      });
    },
  }),
];
