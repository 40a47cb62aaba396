import { Rig, VENUE } from '../core/rig';

/** Order state change matrices of FIX 4.4, volume 4: groups E to J, as far as a passed-through order meets them. */
const working = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('E: the venue acts on its own', () => {
  test('E.1.b cancels a partly filled order', () => {
    const rig = working().fill('TC1', '20', '100').report('TC1', '4', { text: 'halted' });
    expect(rig.heard()).toEqual(['8 A 150=F 39=1 32=20@100 14=20 151=80 6=100', '8 A 150=4 39=4 14=20 151=0 6=100 halted']);
  });

  test('E.1.c replaces a partly filled order', () => {
    const rig = working().fill('TC1', '20', '100').report('TC1', 'D', { orderQty: '100', price: '99' }).fill('TC1', '80', '99');
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=20@100 14=20 151=80 6=100',
      '8 A 150=5 39=1 38=100@99 14=20 151=80 6=100',
      '8 A 150=F 39=2 32=80@99 14=100 151=0 6=99.2',
    ]);
  });

  test('E.1.d reduces the quantity while a replace of the OMS is pending: the replace stays pending', () => {
    const rig = working().replace('B', 'A', { orderQty: '150' }).report('TC1', 'D', { orderQty: '90', price: '100' });
    rig.replaced('TC1R1', '150', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 150@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      '8 A 150=5 39=E 38=90@100 14=0 151=90 6=0',
      '8 B<A 150=5 39=0 38=150@100 14=0 151=150 6=0',
    ]);
  });
});

describe('F: rejected orders', () => {
  test('by the venue', () => {
    const rig = Rig.ready().order('A').report('TC1', '8', { ordRejReason: '1', text: 'no such symbol' });
    expect(rig.heard()).toEqual(['D TC1 100@100', '8 A 150=8 39=8 14=0 151=0 6=0 103=1 no such symbol']);
  });

  test('by the venue at session level', () => {
    const rig = Rig.ready().order('A');
    rig.post({ type: 'VenueRefused', session: VENUE, clOrdId: 'TC1', refMsgType: 'D', text: 'Reject (3): tag 9999' });
    expect(rig.heard()).toEqual(['D TC1 100@100', '8 A 150=8 39=8 14=0 151=0 6=0 103=99 Reject (3): tag 9999']);
  });

  test('F.1.a a duplicate ClOrdID: the first order works on', () => {
    const rig = working().order('A', { orderQty: '7' }).fill('TC1', '100', '100');
    expect(rig.heard()).toEqual([
      "8 A 150=8 39=8 103=6 DuplicateClOrdID: ClOrdID (11) 'A' was used before, by order TP1",
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
    ]);
  });
});

describe('G: status', () => {
  test('G.1.a of an unknown order', () => {
    expect(Rig.ready().status('A').heard()).toEqual(["8 A 150=I 39=8 103=5 ClOrdID (11) 'A' is no order of this session"]);
  });

  test('G.1.c asked all through the life of an order', () => {
    const rig = Rig.ready().order('A').status('A').ack('TC1').status('A').fill('TC1', '20', '100').status('A').cancel('X', 'A');
    rig.status('X').report('TC1R1', '4').status('A');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=I 39=A 14=0 151=100 6=0',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      '8 A 150=I 39=0 14=0 151=100 6=0',
      '8 A 150=F 39=1 32=20@100 14=20 151=80 6=100',
      '8 A 150=I 39=1 14=20 151=80 6=100',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=20 151=80 6=100',
      '8 A 150=I 39=6 14=20 151=80 6=100',
      '8 X<A 150=4 39=4 14=20 151=0 6=100',
      '8 A 150=I 39=4 14=20 151=0 6=100',
    ]);
  });
});

describe('I: time in force', () => {
  test('I.1.a a fill-or-kill order that cannot be filled', () => {
    const rig = Rig.ready().order('A', { timeInForce: '4' }).report('TC1', '4');
    expect(rig.heard()).toEqual(['D TC1 100@100', '8 A 150=4 39=4 14=0 151=0 6=0']);
  });

  test('I.1.b an immediate-or-cancel order that is filled in part', () => {
    const rig = Rig.ready().order('A', { timeInForce: '3' }).fill('TC1', '30', '100').report('TC1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=F 39=1 32=30@100 14=30 151=70 6=100',
      '8 A 150=4 39=4 14=30 151=0 6=100',
    ]);
  });
});

describe('J: executions corrected and canceled', () => {
  test('J.1.a a filled order: a correction, then a bust of what was corrected', () => {
    const rig = working().fill('TC1', '100', '100', { execId: 'V1' });
    rig.report('TC1', 'G', { execId: 'V2', execRefId: 'V1', lastQty: '100', lastPx: '99' });
    rig.report('TC1', 'H', { execId: 'V3', execRefId: 'V2', lastQty: '100', lastPx: '99' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
      '8 A 150=G 39=2 32=100@99 19=TE2 14=100 151=0 6=99',
      '8 A 150=H 39=0 32=0@0 19=TE3 14=0 151=100 6=0',
    ]);
  });

  test('J.1.b a canceled order: a correction', () => {
    const rig = working().fill('TC1', '50', '100', { execId: 'V1' }).report('TC1', '4');
    rig.report('TC1', 'G', { execId: 'V2', execRefId: 'V1', lastQty: '40', lastPx: '100' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=50@100 14=50 151=50 6=100',
      '8 A 150=4 39=4 14=50 151=0 6=100',
      '8 A 150=G 39=4 32=40@100 19=TE2 14=40 151=0 6=100',
    ]);
  });

  test('a bust is applied once, a bust of what was never booked is kept and alarmed', () => {
    const rig = working().fill('TC1', '50', '100', { execId: 'V1' });
    const bust = { execId: 'V2', execRefId: 'V1' };
    rig.report('TC1', 'H', bust).report('TC1', 'H', bust).report('TC1', 'H', { execRefId: 'V9' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=50@100 14=50 151=50 6=100',
      '8 A 150=H 39=0 32=0@0 19=TE2 14=0 151=100 6=0',
      "! UnexpectedReport ExecRefID (19) 'V1' is no fill of this order",
      "! UnexpectedReport ExecRefID (19) 'V9' is no fill of this order",
    ]);
  });

  test('a repeat of a fill that was bust meanwhile is not booked again', () => {
    const rig = working().fill('TC1', '50', '100', { execId: 'V1' }).report('TC1', 'H', { execId: 'V2', execRefId: 'V1' });
    rig.fill('TC1', '50', '100', { execId: 'V1' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=50@100 14=50 151=50 6=100',
      '8 A 150=H 39=0 32=0@0 19=TE2 14=0 151=100 6=0',
      '! DuplicateExecID',
    ]);
  });
});
