import { Rig } from '../core/rig';

/** Order state change matrices of FIX 4.4, volume 4: groups A (vanilla) and B (cancel). `D` `F` go to the venue, `8` `9` to the OMS. */
describe('A: vanilla', () => {
  test('A.1.a a filled order', () => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '20', '99.5').fill('TC1', '30', '99.75').fill('TC1', '50', '100');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=1 32=20@99.5 14=20 151=80 6=99.5',
      '8 A 150=F 39=1 32=30@99.75 14=50 151=50 6=99.65',
      '8 A 150=F 39=2 32=50@100 14=100 151=0 6=99.825',
    ]);
  });

  test('A.1.b a day order, partly filled, done for day', () => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '20', '99.5').report('TC1', '3', { text: 'closed' });
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=1 32=20@99.5 14=20 151=80 6=99.5',
      '8 A 150=3 39=3 14=20 151=0 6=99.5 closed',
    ]);
  });
});

describe('B: cancel', () => {
  test('B.1.a a cancel of an order without a fill', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').report('TC1R1', '6').report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('B.1.b a cancel of a partly filled order, executed while the cancel is under way', () => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '20', '99.5').cancel('X', 'A');
    rig.report('TC1R1', '6').fill('TC1', '50', '100').report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=1 32=20@99.5 14=20 151=80 6=99.5',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=20 151=80 6=99.5',
      '8 A 150=F 39=6 32=50@100 14=70 151=30 6=99.85714286',
      '8 X<A 150=4 39=4 14=70 151=0 6=99.85714286',
    ]);
  });

  test('B.1.c a cancel of an order that is filled before the cancel can be accepted', () => {
    const rig = Rig.ready().order('A').ack('TC1').fill('TC1', '20', '99.5').cancel('X', 'A');
    rig.fill('TC1', '80', '100').refuse('TC1R1', 'TC1');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=1 32=20@99.5 14=20 151=80 6=99.5',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=20 151=80 6=99.5',
      '8 A 150=F 39=6 32=80@100 14=100 151=0 6=99.9',
      '9 X<A 39=2 102=0 too late',
    ]);
  });

  test('B.1.d a cancel of an order that is not acknowledged yet', () => {
    const rig = Rig.ready().order('A').cancel('X', 'A').report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('B.1.e acknowledgement and cancel cross', () => {
    const rig = Rig.ready().order('A').cancel('X', 'A').ack('TC1').report('TC1R1', '6').report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 A 150=0 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('B.1.f a cancel of an unknown order', () => {
    const rig = Rig.ready().cancel('X', 'A');
    expect(rig.heard()).toEqual(["9 X<A 39=8 102=1 OrigClOrdID (41) 'A' is no order of this session"]);
  });

  test('a cancel that the venue refuses leaves the order working, and another is taken', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').refuse('TC1R1', 'TC1', '2', 'not now').cancel('Y', 'A');
    rig.report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '9 X<A 39=0 102=2 not now',
      'F TC1R2<TC1',
      '8 Y<A 150=6 39=6 14=0 151=100 6=0',
      '8 Y<A 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('a second cancel while one is pending is refused with 102=3', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').cancel('Y', 'A');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      "9 Y<A 39=6 102=3 a request is already pending on order 'A'",
    ]);
  });

  test('an order that ends on its own answers the cancel that was under way, once', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').report('TC1', 'C').refuse('TC1R1', 'TC1', '1', 'unknown');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 A 150=C 39=C 14=0 151=0 6=0',
      '9 X<A 39=C 102=0 too late: the order is Expired',
    ]);
  });

  test('an order that the venue rejects answers the cancel that was under way', () => {
    const rig = Rig.ready().order('A').cancel('X', 'A').report('TC1', '8', { ordRejReason: '2', text: 'halted' });
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 A 150=8 39=8 14=0 151=0 6=0 103=2 halted',
      '9 X<A 39=8 102=0 too late: the order is Rejected',
    ]);
  });

  test('a fill after the cancel was confirmed is booked and alarmed', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').report('TC1R1', '4').fill('TC1', '20', '100');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
      '! LateFill',
      '8 A 150=F 39=4 32=20@100 14=20 151=0 6=100',
    ]);
  });

  test('a cancel that could not leave goes out when the venue is back', () => {
    const rig = Rig.ready().order('A').ack('TC1').venueDown().cancel('X', 'A').venueUp();
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      'F TC1R1<TC1',
    ]);
  });
});
