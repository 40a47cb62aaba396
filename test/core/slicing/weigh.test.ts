import type { FactOf } from '../../../src/core/facts';
import { SECOND, VENUE } from '../rig';
import { lastWeighed, type Shown, show, weighing } from './market';

/** What a slice did with such a market: what it chose and why, and what left. */
function decided(shown: Shown | undefined, parameters = {}): [FactOf<'SliceWeighed'>['chose'], string | undefined, string[]] {
  const rig = weighing({}, parameters);
  if (shown) show(rig, shown);
  rig.until(0);
  const found = lastWeighed(rig)!;
  return [found.chose, found.plain, rig.heard()];
}

describe('a slice that is weighed', () => {
  test('rests in a balanced book, and the fact has what was compared', () => {
    const rig = show(weighing()).until(0);
    expect(lastWeighed(rig)).toEqual({
      type: 'SliceWeighed',
      parentId: 'TP1',
      slot: 0,
      qty: 10_000,
      chose: 'join',
      asOf: rig.at,
      // half a spread of one tick; nearly sure not to fill: 10 shares a second eat up 1 of the 6 trades that it takes
      cross: 0.5,
      join: 0.4997,
      fillJoin: 0.0006,
      taker: 0,
      maker: 0,
      impact: 0,
      drift: 0,
      rest: 10 * SECOND,
    });
  });

  test.each<[string, Shown | undefined, 'join' | 'improve' | 'cross', string | undefined, string]>([
    [
      'crosses where buyers crowd and the queue is long',
      { bids: [['100', '5000']], asks: [['100.01', '200']] },
      'cross',
      undefined,
      'D TC1 100@100.04',
    ],
    ['rests where sellers press', { bids: [['100', '200']], asks: [['100.01', '5000']] }, 'join', undefined, 'D TC1 100@100'],
    ['improves a wide spread', { bids: [['99.95', '500']], asks: [['100.05', '500']] }, 'improve', undefined, 'D TC1 100@99.96'],
    [
      'does not improve where there is no room',
      { bids: [['100', '500']], asks: [['100.01', '500']] },
      'join',
      undefined,
      'D TC1 100@100',
    ],
    ['rests at the touch where nothing was seen', undefined, 'join', 'nothing was seen of the market', 'D TC1 100@99.99'],
    ['or too long ago', { age: 5 * SECOND + 1 }, 'join', 'what was seen of the market is 5.000001 s old', 'D TC1 100@100'],
    [
      'or the rate of trades is not known',
      { features: { tradeCount: null } },
      'join',
      'the rate of trades is not known',
      'D TC1 100@100',
    ],
    [
      'or the book is crossed',
      { bids: [['100.02', '5']], asks: [['100.01', '5']] },
      'join',
      'the book is crossed',
      'D TC1 100@100',
    ],
    ['or locked', { bids: [['100.01', '5']], asks: [['100.01', '5']] }, 'join', 'the book is locked', 'D TC1 100@100'],
    [
      'or the limit is short of the far touch',
      { bids: [['100.49', '5']], asks: [['100.51', '5']] },
      'join',
      'the far touch is beyond the limit',
      'D TC1 100@100.49',
    ],
    [
      'or a size is not told',
      { bids: [['100', '0']] },
      'join',
      'a side of the book is empty, or its size is not told',
      'D TC1 100@100',
    ],
  ])('%s', (_what, shown, chose, plain, sent) => {
    expect(decided(shown)).toEqual([chose, plain, [sent]]);
  });

  test('a quote that came since what was seen says otherwise: it rests at the touch of the quote', () => {
    const rig = show(weighing()).quote('100.00', '100.02').until(0);
    expect([lastWeighed(rig)?.plain, rig.heard()]).toEqual(['the touch has moved since it was seen', ['D TC1 100@100']]);
  });

  test('without a near touch it waits', () => {
    const rig = show(weighing(), { bids: [] }).until(0);
    expect([rig.facts('SliceSkipped').map(s => s.reason), rig.heard()]).toEqual([['no near touch in ACME'], []]);
  });

  test('fees of the venue that it would go to count', () => {
    const share = (rate: string) => ({ per: 'share', rate }) as const;
    const rig = weighing({ started: { fees: { [VENUE]: { maker: share('-0.002'), taker: share('0.003') } } } });
    show(rig).until(0);
    const { taker, maker, cross } = lastWeighed(rig)!;
    expect([taker, maker, cross]).toEqual([0.3, -0.2, 0.8]);
  });

  test('what is larger than the touch pays for the levels behind it, and for what nobody shows', () => {
    const rig = weighing({}, { SlotSeconds: '50' });
    show(rig, {
      asks: [
        ['100.01', '100'],
        ['100.02', '100'],
      ],
    }).until(0);
    // 500 of 1,000: 100 at the touch, 100 a tick behind, 300 a spread behind that
    expect(lastWeighed(rig)!.impact).toBe(1.3999);
  });

  test('a crossing child is immediate or cancel: what it leaves is weighed anew', () => {
    const rig = weighing();
    show(rig, { bids: [['100', '5000']], asks: [['100.01', '200']] }).until(0);
    rig.ack('TC1').fill('TC1', '40', '100.01').report('TC1', '4');
    show(rig).until(2);
    expect([
      rig.facts('ChildOrderProposed').map(c => [c.orderQty / 100, c.timeInForce]),
      rig.books.parents.get('TP1')!.state.cumQty,
    ]).toEqual([
      [
        [100, '3'],
        [60, '0'],
      ],
      4_000,
    ]);
  });
});

describe('while a weighed child rests', () => {
  test('it is weighed again after RestTimeout, and crosses once that pays', () => {
    const rig = show(weighing({}, { SlotSeconds: '50', Duration: '500', RestTimeout: '3' }))
      .until(0)
      .ack('TC1')
      .until(2.9);
    show(rig, { bids: [['100', '9000']], asks: [['100.01', '200']] }).until(3);
    expect([rig.facts('SliceWeighed').map(w => w.chose), rig.heard()]).toEqual([
      ['join', 'cross'],
      ['D TC1 100@100', 'G TC1R1<TC1 100@100.04'],
    ]);
  });

  test('it is not weighed again once it is gone, the order cancelled, or a look is due before', () => {
    const rig = show(weighing({}, { RestTimeout: '3' }))
      .until(0)
      .ack('TC1')
      .until(1.9);
    const timers = [...rig.books.timers.keys()];
    rig.cancel('X', 'W').until(9);
    expect([timers, rig.facts('SliceWeighed').length]).toEqual([['TP1'], 1]);
  });

  test('alone at the touch it does not outbid itself', () => {
    const rig = weighing({}, { MinRest: '0' });
    show(rig, { bids: [['99.95', '500']], asks: [['100.05', '500']] })
      .until(0)
      .ack('TC1');
    show(rig, {
      bids: [
        ['99.96', '100'],
        ['99.95', '500'],
      ],
      asks: [['100.05', '500']],
    }).until(2);
    expect([rig.facts('SliceWeighed').map(w => w.improve !== undefined), rig.heard()]).toEqual([
      [true, false],
      ['D TC1 100@99.96'],
    ]);
  });
});
