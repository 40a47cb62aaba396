import { Exchange } from '../../../simulator/market/exchange';
import type { SubmitRequest } from '../../../simulator/market/exchange-types';
import { demoListing } from '../../../simulator/market/instruments';
import { SELL } from '../../../simulator/matching/types';
import { order, sell } from './orders';
import { ExchangeRecorder } from './recorder';

function exchange(): { ex: Exchange; lines: string[] } {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  ex.list(demoListing('ACME'));
  return { ex, lines: recorder.lines };
}

describe('special terms of orders from outside', () => {
  test('a stop order is acknowledged, told when it is triggered, and may change its stop price before that', () => {
    const { ex, lines } = exchange();
    ex.submit(order({ price: undefined, stop: 105 }), 1);
    ex.replace(1, { qty: 4, price: undefined, stop: 101, ref: 'a2' }, 2);
    ex.submit(order({ ...sell, price: 101 }), 3);
    ex.submit(order({ owner: 'C', ref: 'c1', qty: 1, price: 101 }), 4);
    expect({ lines, waits: ex.order(1) }).toEqual({
      lines: [
        '1 accepted #1 A/a1 buy 10 ACME@market cum 0 leaves 10',
        '2 replaced #1 A/a2 buy 4 ACME@market cum 0 leaves 4',
        '3 accepted #2 B/b1 sell 10 ACME@101 cum 0 leaves 10',
        '4 accepted #3 C/c1 buy 1 ACME@101 cum 0 leaves 1',
        '4 filled 1@101 added T1 #2 B/b1 sell 10 ACME@101 cum 1 leaves 9',
        '4 filled 1@101 removed T1 #3 C/c1 buy 1 ACME@101 cum 1 leaves 0',
        '4 trade T1 ACME 1@101 buy',
        '4 triggered #1 A/a2 buy 4 ACME@market cum 0 leaves 4',
        '4 filled 4@101 added T2 #2 B/b1 sell 10 ACME@101 cum 5 leaves 5',
        '4 filled 4@101 removed T2 #1 A/a2 buy 4 ACME@market cum 4 leaves 0',
        '4 trade T2 ACME 4@101 buy',
      ],
      waits: undefined,
    });
  });

  test('self-trade prevention goes by owner, or by a group that several owners share; Decrement makes an order smaller', () => {
    const { ex, lines } = exchange();
    const selfTrade = { mode: 'Decrement' as const };
    ex.submit(order({ selfTrade }), 1);
    ex.submit(order({ ref: 'a2', side: SELL, qty: 4, selfTrade }), 2);
    ex.submit(order({ ...sell, ref: 'b1', qty: 1, selfTrade }), 3);
    ex.submit(order({ ...sell, ref: 'b2', qty: 2, selfTrade: { mode: 'CancelOldest', group: 'A' } }), 4);
    expect(lines).toEqual([
      '1 accepted #1 A/a1 buy 10 ACME@100 cum 0 leaves 10',
      '2 accepted #2 A/a2 sell 4 ACME@100 cum 0 leaves 4',
      '2 cancelled 4 SelfTrade #1 A/a1 buy 6 ACME@100 cum 0 leaves 6',
      '2 cancelled 4 SelfTrade #2 A/a2 sell 4 ACME@100 cum 0 leaves 0',
      '3 accepted #3 B/b1 sell 1 ACME@100 cum 0 leaves 1',
      '3 filled 1@100 added T1 #1 A/a1 buy 6 ACME@100 cum 1 leaves 5',
      '3 filled 1@100 removed T1 #3 B/b1 sell 1 ACME@100 cum 1 leaves 0',
      '3 trade T1 ACME 1@100 sell',
      '4 accepted #4 B/b2 sell 2 ACME@100 cum 0 leaves 2',
      '4 cancelled 5 SelfTrade #1 A/a1 buy 6 ACME@100 cum 1 leaves 0',
    ]);
  });

  test.each<[string, Partial<SubmitRequest>, string]>([
    [
      'post-only that would trade',
      { postOnly: true, price: 101 },
      'ExecInst (18) 6: at Price (44) 101 ticks the order would trade on arrival',
    ],
    ['a stop price of zero', { stop: 0 }, 'StopPx (99) of 0 ticks is not above 0'],
    ['a post-only stop order', { stop: 9, postOnly: true }, 'StopPx (99) does not go with ExecInst (18) 6'],
    ['a stop order at the close', { stop: 9, tif: 'AtClose' }, 'StopPx (99) does not go with TimeInForce (59) 2 or 7'],
    [
      'a hidden IOC order',
      { display: 0, tif: 'IOC' },
      'MaxFloor (111) is for limit orders that can rest: TimeInForce (59) 0, 1 or 6',
    ],
    [
      'post-only IOC',
      { postOnly: true, tif: 'IOC' },
      'ExecInst (18) 6 is for limit orders that can rest: TimeInForce (59) 0, 1 or 6',
    ],
    [
      'MinQty on a Day order',
      { minQty: 5 },
      'MinQty (110) is for orders that cannot rest: TimeInForce (59) 3, or a market order',
    ],
    [
      'MinQty above the quantity',
      { minQty: 50, tif: 'IOC' },
      'MaxFloor (111) - and MinQty (110) 50 must be whole lots, at most OrderQty (38)',
    ],
    ['an at-open order while it trades', { tif: 'AtOpen' }, 'TimeInForce (59) 2: the opening auction of ACME is over'],
  ])('%s is refused before it is acknowledged', (_name, over, text) => {
    const { ex, lines } = exchange();
    ex.submit(order({ ...sell, price: 101 }), 1);
    const outcome = ex.submit(order(over), 2);
    expect([outcome.ok || outcome.text, lines.length]).toEqual([text, 1]);
  });

  test('a replace cannot give a stop price or a price to an order without one', () => {
    const { ex } = exchange();
    ex.submit(order({}), 1);
    ex.submit(order({ price: undefined, stop: 200 }), 1);
    const outcomes = [ex.replace(1, { qty: 5, price: undefined, stop: 90 }, 2), ex.replace(2, { qty: 5, price: 100 }, 2)];
    expect(outcomes.map(o => o.ok || o.text)).toEqual([
      'StopPx (99) is for orders that wait for one',
      'Price (44) may not come to an order without one, nor go from one that has it',
    ]);
  });
});

describe('busted and corrected trades', () => {
  test('both sides and the public are told; CumQty follows, what is open stays, and the trade is gone', () => {
    const { ex, lines } = exchange();
    ex.submit(order({ qty: 10 }), 1);
    ex.submit(order({ ...sell, qty: 4 }), 1);
    lines.length = 0;
    const outcomes = [
      ex.correct(1, { price: 99 }, 2),
      ex.correct(1, { qty: 5 }, 2),
      ex.correct(1, { qty: 3 }, 3),
      ex.bust(1, 4),
      ex.bust(1, 5),
      ex.replace(1, { qty: 10, price: undefined }, 6),
    ].map(o => (o.ok ? 'ok' : o.text));
    expect({ outcomes, lines }).toEqual({
      outcomes: [
        'ok',
        'LastQty (32) 5 of trade 1 is above the 4 traded',
        'ok',
        'ok',
        'trade 1 is no trade of an order from outside, is busted, or is too long ago',
        'ok',
      ],
      lines: [
        '2 corrected T1 4@100 -> 4@99 for #1 A/a1 buy 10 ACME@100 cum 4 leaves 6',
        '2 corrected T1 4@100 -> 4@99 for #2 B/b1 sell 4 ACME@100 cum 4 leaves 0',
        '2 corrected T1 4@100 -> 4@99',
        '3 corrected T1 4@99 -> 3@99 for #1 A/a1 buy 10 ACME@100 cum 3 leaves 6',
        '3 corrected T1 4@99 -> 3@99 for #2 B/b1 sell 4 ACME@100 cum 3 leaves 0',
        '3 corrected T1 4@99 -> 3@99',
        '4 busted T1 3@99 -> 0@99 for #1 A/a1 buy 10 ACME@100 cum 0 leaves 6',
        '4 busted T1 3@99 -> 0@99 for #2 B/b1 sell 4 ACME@100 cum 0 leaves 0',
        '4 busted T1 3@99 -> 0@99',
        '6 replaced #1 A/a1 buy 10 ACME@100 cum 0 leaves 10',
      ],
    });
  });
});
