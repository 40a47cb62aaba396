import { Rig, VENUE } from './rig';

const working = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('a venue rejects an order', () => {
  test('by the venue', () => {
    const rig = Rig.ready().order('A').report('TC1', '8', { ordRejReason: '1', text: 'no such symbol' });
    expect(rig.heard()).toEqual(['D TC1 100@100', '8 A 150=8 39=8 14=0 151=0 6=0 103=1 no such symbol']);
  });

  test('by the venue at session level', () => {
    const rig = Rig.ready().order('A');
    rig.post({ type: 'VenueRefused', session: VENUE, clOrdId: 'TC1', refMsgType: 'D', text: 'Reject (3): tag 9999' });
    expect(rig.heard()).toEqual(['D TC1 100@100', '8 A 150=8 39=8 14=0 151=0 6=0 103=99 Reject (3): tag 9999']);
  });
});

describe('trades corrected and taken back', () => {
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
  test('a filled order: a correction, then a bust of what was corrected', () => {
    const rig = working().fill('TC1', '100', '100', { execId: 'V1' });
    rig.report('TC1', 'G', { execId: 'V2', execRefId: 'V1', lastQty: '100', lastPx: '99' });
    rig.report('TC1', 'H', { execId: 'V3', execRefId: 'V2', lastQty: '100', lastPx: '99' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
      '8 A 150=G 39=2 32=100@99 19=TE2 14=100 151=0 6=99',
      '8 A 150=H 39=0 32=0@0 19=TE3 14=0 151=100 6=0',
    ]);
  });
});

test('an ExecID that was told of another order of the same symbol and side is booked and alarmed; of the other side it is another trade', () => {
  const rig = Rig.ready().order('A').ack('TC1').order('B').ack('TC2').order('C', { side: '2' }).ack('TC3');
  rig.heard();
  const fill = { execId: 'V1', tradeDate: '20260105' };
  rig.fill('TC1', '10', '100', fill).fill('TC2', '10', '100', fill).fill('TC2', '10', '100', fill).fill('TC3', '10', '100', fill);
  expect(rig.heard()).toEqual([
    '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
    '! ExecIDReused',
    '8 B 150=F 39=1 32=10@100 14=10 151=90 6=100',
    '! DuplicateExecID',
    '8 C 150=F 39=1 32=10@100 14=10 151=90 6=100',
  ]);
});
