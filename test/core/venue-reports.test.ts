import { Rig, VENUE } from './rig';

const FINE = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];

const working = (): Rig => {
  const rig = Rig.ready({ instruments: FINE }).order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('what a venue says', () => {
  test('a repeated ExecID is booked once', () => {
    const rig = working().fill('TC1', '10', '100', { execId: 'V1' }).fill('TC1', '10', '100', { execId: 'V1' });
    expect(rig.heard()).toEqual(['8 A 150=F 39=1 32=10@100 14=10 151=90 6=100', '! DuplicateExecID']);
  });

  test('an ExecID that comes again with other content is booked provisionally and alarmed, and each content once', () => {
    const rig = working().fill('TC1', '10', '100', { execId: 'V1' });
    rig
      .fill('TC1', '20', '100', { execId: 'V1' })
      .fill('TC1', '20', '100', { execId: 'V1' })
      .fill('TC1', '20', '99', { execId: 'V1' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
      '! ExecIDReused',
      '8 A 150=F 39=1 32=20@100 14=30 151=70 6=100',
      '! DuplicateExecID',
      '! ExecIDReused',
      '8 A 150=F 39=1 32=20@99 14=50 151=50 6=99.6',
    ]);
  });

  test('a replace that the venue tells of under a name we never gave leaves the order its own, which a cancel then carries', () => {
    const rig = working().report('', '5', { origClOrdId: 'TC1', orderQty: '80', price: '100' }).cancel('B', 'A');
    expect(rig.heard()).toContain('F TC1R1<TC1');
  });

  test('a fill before the acknowledgement acknowledges', () => {
    const rig = Rig.ready().order('A').fill('TC1', '10', '100').ack('TC1').report('TC1', '8');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
      "! UnexpectedReport ExecType (150) '8' in a status that does not allow it",
    ]);
  });

  test('an overfill is booked and alarmed', () => {
    expect(working().fill('TC1', '130', '100').heard()).toEqual(['! Overfill', '8 A 150=F 39=2 32=130@100 14=130 151=0 6=100']);
  });

  test('a report of an order that is not ours is kept and alarmed, whatever it says', () => {
    const rig = working().fill('NOT-OURS', '10', '100').report('NOT-OURS', '4').refuse('NOT-OURS', 'NOR-THIS');
    expect(rig.heard()).toEqual([
      "! UnexpectedReport ClOrdID (11) 'NOT-OURS' is no order of ours",
      "! UnexpectedReport ClOrdID (11) 'NOT-OURS' is no order of ours",
      '! UnexpectedReport OrderCancelReject (9) for no pending request of ours',
    ]);
  });

  test('what the order cannot do in its status is kept and alarmed', () => {
    const rig = working().fill('TC1', '100', '100').report('TC1', '4').report('TC1', 'C').report('TC1', '8').report('TC1', 'Z');
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=2 32=100@100 14=100 151=0 6=100',
      "! UnexpectedReport ExecType (150) '4' in a status that does not allow it",
      "! UnexpectedReport ExecType (150) 'C' in a status that does not allow it",
      "! UnexpectedReport ExecType (150) '8' in a status that does not allow it",
      "! UnexpectedReport ExecType (150) 'Z' is not handled",
    ]);
  });

  test('a quantity that is none is kept and alarmed; a price that is none is booked at the limit and alarmed; nothing breaks', () => {
    const rig = working();
    for (const qty of ['', 'x', '-5', '0', '-0.0000001', '1.0005.5', '1e3', '99999999999999999999']) rig.fill('TC1', qty, '100');
    for (const px of ['', '1.00000005.5', 'NaN', '.']) rig.fill('TC1', '1', px);
    expect([rig.failures, rig.heard()]).toEqual([
      [],
      [
        "! UnexpectedReport LastQty (32) '' is not a quantity",
        "! UnexpectedReport LastQty (32) 'x' is not a quantity",
        "! UnexpectedReport LastQty (32) '-5' is not a quantity",
        "! UnexpectedReport LastQty (32) '0' is not a quantity",
        "! UnexpectedReport LastQty (32) '-0.0000001' is not a quantity",
        "! UnexpectedReport LastQty (32) '1.0005.5' is not a quantity",
        "! UnexpectedReport LastQty (32) '1e3' is not a quantity",
        "! UnexpectedReport LastQty (32) '99999999999999999999' is not a quantity",
        '! IncompleteReport',
        '8 A 150=F 39=1 32=1@100 14=1 151=99 6=100',
        '! IncompleteReport',
        '8 A 150=F 39=1 32=1@100 14=2 151=98 6=100',
        '! IncompleteReport',
        '8 A 150=F 39=1 32=1@100 14=3 151=97 6=100',
        '! IncompleteReport',
        '8 A 150=F 39=1 32=1@100 14=4 151=96 6=100',
      ],
    ]);
  });

  test('a price finer than our units is told as text and AvgPx is of the exact sum', () => {
    const rig = working().fill('TC1', '3', '100.00000005').fill('TC1', '3', '100.00000025');
    expect(rig.heard()).toEqual([
      '! FineFill',
      '8 A 150=F 39=1 32=3@100.00000005 14=3 151=97 6=100.00000005',
      '! FineFill',
      '8 A 150=F 39=1 32=3@100.00000025 14=6 151=94 6=100.00000015',
    ]);
  });

  test('a quantity finer than our units is told as text and AvgPx is of the exact sum', () => {
    const rig = working().fill('TC1', '10.005', '5').fill('TC1', '9.995', '7');
    expect(rig.heard()).toEqual([
      '! FineFill',
      '8 A 150=F 39=1 32=10.005@5 14=10 151=90 6=5',
      '! FineFill',
      '8 A 150=F 39=1 32=9.995@7 14=19.99 151=80.01 6=5.9995',
    ]);
  });

  test('a bust takes back exactly what a fine fill had added', () => {
    const rig = working().fill('TC1', '10', '100').fill('TC1', '10.005', '100.00000005', { execId: 'V9' });
    rig.report('TC1', 'H', { execRefId: 'V9', execId: 'V10' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
      '! FineFill',
      '8 A 150=F 39=1 32=10.005@100.00000005 14=20 151=80 6=100.00000003',
      '8 A 150=H 39=1 32=0@0 19=TE3 14=10 151=90 6=100',
    ]);
  });

  test('a bust names our own report of the trade, whichever of two equal reports it was', () => {
    const rig = working().fill('TC1', '10', '100', { execId: 'V1' }).fill('TC1', '10', '100', { execId: 'V2' });
    rig.report('TC1', 'H', { execRefId: 'V1', execId: 'V3' });
    expect(rig.heard()).toEqual([
      '8 A 150=F 39=1 32=10@100 14=10 151=90 6=100',
      '8 A 150=F 39=1 32=10@100 14=20 151=80 6=100',
      '8 A 150=H 39=1 32=0@0 19=TE2 14=10 151=90 6=100',
    ]);
  });
});

describe('in doubt', () => {
  test('an order that was not answered is asked about once numbers are settled; one the venue never had is NotSent', () => {
    const rig = Rig.ready().order('A').venueDown().venueUp().report('TC1', 'I', { ordStatus: '8', text: 'unknown' });
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'H TC1',
      '8 A 150=8 39=8 14=0 151=0 6=0 103=99 NotSent: the order did not reach the venue',
    ]);
  });

  test('one the venue has is acknowledged', () => {
    const rig = Rig.ready().order('A').venueDown().venueUp().report('TC1', 'I', { ordStatus: '0' });
    expect(rig.heard()).toEqual(['D TC1 100@100', 'H TC1', '8 A 150=0 39=0 14=0 151=100 6=0']);
  });

  test('a status report never books a fill', () => {
    const rig = Rig.ready().order('A').venueDown().venueUp();
    rig.report('TC1', 'I', { ordStatus: '1', cumQty: '40', lastQty: '40', lastPx: '100' });
    expect(rig.heard()).toEqual(['D TC1 100@100', 'H TC1', '! ReconciliationDiffers', '8 A 150=0 39=0 14=0 151=100 6=0']);
  });

  test('one that ended at the venue meanwhile is canceled', () => {
    const rig = Rig.ready().order('A').venueDown().venueUp().report('TC1', 'I', { ordStatus: '4' });
    expect(rig.heard()).toEqual(['D TC1 100@100', 'H TC1', '8 A 150=0 39=0 14=0 151=100 6=0', '8 A 150=4 39=4 14=0 151=0 6=0']);
  });

  test('silence leaves it in doubt: a cancel goes out and waits', () => {
    const rig = Rig.ready().order('A').venueDown().venueUp().cancel('X', 'A');
    expect(rig.heard()).toEqual(['D TC1 100@100', 'H TC1', 'F TC1R1<TC1', '8 X<A 150=6 39=6 14=0 151=100 6=0']);
  });

  test('a cancel that waits is answered when the order turns out not to have been sent', () => {
    const rig = Rig.ready().order('A').venueDown().cancel('X', 'A').venueUp().report('TC1', 'I', { ordStatus: '8' });
    rig.refuse('TC1R1', 'TC1', '1', 'unknown order');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      'H TC1',
      'F TC1R1<TC1',
      '8 A 150=8 39=8 14=0 151=0 6=0 103=99 NotSent: the order did not reach the venue',
      '9 X<A 39=8 102=0 too late: the order is Rejected',
    ]);
  });

  test('102=1 for an order never acknowledged: it was not sent', () => {
    const rig = Rig.ready().order('A').cancel('X', 'A').refuse('TC1R1', 'TC1', '1', 'unknown order');
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '9 X<A 39=A 102=1 unknown order',
      '8 A 150=8 39=8 14=0 151=0 6=0 103=99 NotSent: the order did not reach the venue',
    ]);
  });

  test('a replace that the venue does not show never reached it', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).venueDown().venueUp().report('TC1', 'I', { ordStatus: '0' });
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      'H TC1',
      '9 B<A 39=0 102=99 the venue never had this request',
    ]);
  });

  test('a replace that the venue shows as pending goes on', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).venueDown().venueUp().report('TC1', 'I', { ordStatus: 'E' });
    rig.replaced('TC1R1', '80', '100');
    expect(rig.heard()).toEqual([
      'G TC1R1<TC1 80@100',
      '8 B<A 150=E 39=E 14=0 151=100 6=0',
      'H TC1',
      '8 B<A 150=5 39=0 38=80@100 14=0 151=80 6=0',
    ]);
  });

  test('an acknowledged order that the venue does not know any more stays reserved and is alarmed', () => {
    const rig = working().replace('B', 'A', { orderQty: '80' }).venueDown().venueUp().report('TC1', 'I', { ordStatus: '8' });
    expect([rig.heard(), rig.books.openParents]).toEqual([
      ['G TC1R1<TC1 80@100', '8 B<A 150=E 39=E 14=0 151=100 6=0', 'H TC1', '! OrderUnknownAtVenue'],
      1,
    ]);
  });

  test('what the venue refused of ours and is no order is alarmed', () => {
    const rig = working().post({ type: 'VenueRefused', session: VENUE, clOrdId: '', refMsgType: 'V', text: 'no' });
    expect(rig.heard()).toEqual(['! VenueRefused']);
  });
});
