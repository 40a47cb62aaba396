import { Rig, SECOND, T0 } from '../rig';
import { ahead, asked, CODES, planOf, session, shares, started } from './set-up';

const fixed = { strategy: CODES.CLOSE, orderQty: '1000' };
/** A moment so many seconds after the start. */
const T = (seconds: number): number => T0 + seconds * SECOND;
const auction = (more = {}) => ({ auction: { start: T(100), lastEntry: T(90), end: T(110), ...more } });
const today = (more = {}): Rig => ahead(Rig.ready(), session(-3_600, 100, auction(more)));
const sent = (rig: Rig): unknown[] =>
  rig.facts('ChildOrderProposed').map(c => [shares(c.orderQty), c.ordType, c.price, c.timeInForce]);

describe('CLOSE', () => {
  test('by the calendar: one order at the close, at its limit, before the cut-off; no window is needed', () => {
    const rig = today().order('S', fixed).until(120);
    expect([planOf(rig).close, planOf(rig).end, sent(rig)]).toEqual([
      { at: T(81), cutOff: T(90), qty: 100_000 },
      T(110),
      [[1_000, '2', 100_000_000, '7']],
    ]);
  });

  test('a market order goes in at the market', () => {
    const rig = started('CLOSE', {}, { ordType: '1', price: undefined }).until(9);
    expect(sent(rig)).toEqual([[1_000, '1', undefined, '7']]);
  });

  test('a part for the auction: the rest is sliced before it, and ends when the auction order goes out', () => {
    const rig = started('CLOSE', { AuctionPart: '0.6', Style: 'taker', SlotSeconds: '3.6' })
      .until(0)
      .ack('TC1')
      .fill('TC1', '200', '100');
    rig.until(3.6).ack('TC2').fill('TC2', '200', '100').until(7.2);
    expect([
      planOf(rig).edges!.at(-1) === planOf(rig).close!.at,
      sent(rig).map(row => (row as unknown[])[0]),
      sent(rig).at(-1),
    ]).toEqual([true, [200, 200, 600], [600, '2', 100_000_000, '7']]);
  });

  test('what rested when the auction order is due is called back, and follows it once it is gone', () => {
    const rig = started('CLOSE', { AuctionPart: '0.6', Style: 'passive', CompleteAtEnd: 'N', SlotSeconds: '7.2' })
      .until(0)
      .ack('TC1')
      .until(7.2);
    const first = rig.heard();
    rig.ack('TC2').report('TC1R1', '4').until(8);
    expect([first.slice(-2), sent(rig).map(row => (row as unknown[])[0])]).toEqual([
      ['F TC1R1<TC1', 'D TC2 600@100'],
      [400, 600],
    ]);
  });

  test('never more than a cap of what the auction is expected to trade', () => {
    const expected = today({ volume: 2_000 }).order('S', { ...fixed, parameters: { AuctionCap: '0.1' } });
    const told = started('CLOSE', { AuctionVolume: '3000' });
    expect([expected, told].map(rig => [shares(planOf(rig).close!.qty), planOf(rig).basis])).toEqual([
      [200, 'at most 10 % of the auction, expected by past days'],
      [900, 'at most 30 % of the auction, expected by AuctionVolume'],
    ]);
  });

  test('one that is refused is sent again while the auction takes orders, and not after', () => {
    const rig = started('CLOSE', { Duration: '50', CutOff: '10' });
    for (let n = 1; n < 9; n++) rig.until(35 + n).report(`TC${n}`, '8');
    // from 36 s on, each second until the cut-off at 40 s
    expect([sent(rig).length, rig.until(49).facts('ChildOrderProposed').length]).toEqual([4, 4]);
  });

  test('the window ends behind the auction: what the auction did not fill expires', () => {
    const rig = started('CLOSE').until(7.2).ack('TC1').fill('TC1', '400', '99.9').until(10).report('TC1R1', '4');
    expect(rig.heard().slice(-2)).toEqual(['F TC1R1<TC1', '8 S 150=C 39=C 14=400 151=0 6=99.9 the window has ended']);
  });

  test('after the session and before the cut-off all of it goes into the auction', () => {
    const rig = ahead(Rig.ready(), session(-3_600, 50, auction()))
      .until(60)
      .order('S', fixed)
      .until(90);
    expect([planOf(rig).close!.at, sent(rig)]).toEqual([T(87), [[1_000, '2', 100_000_000, '7']]]);
  });

  test('after the cut-off there is no such order any more', () => {
    const rig = today().until(95).order('S', fixed);
    expect(rig.heard()).toEqual([
      '8 S 150=8 39=8 103=99 BadWindow: the closing auction takes no more orders by the start of the window',
    ]);
  });

  test('a window that ends before the auction does is refused', () => {
    const rig = today().order('S', asked('CLOSE', { Duration: '95' }));
    expect(rig.heard()).toEqual([
      '8 S 150=8 39=8 103=99 BadWindow: the window of a CLOSE must not end before the closing auction does',
    ]);
  });
});
