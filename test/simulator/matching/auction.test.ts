import { auctionPrice } from '../../../simulator/matching/auction-price';
import { auction, bands, buy, collect, sell, story } from './story';

const at = (price: number, qty: number) => ({ price, qty });
const MARKET_BUY = Number.POSITIVE_INFINITY;
const MARKET_SELL = Number.NEGATIVE_INFINITY;

describe('the auction price', () => {
  test.each([
    ['the most lots', [at(101, 10), at(100, 5)], [at(99, 8), at(101, 7)], 90, { price: 101, qty: 10, surplus: -5 }],
    ['then the smallest surplus', [at(102, 10), at(100, 2)], [at(99, 10), at(102, 3)], 90, { price: 101, qty: 10, surplus: 0 }],
    ['then nearest the reference, which lies between', [at(105, 10)], [at(95, 10)], 99, { price: 99, qty: 10, surplus: 0 }],
    ['then nearest the reference, which lies above', [at(105, 10)], [at(95, 10)], 120, { price: 105, qty: 10, surplus: 0 }],
    [
      'the reference, where it is as good as any',
      [at(101, 10), at(99, 2)],
      [at(99, 10), at(101, 2)],
      100,
      { price: 100, qty: 10, surplus: 0 },
    ],
    ['market orders alone: the reference', [at(MARKET_BUY, 4)], [at(MARKET_SELL, 6)], 100, { price: 100, qty: 4, surplus: -2 }],
    ['market orders against limits', [at(MARKET_BUY, 4)], [at(98, 6)], 100, { price: 100, qty: 4, surplus: -2 }],
    ['none, where nothing crosses', [at(99, 4)], [at(100, 6)], 100, { price: undefined, qty: 0, surplus: 0 }],
    ['none, but the surplus of market orders', [at(MARKET_BUY, 4)], [], 100, { price: undefined, qty: 0, surplus: 4 }],
  ])('%s', (_rule, buys, sells, reference, expected) => {
    expect(auctionPrice(buys, sells, reference)).toEqual(expected);
  });
});

describe('an auction', () => {
  test('trades at one price: market orders first, then the better limit; at one limit those for the auction alone, then shown, then hidden', () => {
    const buys = [
      buy(1, 2, 100, { display: 0 }),
      buy(2, 2, 100),
      buy(3, 2, 100, { tif: 'AtOpen' }),
      buy(4, 2, 101),
      buy(5, 2),
      buy(6, 2, undefined, { tif: 'AtOpen' }),
      buy(7, 2, undefined, { tif: 'AtClose' }),
    ];
    expect(story([collect, ...buys, sell(9, 11, 100), auction('open', 100)], 4)).toEqual([
      'auctioned 2@100 maker 6/60 leaves 0 taker 9/90 sells leaves 9',
      'auctioned 2@100 maker 5/50 leaves 0 taker 9/90 sells leaves 7',
      'auctioned 2@100 maker 4/40 leaves 0 taker 9/90 sells leaves 5',
      'auctioned 2@100 maker 3/30 leaves 0 taker 9/90 sells leaves 3',
      'auctioned 2@100 maker 2/20 leaves 0 taker 9/90 sells leaves 1',
      'auctioned 1@100 maker 1/10 leaves 1 taker 9/90 sells leaves 0',
      'open auction 11@100 surplus 1',
      'bids ',
      'asks ',
    ]);
  });

  test('cancels what was there for it alone; the rest trades on in continuous trading, and stop orders are triggered by its price', () => {
    const orders = [
      buy(1, 5, 101),
      buy(2, 9, 99),
      buy(3, 9, undefined),
      sell(4, 8, undefined, { tif: 'AtClose' }),
      sell(5, 3, 98),
    ];
    const stop = sell(6, 4, undefined, { stop: 101 });
    expect(story([collect, ...orders, stop, auction('close', 100), buy(7, 1, 102)], 3)).toEqual([
      'auctioned 8@100 maker 3/30 leaves 1 taker 4/40 sells leaves 0',
      'auctioned 1@100 maker 3/30 leaves 0 taker 5/50 sells leaves 2',
      'auctioned 2@100 maker 1/10 leaves 3 taker 5/50 sells leaves 0',
      'close auction 11@100 surplus 3',
      'triggered 6',
      'traded 3@101 maker 1/10 leaves 0 taker 6/60 sells leaves 1',
      'traded 1@99 maker 2/20 leaves 8 taker 6/60 sells leaves 0',
      'rested 7 buy 1@102',
      'bids 1@102x1 8@99x1',
      'asks ',
    ]);
  });

  test('an iceberg brings all its lots; orders that must trade at once are refused while others are collected', () => {
    const orders = [buy(1, 9, 100, { display: 2 }), buy(2, 3, 100), sell(3, 10, 100), sell(4, 1, 90, { tif: 'IOC' })];
    expect(story([collect, ...orders, auction('reopen', 100)], 3)).toEqual([
      'refused enter 4 CallPhase',
      'auctioned 2@100 maker 1/10 leaves 7 taker 3/30 sells leaves 8',
      'auctioned 3@100 maker 2/20 leaves 0 taker 3/30 sells leaves 5',
      'auctioned 2@100 maker 1/10 leaves 5 taker 3/30 sells leaves 3',
      'auctioned 2@100 maker 1/10 leaves 3 taker 3/30 sells leaves 1',
      'auctioned 1@100 maker 1/10 leaves 2 taker 3/30 sells leaves 0',
      'reopen auction 10@100 surplus 2',
      'bids 1@100x1',
      'asks ',
    ]);
  });
});

describe('price bands', () => {
  test('nothing trades beyond them: a limit order rests at its band, the rest of a market order is cancelled', () => {
    const asks = [sell(1, 2, 100), sell(2, 2, 104), sell(3, 2, 107)];
    expect(story([bands(95, 105), ...asks, buy(4, 9, 110), buy(5, 1), sell(6, 1, 80)], 3)).toEqual([
      'traded 2@100 maker 1/10 leaves 0 taker 4/40 buys leaves 7',
      'traded 2@104 maker 2/20 leaves 0 taker 4/40 buys leaves 5',
      'rested 4 buy 5@105',
      'cancelled 5 1 leaves 0 PriceBand',
      'traded 1@105 maker 4/40 leaves 4 taker 6/60 sells leaves 0',
      'bids 4@105x1',
      'asks 2@107x1',
    ]);
  });

  test('when they move, orders beyond the band that they could be traded through move to it, behind those that are there', () => {
    const orders = [sell(1, 1, 100), sell(2, 1, 98), sell(3, 1, 98, { display: 0 }), sell(4, 1, 97), buy(5, 1, 90)];
    expect(story([...orders, bands(100, 110), buy(6, 3, 105), sell(7, 1, 50)], 5)).toEqual([
      'rested 4 sell 1@100',
      'rested 2 sell 1@100',
      'rested 3 sell 1@100',
      'traded 1@100 maker 1/10 leaves 0 taker 6/60 buys leaves 2',
      'traded 1@100 maker 4/40 leaves 0 taker 6/60 buys leaves 1',
      'traded 1@100 maker 2/20 leaves 0 taker 6/60 buys leaves 0',
      'rested 7 sell 1@100',
      'bids 1@90x1',
      'asks 1@100x1',
    ]);
  });
});
