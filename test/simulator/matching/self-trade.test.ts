import type { SelfTradeMode } from '../../../simulator/matching/types';
import { buy, sell, story } from './story';

const own = (mode: SelfTradeMode) => ({ selfTrade: { id: 7, mode } });
const makers = [sell(1, 3, 100), sell(2, 4, 100, own('CancelNewest')), sell(3, 5, 100)];

describe('self-trade prevention: the incoming order meets one of its own group behind another one', () => {
  test.each<[SelfTradeMode, string[]]>([
    ['CancelNewest', ['cancelled 4 7 leaves 0 SelfTrade', 'bids ', 'asks 9@100x2']],
    [
      'CancelOldest',
      [
        'cancelled 2 4 leaves 0 SelfTrade',
        'traded 5@100 maker 3/30 leaves 0 taker 4/40 buys leaves 2',
        'rested 4 buy 2@100',
        'bids 2@100x1',
        'asks ',
      ],
    ],
    ['CancelBoth', ['cancelled 2 4 leaves 0 SelfTrade', 'cancelled 4 7 leaves 0 SelfTrade', 'bids ', 'asks 5@100x1']],
    [
      'Decrement',
      [
        'cancelled 2 4 leaves 0 SelfTrade',
        'cancelled 4 4 leaves 3 SelfTrade',
        'traded 3@100 maker 3/30 leaves 2 taker 4/40 buys leaves 0',
        'bids ',
        'asks 2@100x1',
      ],
    ],
  ])('%s', (mode, events) => {
    expect(story([...makers, buy(4, 10, 100, own(mode))], 3)).toEqual([
      'traded 3@100 maker 1/10 leaves 0 taker 4/40 buys leaves 7',
      ...events,
    ]);
  });

  test('decrements an iceberg by its hidden lots first', () => {
    expect(story([sell(1, 9, 100, { display: 2, ...own('Decrement') }), buy(2, 8, 100, own('Decrement'))], 1)).toEqual([
      'cancelled 1 8 leaves 1 SelfTrade',
      'cancelled 2 8 leaves 0 SelfTrade',
      'bids ',
      'asks 1@100x1',
    ]);
  });

  test('FOK counts no lot of its own group, and none behind it where it stops there', () => {
    const fok = (id: number, qty: number, mode: SelfTradeMode) => buy(id, qty, 100, { tif: 'FOK', ...own(mode) });
    expect(story([...makers, fok(4, 4, 'CancelNewest'), fok(5, 9, 'CancelOldest'), fok(6, 8, 'CancelOldest')], 3)).toEqual([
      'cancelled 4 4 leaves 0 FillOrKill',
      'cancelled 5 9 leaves 0 FillOrKill',
      'traded 3@100 maker 1/10 leaves 0 taker 6/60 buys leaves 5',
      'cancelled 2 4 leaves 0 SelfTrade',
      'traded 5@100 maker 3/30 leaves 0 taker 6/60 buys leaves 0',
      'bids ',
      'asks ',
    ]);
  });

  test('another group, or none, is nobody special', () => {
    const other = { selfTrade: { id: 8, mode: 'CancelBoth' as const } };
    expect(story([...makers, buy(4, 10, 100, other), buy(5, 2, 100)], 3)).toEqual([
      'traded 3@100 maker 1/10 leaves 0 taker 4/40 buys leaves 7',
      'traded 4@100 maker 2/20 leaves 0 taker 4/40 buys leaves 3',
      'traded 3@100 maker 3/30 leaves 2 taker 4/40 buys leaves 0',
      'traded 2@100 maker 3/30 leaves 0 taker 5/50 buys leaves 0',
      'bids ',
      'asks ',
    ]);
  });
});
