import { OrderBook } from '../../../simulator/matching/book';
import { BUY, SELL } from '../../../simulator/matching/types';
import { type Command, Recorder } from './script';
import { buy, sell, story } from './story';

describe('OrderBook', () => {
  test('an aggressive order takes the best price first, then the order that came first, and rests with what is left', () => {
    expect(story([sell(1, 5, 101), sell(2, 5, 100), sell(3, 5, 100), buy(4, 20, 101)], 3)).toEqual([
      'traded 5@100 maker 2/20 leaves 0 taker 4/40 buys leaves 15',
      'traded 5@100 maker 3/30 leaves 0 taker 4/40 buys leaves 10',
      'traded 5@101 maker 1/10 leaves 0 taker 4/40 buys leaves 5',
      'rested 4 buy 5@101',
      'bids 5@101x1',
      'asks ',
    ]);
  });

  test('a partly filled maker keeps its place', () => {
    expect(story([buy(1, 10, 99), buy(2, 10, 99), sell(3, 4, 99), sell(4, 8, 90)], 2)).toEqual([
      'traded 4@99 maker 1/10 leaves 6 taker 3/30 sells leaves 0',
      'traded 6@99 maker 1/10 leaves 0 taker 4/40 sells leaves 2',
      'traded 2@99 maker 2/20 leaves 8 taker 4/40 sells leaves 0',
      'bids 8@99x1',
      'asks ',
    ]);
  });

  test('a market order never rests', () => {
    expect(story([buy(1, 3), sell(2, 3, 100), buy(3, 5), sell(4, 1, undefined, 'IOC')])).toEqual([
      'cancelled 1 3 leaves 0 NoLiquidity',
      'rested 2 sell 3@100',
      'traded 3@100 maker 2/20 leaves 0 taker 3/30 buys leaves 2',
      'cancelled 3 2 leaves 0 NoLiquidity',
      'cancelled 4 1 leaves 0 ImmediateOrCancel',
      'bids ',
      'asks ',
    ]);
  });

  test('IOC takes what its limit reaches and cancels the rest', () => {
    expect(story([sell(1, 5, 100), sell(2, 5, 102), buy(3, 8, 101, 'IOC')], 2)).toEqual([
      'traded 5@100 maker 1/10 leaves 0 taker 3/30 buys leaves 3',
      'cancelled 3 3 leaves 0 ImmediateOrCancel',
      'bids ',
      'asks 5@102x1',
    ]);
  });

  test('FOK fills to the last lot or not at all, its limit and all levels counted', () => {
    const asks = [sell(1, 5, 100), sell(2, 5, 101), sell(3, 5, 102)];
    expect(story([...asks, buy(4, 11, 101, 'FOK'), buy(5, 10, 101, 'FOK'), buy(6, 6, undefined, 'FOK')], 3)).toEqual([
      'cancelled 4 11 leaves 0 FillOrKill',
      'traded 5@100 maker 1/10 leaves 0 taker 5/50 buys leaves 5',
      'traded 5@101 maker 2/20 leaves 0 taker 5/50 buys leaves 0',
      'cancelled 6 6 leaves 0 FillOrKill',
      'bids ',
      'asks 5@102x1',
    ]);
  });

  test('a smaller quantity keeps its place; more lots or another price go to the back', () => {
    const three = [buy(1, 10, 99), buy(2, 10, 99), buy(3, 10, 99)];
    const changes: Command[] = [
      { verb: 'replace', id: 1, leaves: 4, price: 99 },
      { verb: 'replace', id: 2, leaves: 11, price: 99 },
      { verb: 'replace', id: 3, leaves: 10, price: 98 },
      { verb: 'replace', id: 3, leaves: 10, price: 99 },
    ];
    expect(story([...three, ...changes, sell(9, 25, 99)], 3)).toEqual([
      'replaced 1 4@99 kept',
      'replaced 2 11@99 lost',
      'rested 2 buy 11@99',
      'replaced 3 10@98 lost',
      'rested 3 buy 10@98',
      'replaced 3 10@99 lost',
      'rested 3 buy 10@99',
      'traded 4@99 maker 1/10 leaves 0 taker 9/90 sells leaves 21',
      'traded 11@99 maker 2/20 leaves 0 taker 9/90 sells leaves 10',
      'traded 10@99 maker 3/30 leaves 0 taker 9/90 sells leaves 0',
      'bids ',
      'asks ',
    ]);
  });

  test('a replace that crosses trades under its old id and owner', () => {
    expect(story([buy(1, 10, 99), sell(2, 4, 101), { verb: 'replace', id: 1, leaves: 6, price: 101 }], 2)).toEqual([
      'replaced 1 6@101 lost',
      'traded 4@101 maker 2/20 leaves 0 taker 1/10 buys leaves 2',
      'rested 1 buy 2@101',
      'bids 2@101x1',
      'asks ',
    ]);
  });

  test('reduce and cancel take lots off; an id is free again once its order is gone', () => {
    const steps: Command[] = [
      { verb: 'reduce', id: 1, by: 4 },
      { verb: 'reduce', id: 1, by: 9 },
    ];
    expect(story([buy(1, 10, 99), ...steps, buy(1, 1, 98), { verb: 'cancel', id: 1 }])).toEqual([
      'rested 1 buy 10@99',
      'cancelled 1 4 leaves 6 Requested',
      'cancelled 1 6 leaves 0 Requested',
      'rested 1 buy 1@98',
      'cancelled 1 1 leaves 0 Requested',
      'bids ',
      'asks ',
    ]);
  });

  test('a refused command says why and changes nothing', () => {
    const bad: Command[] = [
      buy(1, 1, 100),
      buy(2, 0, 100),
      buy(2, 1.5, 100),
      buy(2, 1, 99.5),
      { verb: 'cancel', id: 7 },
      { verb: 'reduce', id: 1, by: -1 },
      { verb: 'replace', id: 7, leaves: 1, price: 1 },
      { verb: 'replace', id: 1, leaves: 0, price: 1 },
      { verb: 'replace', id: 1, leaves: 1, price: Number.NaN },
    ];
    expect(story([buy(1, 5, 100), ...bad], 1)).toEqual([
      'refused enter 1 DuplicateId',
      'refused enter 2 BadQuantity',
      'refused enter 2 BadQuantity',
      'refused enter 2 BadPrice',
      'refused cancel 7 UnknownOrder',
      'refused reduce 1 BadQuantity',
      'refused replace 7 UnknownOrder',
      'refused replace 1 BadQuantity',
      'refused replace 1 BadPrice',
      'bids 5@100x1',
      'asks ',
    ]);
  });

  test('level queries agree: best, n-th level, quantity at a price, the queue and its front', () => {
    const book = new OrderBook(new Recorder());
    for (const o of [buy(1, 3, 98), buy(2, 4, 99), buy(3, 5, 99), sell(4, 6, 103)]) book.enter(o);
    expect({
      best: [book.best(BUY), book.best(SELL), book.levels(BUY)],
      nth: [book.levelPrice(BUY, 1), book.levelQty(BUY, 1), book.levelPrice(BUY, 2), book.levelQty(BUY, 2)],
      at: [book.qtyAt(BUY, 99), book.qtyAt(SELL, 99)],
      order: [book.leaves(3), book.priceOf(3), book.leaves(8), book.priceOf(8)],
      queue: [...book.queue(BUY, 99)],
      front: [book.front(BUY, 99), book.front(SELL, 99)],
    }).toEqual({
      best: [99, 103, 2],
      nth: [98, 3, undefined, 0],
      at: [9, 0],
      order: [5, 99, 0, undefined],
      queue: [
        { id: 2, owner: 20, leaves: 4 },
        { id: 3, owner: 30, leaves: 5 },
      ],
      front: [2, undefined],
    });
  });
});
