import { Rig } from './rig';

/** A TWAP of 1,000 over 10 s has ten slots of a second; each is looked at five times, the last two cross at 100.01 plus three ticks. */
const started = (over = {}): Rig => {
  const rig = Rig.ready().twap('T', '1000', '10', over);
  rig.heard();
  return rig;
};

/** Its child follows the touch at every look. */
const NIMBLE = { Duration: '10', MinRest: '0.1' };

describe('TWAP', () => {
  test('one slot after another, each filled passively: the parent completes its exact quantity', () => {
    const rig = started();
    for (let slot = 0; slot < 10; slot++) {
      rig.until(slot);
      const child = `TC${(slot + 1).toString(36)}`;
      rig.ack(child).fill(child, '100', '99.99');
    }
    rig.until(12);
    expect(rig.heard().filter(l => !l.startsWith('8') || l.includes('39=2'))).toEqual([
      'D TC1 100@99.99',
      'D TC2 100@99.99',
      'D TC3 100@99.99',
      'D TC4 100@99.99',
      'D TC5 100@99.99',
      'D TC6 100@99.99',
      'D TC7 100@99.99',
      'D TC8 100@99.99',
      'D TC9 100@99.99',
      'D TCa 100@99.99',
      '8 T 150=F 39=2 32=100@99.99 14=1000 151=0 6=99.99',
    ]);
  });

  test('a slot is re-priced with the market, crosses near its end, and is not capped by its parent price where that is far', () => {
    const rig = started({ price: '101', parameters: NIMBLE })
      .until(0)
      .ack('TC1')
      .quote('100.00', '100.02')
      .until(0.2)
      .replaced('TC1R1', '100', '100');
    rig.until(0.6).replaced('TC1R2', '100', '100.05').fill('TC1R2', '100', '100.02');
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'G TC1R1<TC1 100@100',
      'G TC1R2<TC1R1 100@100.05',
      '8 T 150=F 39=1 32=100@100.02 14=100 151=900 6=100.02',
    ]);
  });

  test('a child is never priced beyond its parent limit', () => {
    const rig = started({ price: '100' }).until(0).ack('TC1').until(0.6);
    expect(rig.heard()).toEqual(['D TC1 100@99.99', 'G TC1R1<TC1 100@100']);
  });

  test('an unfilled slot is carried into the next, and catching up is capped at three slots', () => {
    const rig = started({ ordType: '1', price: undefined })
      .quote(undefined, undefined)
      .until(4.5)
      .quote('99.99', '100.01')
      .until(4.6);
    expect(rig.heard()).toEqual(['D TC1 300@100.04']);
  });

  test('without a quote a child waits, then crosses at its parent limit', () => {
    const rig = started({ price: '100' }).quote(undefined, undefined).until(0.6);
    expect(rig.heard()).toEqual(['D TC1 100@100']);
  });

  test('the last slot crosses early', () => {
    const rig = Rig.ready().twap('T', '100', '1').until(0).ack('TC1').until(0.4);
    expect(rig.heard()).toEqual(['8 T 150=0 39=0 14=0 151=100 6=0', 'D TC1 100@99.99', 'G TC1R1<TC1 100@100']);
  });

  test('without a touch a slot is skipped, and says so', () => {
    const rig = started().quote(undefined, '100.01').until(0);
    expect(rig.facts('SliceSkipped').map(s => s.reason)).toEqual(['no near touch in ACME']);
  });

  test('the window lapses: the working child is cancelled, then the order expires', () => {
    const rig = started().until(0).ack('TC1').until(10).fill('TC1', '30', '99.99');
    const cancels = rig.heard();
    rig.report('TC1R2', '4');
    expect([cancels.filter(l => /^[DF8]/.test(l)), rig.heard(), rig.books.openParents]).toEqual([
      ['D TC1 100@99.99', 'F TC1R2<TC1R1', '8 T 150=F 39=1 32=30@99.99 14=30 151=970 6=99.99'],
      ['8 T 150=C 39=C 14=30 151=0 6=99.99 the window has ended'],
      0,
    ]);
  });

  test('a cancel: the working child goes first, a fill in between is told, then the order is Canceled', () => {
    const rig = started().until(0).ack('TC1').cancel('X', 'T').fill('TC1', '30', '99.99').report('TC1R1', '4').until(20);
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'F TC1R1<TC1',
      '8 X<T 150=6 39=6 14=0 151=1000 6=0',
      '8 T 150=F 39=6 32=30@99.99 14=30 151=970 6=99.99',
      '8 X<T 150=4 39=4 14=30 151=0 6=99.99',
    ]);
  });

  test('a cancel between slots is done at once', () => {
    const rig = started().until(0).ack('TC1').fill('TC1', '100', '99.99').cancel('X', 'T').until(20);
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      '8 T 150=F 39=1 32=100@99.99 14=100 151=900 6=99.99',
      '8 X<T 150=6 39=6 14=100 151=900 6=99.99',
      '8 X<T 150=4 39=4 14=100 151=0 6=99.99',
    ]);
  });

  test('a cancel whose child cancel is refused is tried again at the next look, and nothing new is sliced', () => {
    const rig = started()
      .until(0)
      .ack('TC1')
      .cancel('X', 'T')
      .refuse('TC1R1', 'TC1', '2', 'not now')
      .until(0.2)
      .report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'F TC1R1<TC1',
      '8 X<T 150=6 39=6 14=0 151=1000 6=0',
      'F TC1R2<TC1',
      '8 X<T 150=4 39=4 14=0 151=0 6=0',
    ]);
  });

  test('a child that fills as the cancel arrives: its refusal comes first, the order still ends', () => {
    const rig = started().until(0).ack('TC1').cancel('X', 'T').refuse('TC1R1', 'TC1').fill('TC1', '100', '99.99').until(20);
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'F TC1R1<TC1',
      '8 X<T 150=6 39=6 14=0 151=1000 6=0',
      '8 T 150=F 39=6 32=100@99.99 14=100 151=900 6=99.99',
      '8 X<T 150=4 39=4 14=100 151=0 6=99.99',
    ]);
  });
});

describe('TWAP, refused by the venue', () => {
  test('a child that is rejected is sliced again at the next look', () => {
    const rig = started().until(0).report('TC1', '8').until(0.2);
    expect(rig.heard()).toEqual(['D TC1 100@99.99', 'D TC2 100@99.99']);
  });

  test('ten in a row end the order', () => {
    const rig = started();
    for (let i = 0; i < 11; i++) {
      rig.until(i * 0.2);
      if (i < 10) rig.report(`TC${(i + 1).toString(36)}`, '8');
    }
    expect(rig.heard().filter(l => l.startsWith('8'))).toEqual([
      '8 T 150=4 39=4 14=0 151=0 6=0 the last 10 children were refused',
    ]);
  });

  test('a child in doubt keeps its quantity reserved; once it is known not to have been sent it is sliced again', () => {
    const rig = started().until(0).venueDown().until(0.5).venueUp().until(0.7).report('TC1', 'I', { ordStatus: '8' }).until(0.8);
    expect(rig.heard()).toEqual(['D TC1 100@99.99', 'H TC1', 'D TC2 100@100']);
  });

  test('a child that a bust opened again counts beside the one that works', () => {
    const rig = started({ parameters: NIMBLE }).until(0).ack('TC1').fill('TC1', '100', '99.99', { execId: 'V1' });
    rig.until(1).ack('TC2');
    rig
      .report('TC1', 'H', { execRefId: 'V1', execId: 'V2' })
      .quote('99.98', '100.01')
      .until(1.2)
      .replaced('TC2R1', '100', '99.98');
    rig.until(2);
    expect(rig.heard().filter(l => /^[DFG]/.test(l))).toEqual([
      'D TC1 100@99.99',
      'D TC2 100@99.99',
      'G TC2R1<TC2 100@99.98',
      'G TC2R2<TC2R1 100@100',
    ]);
  });

  test('a bust after the last fill opens the order again, and its schedule goes on', () => {
    const rig = Rig.ready().twap('T', '100', '2').until(0).ack('TC1').fill('TC1', '50', '99.99', { execId: 'V1' }).until(1);
    rig.ack('TC2').fill('TC2', '50', '99.99', { execId: 'V2' }).until(1.2).report('TC2', '4');
    rig.report('TC1', 'H', { execRefId: 'V1', execId: 'V3' }).until(2);
    expect(rig.heard().slice(-4)).toEqual([
      "! UnexpectedReport ExecType (150) '4' in a status that does not allow it",
      '8 T 150=H 39=1 32=0@0 19=TE2 14=50 151=50 6=99.99',
      'G TC1R1<TC1 50@100',
      'F TC1R2<TC1R1',
    ]);
  });
});

describe('TWAP, killed', () => {
  const kill = { type: 'KillSwitchEngaged', by: 'ann', reason: 'test' } as const;

  test('every working child is cancelled, every parent reported; new orders and replaces are denied, cancels pass', () => {
    const rig = started().order('A').until(0).ack('TC1').ack('TC2').post(kill);
    rig.order('B').replace('R', 'A').cancel('X', 'A').report('TC2R1', '4').report('TC1R1', '4').until(20);
    expect(rig.heard()).toEqual([
      'D TC1 100@100',
      'D TC2 100@99.99',
      '8 A 150=0 39=0 14=0 151=100 6=0',
      'F TC2R1<TC2',
      'F TC1R1<TC1',
      '8 B 150=8 39=8 103=2 KillSwitch: firm engaged by ann: test',
      '9 R<A 39=0 102=99 KillSwitch: firm engaged by ann: test',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      '8 T 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ann: test',
      '8 X<A 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ann: test',
    ]);
  });

  test('a refused cancel is tried again until the child is gone', () => {
    const rig = started().until(0).ack('TC1').post(kill).refuse('TC1R1', 'TC1', '2', 'not now').until(1.1).report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'F TC1R1<TC1',
      'F TC1R2<TC1',
      '8 T 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ann: test',
    ]);
  });

  test('a replace of the OMS that waited is answered', () => {
    const rig = started()
      .until(0)
      .ack('TC1')
      .replace('R', 'T', { strategy: '1001', orderQty: '50' })
      .post(kill)
      .report('TC1R1', '4');
    expect(rig.heard()).toEqual([
      'D TC1 100@99.99',
      'F TC1R1<TC1',
      '8 R<T 150=E 39=E 14=0 151=1000 6=0',
      '8 T 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ann: test',
      '9 R<T 39=4 102=0 too late: the order is Canceled',
    ]);
  });
});
