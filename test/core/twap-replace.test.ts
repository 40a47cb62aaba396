import { Rig } from './rig';

const TWAP = { strategy: '1001', parameters: { Duration: '10' } };
const started = (): Rig => {
  const rig = Rig.ready().twap('T', '1000', '10').until(0).ack('TC1');
  rig.heard();
  return rig;
};

/** Its child crossed the first slot in vain and is to grow to two slots' quantity: that is not answered yet. */
const growing = (): Rig => started().until(0.6).replaced('TC1R1', '100', '100').until(1);

describe('a TWAP is replaced', () => {
  test('to more: the rest is spread over the window, the working child stays', () => {
    const rig = started()
      .fill('TC1', '100', '99.99')
      .replace('R', 'T', { ...TWAP, orderQty: '2100' })
      .until(0.1);
    expect(rig.heard()).toEqual([
      '8 T 150=F 39=1 32=100@99.99 14=100 151=900 6=99.99',
      '8 R<T 150=E 39=E 14=100 151=900 6=99.99',
      '8 R<T 150=5 39=1 38=2100@100 14=100 151=2000 6=99.99',
      'D TC2 200@99.99',
    ]);
  });

  test('to less than is done and works: the child goes first', () => {
    const rig = started()
      .fill('TC1', '40', '99.99')
      .replace('R', 'T', { ...TWAP, orderQty: '90' })
      .report('TC1R1', '4')
      .until(10);
    expect(rig.heard()).toEqual([
      '8 T 150=F 39=1 32=40@99.99 14=40 151=960 6=99.99',
      'F TC1R1<TC1',
      '8 R<T 150=E 39=E 14=40 151=960 6=99.99',
      '8 R<T 150=5 39=1 38=90@100 14=40 151=50 6=99.99',
      'D TC2 5@99.99',
      'F TC2R1<TC2',
    ]);
  });

  describe('that was filled while the replace waited for a child to go', () => {
    const inSlots = (): Rig =>
      Rig.ready().twap('T', '1000', '10').until(0).ack('TC1').fill('TC1', '100', '99.99').until(1).ack('TC2');
    const full = (rig: Rig): Rig =>
      rig.fill('TC1', '900', '99.99').replace('R', 'T', { ...TWAP, orderQty: '2000', price: '99.98' });

    test('it opens again', () => {
      const rig = full(inSlots());
      rig.heard();
      rig.report(rig.facts('ChildCancelReleased').at(-1)!.clOrdId, '4');
      expect(rig.heard()[0]).toBe('8 R<T 150=5 39=1 38=2000@99.98 14=1000 151=1000 6=99.99');
    });

    test('unless it was ended meanwhile: it would be an order that is neither worked nor ended', () => {
      const rig = Rig.ready()
        .twap('T', '100', '10', { parameters: { Duration: '1' } })
        .until(0)
        .ack('TC1');
      rig.replace('R', 'T', { strategy: '1001', parameters: { Duration: '1' }, orderQty: '200', price: '99.98' });
      rig.post({ type: 'ParentStopAsked', parentId: 'TP1', by: 'ann', reason: 'enough' });
      rig.heard();
      rig.fill('TC1', '100', '99.98').refuse('TC1R1', 'TC1');
      expect([rig.heard(), rig.books.working.size]).toEqual([
        [
          '8 T 150=F 39=E 32=100@99.98 14=100 151=0 6=99.98',
          '9 R<T 39=2 102=0 too late: the order is being ended: cancelled by ann: enough',
        ],
        0,
      ]);
    });

    test('unless trading was halted meanwhile, which ends what works and found nothing to end', () => {
      const rig = full(inSlots());
      rig.post({ type: 'TradingStateChanged', level: 'firm', key: '', state: 'HALTED', by: 'ann', reason: 'enough' });
      rig.heard();
      rig.report(rig.facts('ChildCancelReleased').at(-1)!.clOrdId, '4');
      expect(rig.heard()).toEqual(['9 R<T 39=2 102=99 TradingState: the firm is HALTED (by ann: enough)']);
    });
  });

  test('to what is done: Replaced with OrdStatus Filled', () => {
    const rig = started()
      .fill('TC1', '100', '99.99')
      .replace('R', 'T', { ...TWAP, orderQty: '100' })
      .until(20);
    expect(rig.heard()).toEqual([
      '8 T 150=F 39=1 32=100@99.99 14=100 151=900 6=99.99',
      '8 R<T 150=E 39=E 14=100 151=900 6=99.99',
      '8 R<T 150=5 39=2 38=100@100 14=100 151=0 6=99.99',
    ]);
  });

  test('to less, and the child fills while it is being cancelled: OrderQty becomes CumQty', () => {
    const rig = started()
      .replace('R', 'T', { ...TWAP, orderQty: '50' })
      .fill('TC1', '100', '99.99')
      .refuse('TC1R1', 'TC1');
    expect(rig.heard()).toEqual([
      'F TC1R1<TC1',
      '8 R<T 150=E 39=E 14=0 151=1000 6=0',
      '8 T 150=F 39=E 32=100@99.99 14=100 151=900 6=99.99',
      '8 R<T 150=5 39=2 38=100@100 14=100 151=0 6=99.99',
    ]);
  });

  test('to less while the child grows: the larger of old and new counts', () => {
    const rig = growing()
      .replace('R', 'T', { ...TWAP, orderQty: '150' })
      .replaced('TC1R2', '200', '99.99');
    rig.report('TC1R3', '4').until(10);
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 100@100',
      'G TC1R2<TC1R1 200@99.99',
      'F TC1R3<TC1R2',
      '8 R<T 150=E 39=E 14=0 151=1000 6=0',
      '8 R<T 150=5 39=0 38=150@100 14=0 151=150 6=0',
      'D TC2 15@99.99',
    ]);
  });

  test('to a limit that the working child is beyond: the child goes first', () => {
    const rig = started().replace('R', 'T', { ...TWAP, orderQty: '1000', price: '99.5' });
    const first = rig.heard();
    rig.report('TC1R1', '4').until(0.2);
    expect([first, rig.heard()]).toEqual([
      ['F TC1R1<TC1', '8 R<T 150=E 39=E 14=0 151=1000 6=0'],
      ['8 R<T 150=5 39=0 38=1000@99.5 14=0 151=1000 6=0', 'D TC2 100@99.5'],
    ]);
  });

  test('to another window: the end moves', () => {
    const rig = started()
      .fill('TC1', '100', '99.99')
      .replace('R', 'T', { ...TWAP, orderQty: '1000', parameters: { Duration: '2' } });
    expect(rig.facts('PlanMade').map(p => [(p.end - p.start) / 1e6, p.slots, p.base])).toEqual([
      [10, 10, 0],
      [2, 2, 10000],
    ]);
  });

  test('to more, once its window is over: it is being ended, also where the last child was filled after all', () => {
    const rig = Rig.ready().twap('T', '100', '1').until(0.1).ack('TC1').venueDown().until(2);
    rig.heard();
    const more = { ...TWAP, orderQty: '400' };
    rig.replace('R1', 'T', more).fill('TC1', '100', '99.99').venueUp();
    rig.replace('R2', 'T', more);
    const late = 'too late: the order is being ended: the window has ended';
    expect(rig.facts('ParentRequestDenied').map(f => [f.clOrdId, f.cxlRejReason, f.text])).toEqual([
      ['R1', 0, late],
      ['R2', 0, late],
    ]);
  });

  test('without a window: the planned end stays', () => {
    const rig = started().until(5).replace('R', 'T', { strategy: '1001', orderQty: '1000' });
    expect(rig.facts('PlanMade').map(p => (p.end - p.start) / 1e6)).toEqual([10, 5]);
  });

  test('a child filled while its own replace to more is unanswered: nothing new until it is', () => {
    const rig = growing().fill('TC1R1', '100', '99.99').until(1.5).refuse('TC1R2', 'TC1R1').until(1.6);
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 100@100',
      'G TC1R2<TC1R1 200@99.99',
      '8 T 150=F 39=1 32=100@99.99 14=100 151=900 6=99.99',
      'D TC2 100@100',
    ]);
  });

  test('what may not change', () => {
    const rig = started()
      .replace('R', 'T', { ...TWAP, side: '2' })
      .replace('S', 'T', { orderQty: '5' });
    expect(rig.heard()).toEqual([
      "9 R<T 39=0 102=99 MayNotChange: Side (54) '2' is not the order's: '1'",
      '9 S<T 39=0 102=99 MayNotChange: TargetStrategy (847) may not change in a replace',
    ]);
  });
});
