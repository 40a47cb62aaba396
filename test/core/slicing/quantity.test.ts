import { Rig } from '../rig';

type Parameters = Readonly<Record<string, string>>;

/** A TWAP of 1,000 to buy over 10 s in ten slots, with parameters. */
function slicing(parameters: Parameters, over: Readonly<Record<string, string>> = {}): Rig {
  const rig = Rig.ready({ instruments: [{ symbol: 'ACME', tick: '0.01', lot: over.lot ?? '1' }] });
  const { orderQty = '1000', strategy = '1001' } = over;
  rig.order('T', { strategy, orderQty, price: '101', parameters: { Duration: '10', SlotSeconds: '1', ...parameters } });
  rig.heard();
  return rig;
}

/** Every child is filled whole as soon as it is sent: quantities of the children, in order. */
function filledAtOnce(rig: Rig): number[] {
  for (let tick = 0; tick <= 52; tick++) {
    rig.until(tick / 5);
    for (const line of rig.heard()) {
      const sent = /^D (\S+) ([\d.]+)@/.exec(line);
      if (sent) rig.ack(sent[1]!).fill(sent[1]!, sent[2]!, '100');
    }
  }
  return rig.facts('ChildOrderProposed').map(c => c.orderQty / 100);
}

describe('children of a schedule', () => {
  test.each<[string, Parameters, Readonly<Record<string, string>>, number[]]>([
    ['one a slot', {}, {}, [100, 100, 100, 100, 100, 100, 100, 100, 100, 100]],
    ['of whole lots', {}, { orderQty: '1500', lot: '100' }, [100, 200, 100, 200, 100, 200, 100, 200, 100, 200]],
    ['none smaller than MinSlice: what is due waits', { MinSlice: '250' }, {}, [300, 300, 400]],
    ['and nothing smaller is left behind one', { MinSlice: '300' }, {}, [300, 300, 400]],
    ['a MinSlice of all but the whole order takes the whole order', { MinSlice: '600' }, {}, [1000]],
    [
      'none larger than MaxSlice',
      { MaxSlice: '60' },
      {},
      [60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40, 60, 40],
    ],
  ])('%s', (_what, parameters, over, children) => {
    expect(filledAtOnce(slicing(parameters, over))).toEqual(children);
  });

  test('MaxSlice and MinSlice together leave a whole MinSlice for the last', () => {
    const children = filledAtOnce(slicing({ MinSlice: '200', MaxSlice: '400', SlotSeconds: '5' }, { orderQty: '1100' }));
    expect([children.reduce((a, b) => a + b), Math.min(...children) >= 200, Math.max(...children) <= 400]).toEqual([
      1100,
      true,
      true,
    ]);
  });

  test('catching up takes three slots at most, but in the last slot all that is left', () => {
    const children = ['4.5', '9.3'].map(quoted => {
      const rig = Rig.ready().quote(undefined, undefined);
      const window = { Duration: '10', SlotSeconds: '1' };
      rig.order('L', { strategy: '1001', orderQty: '1000', ordType: '1', price: undefined, parameters: window });
      return rig.until(Number(quoted)).quote('99.99', '100.01').until(10).heard()[1];
    });
    expect(children).toEqual(['D TC1 300@100.04', 'D TC1 1000@100.04']);
  });

  test('an order that does not complete leaves what is left to expire', () => {
    const rig = slicing({ CompleteAtEnd: 'N', Style: 'passive' }).until(9.9).ack('TC1').until(10).report('TC1R1', '4');
    rig.heard();
    expect(rig.facts('SliceScheduled').filter(s => s.urgency === 'cross')).toEqual([]);
  });

  test('what fell below the band crosses, and only that', () => {
    const rig = slicing({ Band: '0.05' }, { strategy: '1003' }).until(0).ack('TC1').until(1);
    // 100 should be done after a slot, 50 fewer may be
    expect(rig.heard().at(-1)).toBe('G TC1R1<TC1 50@100.04');
  });
});

describe('what a fill leaves', () => {
  test('an odd fill does not shift a child off its lot', () => {
    const rig = slicing({}, { lot: '100', orderQty: '3000' }).until(0).ack('TC1').fill('TC1', '50', '99.99').until(0.6);
    rig.replaced('TC1R1', '300', '100.04').until(1);
    expect(rig.heard().filter(l => /^[DG]/.test(l))).toEqual([
      'D TC1 300@99.99',
      'G TC1R1<TC1 300@100.04',
      'G TC1R2<TC1R1 600@99.99',
    ]);
  });

  test('what is left of a lot is a child of its own, last of all', () => {
    const rig = slicing({ Duration: '1' }, { lot: '100', orderQty: '100' }).until(0).ack('TC1').fill('TC1', '50', '99.99');
    rig.report('TC1', '4').until(0.2).ack('TC2').fill('TC2', '50', '99.99');
    expect(rig.heard().filter(l => /^D|39=2/.test(l))).toEqual([
      'D TC1 100@99.99',
      'D TC2 50@99.99',
      '8 T 150=F 39=2 32=50@99.99 14=100 151=0 6=99.99',
    ]);
  });

  test('where the venue refuses it, it is not asked again', () => {
    const rig = slicing({ Duration: '1' }, { lot: '100', orderQty: '100' }).until(0).ack('TC1').fill('TC1', '50', '99.99');
    rig.report('TC1', '4').until(0.2).report('TC2', '8').until(2);
    expect([rig.heard().filter(l => /^D|39=C/.test(l)), rig.books.parents.get('TP1')!.held]).toEqual([
      ['D TC1 100@99.99', 'D TC2 50@99.99', '8 T 150=C 39=C 14=50 151=0 6=99.99 the window has ended'],
      'what is left is less than a lot, and the venue refused it',
    ]);
  });

  test('a child that works beyond what is wanted is cut to it', () => {
    const rig = slicing({}).until(0).ack('TC1').until(0.1);
    // ten times as long: of the 100 that work, 10 are due in the slot
    rig.replace('R', 'T', { strategy: '1001', orderQty: '1000', price: '101', parameters: { Duration: '100' } }).until(0.2);
    expect(rig.heard().filter(l => /^[DFG]/.test(l))).toEqual(['D TC1 100@99.99', 'G TC1R1<TC1 10@99.99']);
  });

  test('and taken out where none of it is', () => {
    const rig = slicing({ WouldPrice: '99.90' })
      .until(0)
      .ack('TC1')
      .quote('99.80', '99.85')
      .ack('TC2')
      .fill('TC2', '400', '99.85');
    rig.report('TC2', '4').quote('99.99', '100.01').until(0.2);
    expect(
      rig
        .heard()
        .filter(l => /^[DFG]/.test(l))
        .at(-1),
    ).toBe('F TC1R1<TC1');
  });

  test('what is taken at a would price goes out beside the child that rests, and does not rest itself', () => {
    const rig = slicing({ WouldPrice: '99.90' }).until(0).ack('TC1').quote('99.80', '99.85');
    rig.ack('TC2').report('TC2', '4').quote('99.99', '100.01').until(0.5);
    const children = rig.facts('ChildOrderProposed').map(c => c.timeInForce);
    expect([rig.heard().filter(l => /^[DFG]/.test(l)), children]).toEqual([
      ['D TC1 100@99.99', 'D TC2 900@99.9'],
      ['0', '3'],
    ]);
  });

  test('an immediate child is not changed while the venue owes its answer', () => {
    const rig = slicing({ Style: 'taker' }).until(0).ack('TC1').until(0.2);
    expect([rig.heard().filter(l => /^[DFG]/.test(l)), rig.facts('SliceSkipped').map(s => s.reason)]).toEqual([
      ['D TC1 100@100.04'],
      ['the venue has not said what became of an immediate child'],
    ]);
  });
});

describe('an iceberg', () => {
  test('a resting child shows no more than Display; one that crosses has nothing to hide', () => {
    const displays = ['passive', 'taker'].map(Style => {
      const [child] = slicing({ Display: '20', Style }).until(0).facts('ChildOrderProposed');
      return [child!.orderQty / 100, child!.displayQty, child!.timeInForce];
    });
    expect(displays).toEqual([
      [100, 2_000, '0'],
      [100, undefined, '3'],
    ]);
  });

  test('a child that is smaller than Display is shown whole', () => {
    const rig = slicing({ Display: '200' }).until(0);
    expect(rig.facts('ChildOrderProposed').map(c => c.displayQty)).toEqual([undefined]);
  });
});
