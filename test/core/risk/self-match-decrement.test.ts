import { Rig, type RigOptions, VENUE } from '../rig';

const LIMITS = { selfMatch: 'decrement' } as const;
const PATH = 'limits.firm.selfMatch';
const sell = (orderQty: string, price = '100') => ({ side: '2', orderQty, price });
const ENDED = `SelfMatch: an order of ours on the other side would trade with it (${PATH})`;
const denied = (name: string, child = 'TC1', price = '100'): string =>
  `8 ${name} 150=8 39=8 103=99 SelfMatch: it could trade with our own '${child}' at ${price}: decrement (${PATH})`;

/** 'A' buys 100 at 100, and rests. */
function resting(options: RigOptions = {}): Rig {
  const rig = Rig.ready({ limits: LIMITS, ...options })
    .order('A')
    .ack('TC1');
  rig.heard();
  return rig;
}
const open = (rig: Rig, side: 'openBuy' | 'openSell'): number => {
  const [holding] = [...rig.books.levels.firm.exposure.all()];
  return holding![side] / 10 ** holding!.qtyScale;
};

test('a new order that is larger is cut by what rests, which is cancelled first; the OMS is told, and the venue has the rest', () => {
  const rig = resting().order('B', sell('150'));
  const sent = rig.heard();
  const reserved = open(rig, 'openSell');
  rig.report('TC1R1', '4').ack('TC2').fill('TC2', '50', '100');
  expect([sent, reserved, rig.heard()]).toEqual([
    [
      `8 B 150=D 39=0 38=50@100 14=0 151=50 6=0 378=5 SelfMatch: 100 less, which could trade with our own (${PATH})`,
      'F TC1R1<TC1',
      'D TC2 50@100',
    ],
    50,
    [`8 A 150=4 39=4 14=0 151=0 6=0 ${ENDED}`, '8 B 150=F 39=2 32=50@100 14=50 151=0 6=100'],
  ]);
});

test('one that is smaller is denied, and what rests is made smaller by as much', () => {
  const rig = resting().order('B', sell('30'));
  const sent = rig.heard();
  rig.replaced('TC1R1', '70', '100');
  expect([sent, rig.heard(), open(rig, 'openBuy'), open(rig, 'openSell')]).toEqual([
    ['G TC1R1<TC1 70@100', denied('B')],
    ['8 A 150=5 39=0 38=70@100 14=0 151=70 6=0'],
    70,
    0,
  ]);
});

test('of the same size, both end', () => {
  const rig = resting().order('B', sell('100'));
  const sent = rig.heard();
  rig.report('TC1R1', '4');
  expect([sent, rig.heard(), open(rig, 'openBuy'), open(rig, 'openSell')]).toEqual([
    ['F TC1R1<TC1', denied('B')],
    [`8 A 150=4 39=4 14=0 151=0 6=0 ${ENDED}`],
    0,
    0,
  ]);
});

test('what has traded is not taken again', () => {
  const rig = resting().fill('TC1', '60', '100');
  rig.heard();
  rig.order('B', sell('30'));
  expect(rig.heard()).toEqual(['G TC1R1<TC1 70@100', denied('B')]);
});

test('of several that rest, that with the better price loses first', () => {
  const rig = resting()
    .order('C', { orderQty: '50', price: '100.02' })
    .ack('TC2')
    .order('D', { orderQty: '50', price: '99' })
    .ack('TC3');
  rig.heard();
  rig.order('B', sell('120', '99.50'));
  expect(rig.heard()).toEqual(['F TC2R1<TC2', 'G TC1R1<TC1 30@100', denied('B', 'TC2', '100.02')]);
});

test('a market order meets all of them', () => {
  const rig = resting().order('C', { orderQty: '50', price: '99' }).ack('TC2');
  rig.heard();
  rig.order('B', { side: '2', orderQty: '200', ordType: '1', price: undefined });
  expect(rig.heard()).toEqual([
    `8 B 150=D 39=0 38=50 14=0 151=50 6=0 378=5 SelfMatch: 150 less, which could trade with our own (${PATH})`,
    'F TC1R1<TC1',
    'F TC2R1<TC2',
    'D TC3 50',
  ]);
});

test('one that leaves already is not counted', () => {
  const rig = resting().cancel('X', 'A');
  rig.heard();
  rig.order('B', sell('30'));
  expect(rig.heard()).toEqual(['D TC2 30@100']);
});

test('one with a replace under way stays as it is where it is larger', () => {
  const rig = resting().replace('R', 'A', { orderQty: '90' });
  rig.heard();
  rig.order('B', sell('30'));
  expect(rig.heard()).toEqual([denied('B')]);
});

test('where what rests cannot be reached the new one is denied, and nothing is taken', () => {
  const rig = resting({ venues: [VENUE, 'OTHER'] })
    .venueDown()
    .venueUp('OTHER');
  rig.heard();
  rig.order('B', sell('150'));
  expect(rig.heard()).toEqual([denied('B')]);
});

test('a replace that would meet it is denied, and nothing is taken', () => {
  const rig = resting().order('B', sell('50', '101')).ack('TC2');
  rig.heard();
  rig.replace('R', 'B', sell('50'));
  expect(rig.heard()).toEqual([`9 R<B 39=0 102=99 SelfMatch: it could trade with our own 'TC1' at 100: decrement (${PATH})`]);
});

test('a slice of a scheduled order is denied, and one that rests cancelled: a schedule sends again what it lacks', () => {
  const rig = resting().quote('99.98', '100').twap('S', '100', '10', { side: '2', price: '99' }).until(0.5);
  const slice = rig.heard().filter(line => /^[DFG]/.test(line));
  const other = Rig.ready({ limits: LIMITS }).twap('S', '100', '10').until(0).ack('TC1');
  other.heard();
  other.order('B', sell('30', '99'));
  expect([slice, rig.facts('ChildOrderDenied').length > 0, other.heard()]).toEqual([[], true, ['F TC1R1<TC1', 'D TC2 30@99']]);
});

test('where another limit denies the new one, nothing is taken', () => {
  const rig = resting({ limits: { ...LIMITS, maxOrderQty: '120' } }).order('B', sell('150'));
  expect(rig.heard()).toEqual(['8 B 150=8 39=8 103=3 MaxOrderQty: OrderQty (38) 150 exceeds 120 (limits.firm.maxOrderQty)']);
});
