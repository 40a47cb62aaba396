import { Rig } from '../core/rig';

/** Order state change matrices of FIX 4.4, volume 4: groups C (cancel/replace of quantity) and D (sequences of them). */
const working = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('C.1: a replace to more', () => {
  test('C.1.a of an order without a fill', () => {
    const rig = working().replace('B', 'A', { orderQty: '150' }).report('TC1R1', 'E').replaced('TC1R1', '150', '100');
    rig.fill('TC1R1', '150', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 150@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 B<A 150=5 39=0 38=150@100 14=0 151=150 6=0',
      '8 B 150=F 39=2 32=150@100 14=150 151=0 6=100',
    ]);
  });

  test('C.1.b of a partly filled order, executed while the replace is pending: the fill carries the original', () => {
    const rig = working().fill('TC1', '10', '100').replace('B', 'A', { orderQty: '150' }).fill('TC1', '20', '100');
    rig.replaced('TC1R1', '150', '100').fill('TC1R1', '120', '99');
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
      'G TC1R1<TC1 150@100',
      '8 B<A 150=E 39=E 14=10 151=90 6=100',
      '8 A 150=F 39=E 32=20@100 14=30 151=70 6=100',
      '8 B<A 150=5 39=1 38=150@100 14=30 151=120 6=100',
      '8 B 150=F 39=2 32=120@99 14=150 151=0 6=99.2',
    ]);
  });

  test('C.1.c of a filled order: too late', () => {
    const rig = working().fill('TC1', '100', '100').replace('B', 'A', { orderQty: '150' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
      '9 B<A 39=2 102=0 too late: the order is Filled',
    ]);
  });

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
});

describe('C.2: a replace of the price', () => {
  test('C.2.a is rejected because the order was filled', () => {
    const rig = working().replace('B', 'A', { price: '99' }).fill('TC1', '100', '100').refuse('TC1R1', 'TC1');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 100@99',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=F 39=E 32=100@100 14=100 151=0 6=100',
      '9 B<A 39=2 102=0 too late',
    ]);
  });

  test('is accepted', () => {
    const rig = working().replace('B', 'A', { price: '99' }).replaced('TC1R1', '100', '99').fill('TC1R1', '100', '98.5');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 100@99',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 B<A 150=5 39=0 38=100@99 14=0 151=100 6=0',
      '8 B 150=F 39=2 32=100@98.5 14=100 151=0 6=98.5',
    ]);
  });
});

describe('C.3: a replace to less', () => {
  test('C.3.a to more than is filled by then', () => {
    const rig = working().replace('B', 'A', { orderQty: '60' }).fill('TC1', '20', '100').replaced('TC1R1', '60', '100');
    rig.fill('TC1R1', '40', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 60@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=F 39=E 32=20@100 14=20 151=80 6=100',
      '8 B<A 150=5 39=1 38=60@100 14=20 151=40 6=100',
      '8 B 150=F 39=2 32=40@100 14=60 151=0 6=100',
    ]);
  });

  test('C.3.b to exactly what is filled by then: Replaced with OrdStatus Filled', () => {
    const rig = working().replace('B', 'A', { orderQty: '60' }).fill('TC1', '60', '100').replaced('TC1R1', '60', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 60@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=F 39=E 32=60@100 14=60 151=40 6=100',
      '8 B<A 150=5 39=2 38=60@100 14=60 151=0 6=100',
    ]);
  });

  test('C.3.c to less than is filled by then: OrderQty becomes CumQty', () => {
    const rig = working().replace('B', 'A', { orderQty: '60' }).fill('TC1', '70', '100').replaced('TC1R1', '70', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 60@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=F 39=E 32=70@100 14=70 151=30 6=100',
      '8 B<A 150=5 39=2 38=70@100 14=70 151=0 6=100',
    ]);
  });
});

describe('D: sequences', () => {
  test('D.1.a one is accepted, then another', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).replaced('TC1R1', '80', '100');
    rig.replace('C', 'B', { orderQty: '90' }).replaced('TC1R2', '90', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
      'G TC1R2<TC1R1 90@100',
      '8 C<B 150=E 39=E 14=0 151=80 6=0',
      '8 C<B 150=5 39=0 38=90@100 14=0 151=90 6=0',
    ]);
  });

  test('D.1.b one is rejected before it is pending, then another is accepted', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).refuse('TC1R1', 'TC1', '2', 'not now');
    rig.replace('C', 'A', { orderQty: '90' }).replaced('TC1R2', '90', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '9 B<A 39=0 102=2 not now',
      'G TC1R2<TC1 90@100',
      '8 C<A 150=E 39=E 14=0 151=100 6=0',
      '8 C<A 150=5 39=0 38=90@100 14=0 151=90 6=0',
    ]);
  });

  test('D.1.c one is rejected after it was pending, then another is accepted', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).report('TC1R1', 'E').refuse('TC1R1', 'TC1', '2', 'not now');
    rig.replace('C', 'A', { orderQty: '90' }).replaced('TC1R2', '90', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '9 B<A 39=0 102=2 not now',
      'G TC1R2<TC1 90@100',
      '8 C<A 150=E 39=E 14=0 151=100 6=0',
      '8 C<A 150=5 39=0 38=90@100 14=0 151=90 6=0',
    ]);
  });

  test('D.2 a second replace while one is pending is refused with 102=3, by either ClOrdID', () => {
    const rig = working()
      .replace('B', 'A', { orderQty: '80' })
      .replace('C', 'A')
      .replace('D', 'B')
      .replaced('TC1R1', '80', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      "9 C<A 39=E 102=3 a request is already pending on order 'A'",
      "9 D<B 39=E 102=3 a request is already pending on order 'B'",
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
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
      "9 C<A 39=0 102=1 OrigClOrdID (41) 'A' was replaced by 'B'",
    ]);
  });
});
