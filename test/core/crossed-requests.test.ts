import { Rig } from './rig';

const working = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('requests that cross each other, fills and ends', () => {
  test('a replace that crosses the last fill may still be granted', () => {
    const rig = working().replace('B', 'A', { orderQty: '150' }).fill('TC1', '100', '100').replaced('TC1R1', '150', '100');
    rig.fill('TC1R1', '50', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 150@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=F 39=E 32=100@100 14=100 151=0 6=100',
      '8 B<A 150=5 39=1 38=150@100 14=100 151=50 6=100',
      '8 B 150=F 39=2 32=50@100 14=150 151=0 6=100',
    ]);
  });

  test('a cancel is let through while a replace is pending: granted one after the other', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).cancel('X', 'B');
    rig.replaced('TC1R1', '80', '100').report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      'F TC1R2<TC1R1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 B<A 150=5 39=6 38=80@100 14=0 151=80 6=0',
      '8 X<B 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('a cancel is let through while a replace is pending: the cancel wins, the replace is answered', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).cancel('X', 'A').report('TC1R2', '4').refuse('TC1R1', 'TC1');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      'F TC1R2<TC1R1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 X<A 150=4 39=4 14=0 151=0 6=0',
      '9 B<A 39=4 102=0 too late: the order is Canceled',
    ]);
  });

  test('a message that repeats the ClOrdID of a pending replace is refused and leaves the replace pending', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).cancel('B', 'A').replaced('TC1R1', '80', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      "9 B<A 39=E 102=6 ClOrdID (11) 'B' was used before",
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
    ]);
  });

  test('a replace names an order by a ClOrdID that was replaced', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).replaced('TC1R1', '80', '100').replace('C', 'A');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
      "9 C<A 39=0 102=1 OrigClOrdID (41) 'A' is not in force: the order is known as 'B'",
    ]);
  });

  test('a second replace while one is pending is refused with 102=3, by either ClOrdID', () => {
    const rig = working()
      .replace('B', 'A', { orderQty: '80' })
      .replace('C', 'A')
      .replace('D', 'B')
      .replaced('TC1R1', '80', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      "9 C<A 39=E 102=3 a request is already pending on order 'A'",
      "9 D<A 39=E 102=3 a request is already pending on order 'A'",
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
    ]);
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
