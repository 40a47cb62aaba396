import { delimited } from '../format';
import { level } from '../level';
import { wallFromText } from '../stamp';
import { WallClock } from '../wall-clock';

const NEW_YORK = 'America/New_York';
/** Sizes of TAQ quotes are in round lots. */
const ROUND_LOT = 100;

/** NYSE TAQ as exported by R's highfrequency package: New York time, prices in dollars. */
export const TAQ = [
  delimited({
    name: 'taq-quotes',
    kind: 'quotes',
    about: 'raw TAQ quotes a venue each, sizes in round lots of 100',
    columns: 'DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL',
    priceScale: 6,
    qtyScale: 0,
    open: cells => {
      const clock = new WallClock(NEW_YORK);
      return line => ({
        at: clock.momentOf(cells.stamp(0, wallFromText)),
        line,
        symbol: cells.text(6),
        venue: cells.text(1),
        bid: level(cells.price(2), cells.qty(3) * ROUND_LOT),
        ask: level(cells.price(4), cells.qty(5) * ROUND_LOT),
      });
    },
  }),
  delimited({
    name: 'taq-trades',
    kind: 'trades',
    about: 'raw TAQ trades with sale conditions and corrections',
    columns: 'DT,EX,SYMBOL,COND,SIZE,PRICE,CORR',
    priceScale: 6,
    qtyScale: 0,
    open: cells => {
      const clock = new WallClock(NEW_YORK);
      return line => {
        const [conditions, correction] = [cells.text(3), cells.text(6)];
        return {
          at: clock.momentOf(cells.stamp(0, wallFromText)),
          line,
          symbol: cells.text(2),
          venue: cells.text(1),
          price: cells.price(5),
          qty: cells.qty(4),
          ...(conditions !== '' && { conditions }),
          ...(correction !== '0' && correction !== '00' && { correction }),
        };
      };
    },
  }),
  delimited({
    name: 'taq-clean-trades',
    kind: 'trades',
    about: 'TAQ trades of several symbols, cleaned by others',
    columns: 'DT,SYMBOL,PRICE,SIZE',
    priceScale: 6,
    qtyScale: 0,
    open: cells => {
      const clock = new WallClock(NEW_YORK);
      return line => ({
        at: clock.momentOf(cells.stamp(0, wallFromText)),
        line,
        symbol: cells.text(1),
        price: cells.price(2),
        qty: cells.qty(3),
      });
    },
  }),
];
