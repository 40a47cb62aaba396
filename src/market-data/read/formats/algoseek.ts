import { DAY_MICROS, type Day } from '../../../core/civil';
import type { Micros } from '../../../core/numbers';
import type { Cells } from '../cells';
import { delimited } from '../format';
import { level } from '../level';
import { wallFromText } from '../stamp';
import { WallClock } from '../wall-clock';

const NEW_YORK = 'America/New_York';
const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;
/** Prices are in dollars x 10,000: whole numbers of our unit. */
const WHOLE = 0;
const SCALES = { priceScale: 4, qtyScale: 0 };

/** Milliseconds after a New York midnight. */
const sinceMidnight = (clock: WallClock, cells: Cells, day: Day, column: number): Micros =>
  clock.momentOf(day * DAY_MICROS + cells.number(column, WHOLE) * 1000);

const ohlc = (cells: Cells, from: number) => ({
  open: cells.number(from, WHOLE),
  high: cells.number(from + 1, WHOLE),
  low: cells.number(from + 2, WHOLE),
  close: cells.number(from + 3, WHOLE),
});

const bars = (name: string, about: string, column: string, length: Micros) =>
  delimited({
    name,
    kind: 'bars',
    about,
    columns: `${column},open_x10000,high_x10000,low_x10000,close_x10000,volume`,
    ...SCALES,
    open: cells => {
      const clock = new WallClock(NEW_YORK);
      return line => {
        const wall = cells.stamp(0, wallFromText);
        const daily = wall % DAY_MICROS === 0;
        return {
          at: clock.momentOf(wall),
          line,
          length: daily ? DAY_MICROS : length,
          ...ohlc(cells, 1),
          volume: cells.qty(5),
        };
      };
    },
  });

/** LEAN's sample files of US equities: New York time, raw prices x 10,000. */
export const ALGOSEEK = [
  delimited({
    name: 'algoseek-trades',
    kind: 'trades',
    about: 'trade ticks of a day (LEAN): the day from the file name or --day',
    columns: 'ms_since_midnight_ny,price_x10000,size,exchange,cond_flags_hex,suspicious',
    needsDay: true,
    ...SCALES,
    open: (cells, { day }) => {
      const clock = new WallClock(NEW_YORK);
      return line => ({
        at: sinceMidnight(clock, cells, day!, 0),
        line,
        venue: cells.text(3),
        price: cells.number(1, WHOLE),
        qty: cells.qty(2),
        conditions: cells.text(4),
      });
    },
  }),
  delimited({
    name: 'algoseek-quotes',
    kind: 'quotes',
    about:
      'changes of the consolidated best bid or offer of a day (LEAN), a side a line: each row has both sides as they then are',
    columns: 'ms_since_midnight_ny,bid_x10000,bid_size,ask_x10000,ask_size,exchange,cond_flags_hex,suspicious',
    needsDay: true,
    ...SCALES,
    open: (cells, { day }) => {
      const clock = new WallClock(NEW_YORK);
      let bid = level(0, 0);
      let ask = level(0, 0);
      return line => {
        if (cells.text(1) !== '0') bid = level(cells.number(1, WHOLE), cells.qty(2));
        if (cells.text(3) !== '0') ask = level(cells.number(3, WHOLE), cells.qty(4));
        return { at: sinceMidnight(clock, cells, day!, 0), line, bid, ask };
      };
    },
  }),
  delimited({
    name: 'algoseek-minutes',
    kind: 'bars',
    about: 'minute bars of several days (LEAN)',
    columns: 'date,ms_since_midnight_ny,open_x10000,high_x10000,low_x10000,close_x10000,volume',
    ...SCALES,
    open: cells => {
      const clock = new WallClock(NEW_YORK);
      return line => {
        const day = cells.stamp(0, wallFromText) / DAY_MICROS;
        return {
          at: sinceMidnight(clock, cells, day, 1),
          line,
          length: MINUTE,
          ...ohlc(cells, 2),
          volume: cells.qty(6),
        };
      };
    },
  }),
  bars('algoseek-bars', 'hour or day bars (LEAN): a bar that begins at midnight is a day', 'datetime_ny', HOUR),
];
