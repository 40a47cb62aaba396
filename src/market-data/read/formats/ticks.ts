import { delimited } from '../format';
import { level } from '../level';
import { wallFromText } from '../stamp';
import { WallClock } from '../wall-clock';

const MINUTE = 60_000_000;

/** Files of single sources. */
export const TICKS = [
  delimited({
    name: 'futures-ticks',
    kind: 'trades',
    about: 'trades of a future in UTC',
    columns: 'Date and Time,Price,Volume',
    priceScale: 6,
    qtyScale: 0,
    open: cells => line => ({ at: cells.stamp(0, wallFromText), line, price: cells.price(1), qty: cells.qty(2) }),
  }),
  delimited({
    name: 'histdata-ticks',
    kind: 'quotes',
    about: 'currency quotes without sizes (histdata): standard time of New York all year; each side shows 1',
    columns: 'stamp,bid,ask,volume',
    headed: false,
    priceScale: 6,
    qtyScale: 0,
    open: cells => {
      const clock = new WallClock('Etc/GMT+5');
      return line => ({
        at: clock.momentOf(cells.stamp(0, wallFromText)),
        line,
        bid: level(cells.price(1), 1),
        ask: level(cells.price(2), 1),
      });
    },
  }),
  delimited({
    name: 'minutes-by-end',
    kind: 'bars',
    about: 'minute bars without a header in UTC, stamped with their end (NinjaTrader)',
    columns: 'stamp;open;high;low;close;volume',
    delimiter: ';',
    headed: false,
    priceScale: 6,
    qtyScale: 0,
    open: cells => line => ({
      at: cells.stamp(0, wallFromText) - MINUTE,
      line,
      length: MINUTE,
      open: cells.price(1),
      high: cells.price(2),
      low: cells.price(3),
      close: cells.price(4),
      volume: cells.qty(5),
    }),
  }),
];
