import { Exchange } from '../../../simulator/market/exchange';
import { DEMO_SYMBOLS, demoListing } from '../../../simulator/market/instruments';
import type { Floor, Market } from '../../../simulator/market/market';
import { SELL } from '../../../simulator/matching/types';
import { order } from './orders';
import { ExchangeRecorder } from './recorder';

/** A market that offers one lot at `price` at each of its times. */
class Seller implements Market {
  readonly pinned = false;
  private n = 0;

  constructor(
    private readonly times: readonly number[],
    private readonly price: number,
  ) {}

  nextAt(): number | undefined {
    return this.times[this.n];
  }

  step(floor: Floor): void {
    floor.book.enter({ id: -1 - this.n++, owner: -1, side: SELL, qty: 1, price: this.price, tif: 'Day' });
  }

  traded(): void {}
}

function exchange(): { ex: Exchange; lines: string[] } {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  ex.list(demoListing('ACME'));
  ex.list(demoListing('BOLT'));
  return { ex, lines: recorder.lines };
}

describe('Exchange', () => {
  test('acknowledges, fills both sides of a trade under one trade number, and closes what an IOC leaves', () => {
    const { ex, lines } = exchange();
    ex.submit(order({ qty: 10 }), 5);
    ex.submit(order({ owner: 'B', ref: 'b1', side: SELL, qty: 4, price: undefined }), 6);
    ex.submit(order({ owner: 'B', ref: 'b2', side: SELL, qty: 9, price: 99, tif: 'IOC' }), 7);
    expect(lines).toEqual([
      '5 accepted #1 A/a1 buy 10 ACME@100 cum 0 leaves 10',
      '6 accepted #2 B/b1 sell 4 ACME@market cum 0 leaves 4',
      '6 filled 4@100 added T1 #1 A/a1 buy 10 ACME@100 cum 4 leaves 6',
      '6 filled 4@100 removed T1 #2 B/b1 sell 4 ACME@market cum 4 leaves 0',
      '6 trade T1 ACME 4@100 sell',
      '7 accepted #3 B/b2 sell 9 ACME@99 cum 0 leaves 9',
      '7 filled 6@100 added T2 #1 A/a1 buy 10 ACME@100 cum 10 leaves 0',
      '7 filled 6@100 removed T2 #3 B/b2 sell 9 ACME@99 cum 6 leaves 3',
      '7 trade T2 ACME 6@100 sell',
      '7 cancelled 3 ImmediateOrCancel #3 B/b2 sell 9 ACME@99 cum 6 leaves 0',
    ]);
  });

  test('a replace counts what is filled, may cross, and can rename the order; a cancel closes it', () => {
    const { ex, lines } = exchange();
    ex.submit(order({ qty: 10 }), 1);
    ex.submit(order({ owner: 'B', ref: 'b1', side: SELL, qty: 4 }), 2);
    ex.submit(order({ owner: 'B', ref: 'b2', side: SELL, qty: 1, price: 102 }), 2);
    lines.length = 0;
    const outcomes = [
      ex.replace(1, { qty: 8, price: 102, ref: 'a2' }, 3),
      ex.replace(1, { qty: 6, price: undefined }, 4),
      ex.replace(1, { qty: 5, price: undefined }, 4),
      ex.cancel(1, 5),
      ex.cancel(1, 6),
      ex.replace(1, { qty: 50, price: 1 }, 6),
    ].map(o => (o.ok ? 'ok' : o.reason));
    expect({ outcomes, lines }).toEqual({
      outcomes: ['ok', 'ok', 'BelowCumQty', 'ok', 'UnknownOrder', 'UnknownOrder'],
      lines: [
        '3 replaced #1 A/a2 buy 8 ACME@102 cum 4 leaves 4',
        '3 filled 1@102 added T2 #3 B/b2 sell 1 ACME@102 cum 1 leaves 0',
        '3 filled 1@102 removed T2 #1 A/a2 buy 8 ACME@102 cum 5 leaves 3',
        '3 trade T2 ACME 1@102 buy',
        '4 replaced #1 A/a2 buy 6 ACME@102 cum 5 leaves 1',
        '5 cancelled 1 Requested #1 A/a2 buy 6 ACME@102 cum 5 leaves 0',
      ],
    });
  });

  test('a refusal names the field and tells the listener nothing', () => {
    const { ex, lines } = exchange();
    const bad = [{ symbol: 'NONE' }, { qty: 0 }, { qty: 1.5 }, { price: 100.5 }, { price: 0 }];
    const texts = bad.map(over => ex.submit(order(over), 1)).map(o => (o.ok ? 'ok' : `${o.reason}: ${o.text}`));
    expect({ texts, lines }).toEqual({
      texts: [
        'UnknownSymbol: Symbol (55) NONE is not listed here',
        'BadQuantity: OrderQty (38) of 0 lots is not a whole number above 0',
        'BadQuantity: OrderQty (38) of 1.5 lots is not a whole number above 0',
        'OffTick: Price (44) of 100.5 ticks is not a whole number of ticks',
        'BadPrice: Price (44) of 0 ticks is not above 0',
      ],
      lines: [],
    });
  });

  test('runs the markets of all symbols in the order of their times before a command, and time never goes back', () => {
    const recorder = new ExchangeRecorder();
    const ex = new Exchange(recorder);
    ex.list(demoListing('ACME'), new Seller([10, 30, 50], 100));
    ex.list(demoListing('BOLT'), new Seller([20, 30], 40));
    const times = [ex.nextEventAt()];
    ex.submit(order({ qty: 5 }), 30);
    times.push(ex.nextEventAt());
    ex.submit(order({ owner: 'B', symbol: 'BOLT', qty: 2, price: 41 }), 25);
    ex.advance(60);
    times.push(ex.nextEventAt());
    expect({ times, trades: recorder.lines.filter(l => l.includes(' trade ')) }).toEqual({
      times: [10, 50, undefined],
      trades: [
        '30 trade T1 ACME 1@100 buy',
        '30 trade T2 ACME 1@100 buy',
        '30 trade T3 BOLT 1@40 buy',
        '30 trade T4 BOLT 1@40 buy',
        '50 trade T5 ACME 1@100 sell',
      ],
    });
  });

  test('says what changed, what stands in the book, and which orders of an owner still work', () => {
    const { ex } = exchange();
    const dirty = [ex.takeDirty()];
    ex.submit(order({ symbol: 'BOLT', price: 40 }), 1);
    ex.submit(order({ symbol: 'BOLT', price: 39, qty: 3 }), 1);
    ex.submit(order({ owner: 'B', symbol: 'BOLT', price: 39 }), 1);
    dirty.push(ex.takeDirty(), ex.takeDirty());
    expect({
      dirty,
      depth: ex.depth('BOLT', 5),
      none: ex.depth('NONE', 5),
      own: ex.ordersOf('A').map(o => o.orderNo),
      third: ex.order(3)?.owner,
      symbols: ex.listings().map(l => l.symbol),
    }).toEqual({
      dirty: [[], ['BOLT'], []],
      depth: {
        bids: [
          { price: 40, qty: 10, orders: 1 },
          { price: 39, qty: 13, orders: 2 },
        ],
        asks: [],
      },
      none: undefined,
      own: [1, 2],
      third: 'B',
      symbols: ['ACME', 'BOLT'],
    });
  });

  test('refuses to list a symbol twice', () => {
    expect(() => exchange().ex.list(demoListing(DEMO_SYMBOLS[0]!))).toThrow('symbol ACME is listed twice');
  });
});
