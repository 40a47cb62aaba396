import { buy, cancel, replace, sell, story } from './story';

describe('stop orders', () => {
  test('wait unseen, and work as market or limit orders once a trade reaches their price, the nearest first', () => {
    const stops = [buy(1, 5, undefined, { stop: 102 }), buy(2, 3, 102, { stop: 101 }), sell(3, 9, undefined, { stop: 99 })];
    expect(story([...stops, sell(4, 2, 101), sell(5, 9, 103), buy(6, 2, 101)], 2)).toEqual([
      'traded 2@101 maker 4/40 leaves 0 taker 6/60 buys leaves 0',
      'triggered 2',
      'rested 2 buy 3@102',
      'bids 3@102x1',
      'asks 9@103x1',
    ]);
  });

  test('one that trades triggers the next', () => {
    const stops = [buy(1, 5, undefined, { stop: 102 }), buy(2, 4, undefined, { stop: 101 })];
    expect(story([...stops, sell(4, 2, 101), sell(5, 2, 102), sell(6, 9, 103), buy(7, 2, 101)], 3)).toEqual([
      'traded 2@101 maker 4/40 leaves 0 taker 7/70 buys leaves 0',
      'triggered 2',
      'traded 2@102 maker 5/50 leaves 0 taker 2/20 buys leaves 2',
      'traded 2@103 maker 6/60 leaves 7 taker 2/20 buys leaves 0',
      'triggered 1',
      'traded 5@103 maker 6/60 leaves 2 taker 1/10 buys leaves 0',
      'bids ',
      'asks 2@103x1',
    ]);
  });

  test('one whose price the last trade was at or beyond already is triggered at once', () => {
    expect(story([sell(1, 1, 100), buy(2, 1, 100), sell(3, 4, 98, { stop: 100 })], 2)).toEqual([
      'triggered 3',
      'rested 3 sell 4@98',
      'bids ',
      'asks 4@98x1',
    ]);
  });

  test('a replace with a smaller quantity keeps its place among those of its stop price; another stop price loses it; a cancel ends it', () => {
    const stops = [1, 2, 3].map(id => buy(id, 5, undefined, { stop: 101 }));
    const changes = [replace(1, 3), replace(2, 5, undefined, { stop: 102 }), replace(2, 5, undefined, { stop: 101 }), cancel(3)];
    expect(story([...stops, ...changes, sell(8, 1, 101), sell(9, 20, 105), buy(7, 1, 101)])).toEqual([
      'replaced 1 3@market kept',
      'replaced 2 5@market lost',
      'replaced 2 5@market lost',
      'cancelled 3 5 leaves 0 Requested',
      'rested 8 sell 1@101',
      'rested 9 sell 20@105',
      'traded 1@101 maker 8/80 leaves 0 taker 7/70 buys leaves 0',
      'triggered 1',
      'traded 3@105 maker 9/90 leaves 17 taker 1/10 buys leaves 0',
      'triggered 2',
      'traded 5@105 maker 9/90 leaves 12 taker 2/20 buys leaves 0',
      'bids ',
      'asks 12@105x1',
    ]);
  });
});

describe('icebergs and hidden orders', () => {
  test('an iceberg shows its display quantity, refreshes at the back of the queue, and trades before hidden orders at its price', () => {
    const makers = [sell(1, 10, 100, { display: 4 }), sell(2, 5, 100, { display: 0 }), sell(3, 3, 100)];
    expect(story([...makers, buy(4, 16, 100)], 3)).toEqual([
      'traded 4@100 maker 1/10 leaves 6 taker 4/40 buys leaves 12',
      'traded 3@100 maker 3/30 leaves 0 taker 4/40 buys leaves 9',
      'traded 4@100 maker 1/10 leaves 2 taker 4/40 buys leaves 5',
      'traded 2@100 maker 1/10 leaves 0 taker 4/40 buys leaves 3',
      'traded 3@100 maker 2/20 leaves 2 taker 4/40 buys leaves 0',
      'bids ',
      'asks ',
    ]);
  });

  test('a hidden order at a better price trades before all that is shown, and is counted by a FOK order', () => {
    expect(story([sell(1, 5, 101), sell(2, 5, 100, { display: 0 }), buy(3, 10, 101, { tif: 'FOK' })], 2)).toEqual([
      'traded 5@100 maker 2/20 leaves 0 taker 3/30 buys leaves 5',
      'traded 5@101 maker 1/10 leaves 0 taker 3/30 buys leaves 0',
      'bids ',
      'asks ',
    ]);
  });

  test('a smaller iceberg keeps its place and loses hidden lots first; more lots or another display quantity lose it', () => {
    const three = [1, 2, 3].map(id => sell(id, 10, 100, { display: 4 }));
    const changes = [replace(1, 5, 100), replace(2, 11, 100), replace(3, 10, 100, { display: 5 }), replace(1, 3, 100)];
    expect(story([...three, ...changes, buy(9, 12, 100)], 3)).toEqual([
      'replaced 1 5@100 kept',
      'replaced 2 11@100 lost',
      'rested 2 sell 11@100',
      'replaced 3 10@100 lost',
      'rested 3 sell 10@100',
      'replaced 1 3@100 kept',
      'traded 3@100 maker 1/10 leaves 0 taker 9/90 buys leaves 9',
      'traded 4@100 maker 2/20 leaves 7 taker 9/90 buys leaves 5',
      'traded 5@100 maker 3/30 leaves 5 taker 9/90 buys leaves 0',
      'bids ',
      'asks 9@100x2',
    ]);
  });
});

describe('post-only and minimum quantity', () => {
  test('a post-only order that would trade is refused, also in a replace, also against a hidden order', () => {
    const orders = [
      sell(1, 5, 101),
      sell(2, 5, 100, { display: 0 }),
      buy(3, 5, 100, { postOnly: true }),
      buy(3, 5, 99, { postOnly: true }),
    ];
    expect(story([...orders, replace(3, 5, 100)], 2)).toEqual([
      'refused enter 3 WouldTrade',
      'rested 3 buy 5@99',
      'refused replace 3 WouldTrade',
      'bids 5@99x1',
      'asks 5@101x1',
    ]);
  });

  test('MinQty: at least so much at once, or nothing', () => {
    const ioc = (id: number, minQty: number) => buy(id, 10, 100, { tif: 'IOC', minQty });
    expect(story([sell(1, 6, 100), ioc(2, 7), ioc(3, 6), buy(4, 10, undefined, { minQty: 1 })], 1)).toEqual([
      'cancelled 2 10 leaves 0 MinQty',
      'traded 6@100 maker 1/10 leaves 0 taker 3/30 buys leaves 4',
      'cancelled 3 4 leaves 0 ImmediateOrCancel',
      'cancelled 4 10 leaves 0 MinQty',
      'bids ',
      'asks ',
    ]);
  });

  test.each([
    ['a stop price between ticks', buy(1, 5, 100, { stop: 99.5 }), 'BadPrice'],
    ['a stop order for an auction', buy(1, 5, 100, { stop: 99, tif: 'AtClose' }), 'BadTerms'],
    ['a post-only stop order', buy(1, 5, 100, { stop: 99, postOnly: true }), 'BadTerms'],
    ['a display quantity below zero', buy(1, 5, 100, { display: -1 }), 'BadQuantity'],
    ['a hidden market order', buy(1, 5, undefined, { display: 0 }), 'BadTerms'],
    ['a post-only IOC order', buy(1, 5, 100, { postOnly: true, tif: 'IOC' }), 'BadTerms'],
    ['a MinQty above the quantity', buy(1, 5, 100, { minQty: 6, tif: 'IOC' }), 'BadQuantity'],
    ['a MinQty on an order that can rest', buy(1, 5, 100, { minQty: 5 }), 'BadTerms'],
    ['a self-trade id of zero', buy(1, 5, 100, { selfTrade: { id: 0, mode: 'CancelBoth' } }), 'BadTerms'],
    ['a stop price for an order without one', replace(9, 5, 100, { stop: 99 }), 'BadTerms'],
    ['a price for a market stop order', replace(8, 5, 100), 'BadPrice'],
  ])('%s is refused', (_name, command, reason) => {
    expect(story([sell(9, 5, 100), sell(8, 5, undefined, { stop: 90 }), command], 1)[0]).toMatch(
      new RegExp(`^refused \\w+ \\d ${reason}$`),
    );
  });
});
