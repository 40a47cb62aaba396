import { Exchange } from '../../../simulator/market/exchange';
import { demoListing } from '../../../simulator/market/instruments';
import type { TradingStatus } from '../../../simulator/market/market';
import { order, sell } from './orders';
import { ExchangeRecorder } from './recorder';

function exchange(status: TradingStatus): { ex: Exchange; lines: string[] } {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  ex.list({ ...demoListing('ACME'), referencePriceTicks: 100 }, undefined, { status });
  return { ex, lines: recorder.lines };
}

describe('the day of a symbol', () => {
  test('pre-open and opening collect orders, with an indicative price; trading begins with the auction', () => {
    const { ex, lines } = exchange('pre-open');
    ex.submit(order({ qty: 10, price: 101 }), 1);
    ex.setStatus('ACME', 'opening', 2);
    ex.submit(order({ ...sell, qty: 4, price: undefined, tif: 'AtOpen' }), 3);
    const ahead = ex.indicative('ACME');
    lines.length = 0;
    ex.setStatus('ACME', 'trading', 4);
    expect({ ahead, lines, depth: ex.depth('ACME', 1)!.bids, now: ex.indicative('ACME') }).toEqual({
      ahead: { price: 100, qty: 4, surplus: 6 },
      lines: [
        '4 filled 4@100 auction T1 #1 A/a1 buy 10 ACME@101 cum 4 leaves 6',
        '4 filled 4@100 auction T1 #2 B/b1 sell 4 ACME@market cum 4 leaves 0',
        '4 trade T1 ACME 4@100 sell',
        '4 open auction ACME 4@100 surplus 6',
        '4 status ACME trading',
      ],
      depth: [{ price: 101, qty: 6, orders: 1 }],
      now: undefined,
    });
  });

  test('the closing auction takes at-close orders along; then Day orders end and GTC orders stay for tomorrow', () => {
    const { ex, lines } = exchange('trading');
    ex.submit(order({ tif: 'AtClose', price: undefined, qty: 7 }), 1);
    ex.submit(order({ ref: 'a2', price: 99 }), 1);
    ex.submit(order({ ref: 'a3', price: 98, tif: 'GTC' }), 1);
    ex.setStatus('ACME', 'closing', 2);
    ex.submit(order({ ...sell, qty: 5, price: 95 }), 3);
    lines.length = 0;
    ex.setStatus('ACME', 'closed', 4);
    const late = ex.submit(order({}), 5);
    expect({ lines, late: late.ok || late.text, open: ex.ordersOf('A').map(o => o.ref) }).toEqual({
      lines: [
        '4 filled 5@100 auction T1 #1 A/a1 buy 7 ACME@market cum 5 leaves 2',
        '4 filled 5@100 auction T1 #4 B/b1 sell 5 ACME@95 cum 5 leaves 0',
        '4 trade T1 ACME 5@100 sell',
        '4 cancelled 2 AuctionOver #1 A/a1 buy 7 ACME@market cum 5 leaves 0',
        '4 close auction ACME 5@100 surplus 2',
        '4 status ACME closed',
        '4 cancelled 10 Expired #2 A/a2 buy 10 ACME@99 cum 0 leaves 0',
      ],
      late: 'Symbol (55) ACME is closed',
      open: ['a3'],
    });
  });

  test('a halt takes cancels only; the reopening collects, and its auction ends it', () => {
    const { ex, lines } = exchange('trading');
    ex.submit(order({ qty: 3 }), 1);
    ex.submit(order({ ref: 'a2' }), 1);
    const outcomes = [
      ex.setStatus('ACME', 'halted', 2),
      ex.submit(order({ ...sell }), 3),
      ex.replace(1, { qty: 2, price: undefined }, 3),
      ex.cancel(2, 3),
      ex.setStatus('ACME', 'reopening', 4),
      ex.submit(order({ ...sell, price: 95 }), 5),
      ex.submit(order({ ...sell, tif: 'IOC' }), 5),
      ex.submit(order({ ...sell, tif: 'AtOpen' }), 5),
      ex.setStatus('ACME', 'closing', 6),
      ex.setStatus('ACME', 'trading', 6),
    ].map(o => (o.ok ? 'ok' : o.text));
    expect({ outcomes, lines: lines.slice(2) }).toEqual({
      outcomes: [
        'ok',
        'Symbol (55) ACME is halted',
        'Symbol (55) ACME is halted',
        'ok',
        'ok',
        'ok',
        'TimeInForce (59) 3 or 4 and MinQty (110) are not taken while orders are collected for an auction',
        'TimeInForce (59) 2: the opening auction of ACME is over',
        'Symbol (55) ACME is reopening: from there to trading, halted, closed, not closing',
        'ok',
      ],
      lines: [
        '2 status ACME halted',
        '3 cancelled 10 Requested #2 A/a2 buy 10 ACME@100 cum 0 leaves 0',
        '4 status ACME reopening',
        '5 accepted #3 B/b1 sell 10 ACME@95 cum 0 leaves 10',
        '6 filled 3@100 auction T1 #1 A/a1 buy 3 ACME@100 cum 3 leaves 0',
        '6 filled 3@100 auction T1 #3 B/b1 sell 10 ACME@95 cum 3 leaves 7',
        '6 trade T1 ACME 3@100 sell',
        '6 reopen auction ACME 3@100 surplus -7',
        '6 status ACME trading',
      ],
    });
  });

  test('a timetable changes the status when its time comes, and GTD orders end at theirs', () => {
    const { ex, lines } = exchange('closed');
    ex.schedule('ACME', [
      { at: 10, to: 'pre-open' },
      { at: 20, to: 'trading' },
      { at: 30, to: 'pre-open' },
      { at: 40, to: 'closed' },
    ]);
    ex.advance(15);
    ex.submit(order({ tif: 'GTD', expireAt: 35 }), 16);
    const refused = [order({ tif: 'GTD', expireAt: 16 }), order({ tif: 'GTD' }), order({ expireAt: 99 })].map(o =>
      ex.submit(o, 16),
    );
    const next = ex.nextEventAt();
    ex.advance(100);
    expect({ refused: refused.map(o => (o.ok ? 'ok' : o.text)), next, lines }).toEqual({
      refused: [
        'ExpireTime (126) is not in the future',
        'ExpireTime (126) comes with TimeInForce (59) 6, and only with it',
        'ExpireTime (126) comes with TimeInForce (59) 6, and only with it',
      ],
      next: 20,
      lines: [
        '10 status ACME pre-open',
        '16 accepted #1 A/a1 buy 10 ACME@100 cum 0 leaves 10',
        '20 open auction ACME 0@none surplus 0',
        '20 status ACME trading',
        '35 cancelled 10 Expired #1 A/a1 buy 10 ACME@100 cum 0 leaves 0',
        '40 status ACME closed',
      ],
    });
  });
});
