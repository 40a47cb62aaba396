import type { LimitSpec } from '../../../src/core/risk/limits';
import { Rig, type RigOptions } from '../rig';

const LIMITS: LimitSpec = { maxOrderQty: '1000', soft: { maxOrderQty: '500', seconds: '60' } };
const BIG = { orderQty: '900', trader: 'tom' };
const WHY = 'MaxOrderQty: OrderQty (38) 900 exceeds 500 (limits.firm.soft.maxOrderQty)';
const HELD = `8 a 150=A 39=A 14=0 151=900 6=0 Held: ${WHY}; denied after 60 s unless two persons release it`;

const rig = (options: RigOptions = {}): Rig => Rig.ready({ limits: LIMITS, ...options });
/** A rig with the order 'a' held, and nothing heard of it. */
function holding(options: RigOptions = {}): Rig {
  const r = rig(options).order('a', BIG);
  r.heard();
  return r;
}
const released = (r: Rig): Rig =>
  r.post({ type: 'HeldReleaseAsked', parentId: 'TP1', by: 'ana', reason: 'client confirmed' }).post({
    type: 'HeldOrderReleased',
    parentId: 'TP1',
    by: 'ana',
    reason: 'client confirmed',
    second: 'ben',
    secondReason: 'seen',
  });
const working = (r: Rig): number => [...r.books.working].length;

test('an order beyond a soft limit is held: the OMS is told 150=A, nothing is sent and nothing is reserved', () => {
  const r = rig().order('a', BIG);
  const { openOrders, openValue } = r.books.levels.firm.exposure;
  expect([r.heard(), openOrders, openValue, r.books.openParents]).toEqual([[HELD], 0, 0, 0]);
});

test('one beyond the hard limit is denied, one within the soft limit passes', () => {
  const r = rig().order('a', { orderQty: '1001' }).order('b', { orderQty: '500' });
  expect(r.heard()).toEqual([
    '8 a 150=8 39=8 103=3 MaxOrderQty: OrderQty (38) 1001 exceeds 1000 (limits.firm.maxOrderQty)',
    'D TC1 500@100',
  ]);
});

test.each<[string, LimitSpec['soft'], string]>([
  ['value', { maxNotional: '50000' }, 'MaxNotional: notional 90000 exceeds 50000 (limits.accounts.A1.soft.maxNotional)'],
  [
    'price',
    { priceCollar: { ticks: 5 } },
    'PriceCollar: Price (44) 100.1 is beyond 100.06 (reference 100.01, limits.accounts.A1.soft.priceCollar)',
  ],
])('the same for %s, at any level, for five minutes where it is not said', (what, soft, why) => {
  const r = Rig.ready({ levels: { accounts: { A1: { soft } } } });
  r.order('a', { ...BIG, account: 'A1', price: what === 'price' ? '100.10' : '100' });
  expect(r.heard()[0]).toContain(`Held: ${why}; denied after 300 s`);
});

test('one that two persons release goes on, and draws on what it takes up then', () => {
  const r = released(holding());
  expect([r.heard(), r.books.openParents, r.books.levels.firm.exposure.openOrders]).toEqual([['D TC1 900@100'], 1, 1]);
});

test('a release of one person changes nothing yet', () => {
  const r = holding().post({ type: 'HeldReleaseAsked', parentId: 'TP1', by: 'ana', reason: 'x' });
  expect([r.heard(), r.books.parents.get('TP1')!.hold?.asked]).toEqual([[], { by: 'ana', reason: 'x' }]);
});

test('a scheduled order is acknowledged and planned from its release on', () => {
  const r = rig().twap('a', '900', '10').until(20);
  r.heard();
  released(r).until(20);
  expect([r.heard(), r.facts('PlanMade')[0]!.end - r.at]).toEqual([
    ['8 a 150=0 39=0 14=0 151=900 6=0', 'D TC1 90@99.99'],
    10_000_000,
  ]);
});

test('hard limits are those of the moment of its release', () => {
  const r = released(
    holding().post({ type: 'LimitsChanged', by: 'r', reason: 'x', source: 'f', limits: { firm: { maxOrderQty: '800' } } }),
  );
  expect(r.heard()).toEqual(['8 a 150=8 39=8 103=3 MaxOrderQty: OrderQty (38) 900 exceeds 800 (limits.firm.maxOrderQty)']);
});

test.each<[string, (r: Rig) => Rig, string]>([
  ['no venue is there', r => r.venueDown(), '103=2 VenueDown: no venue is connected'],
  ['a level is halted', r => halt(r, 'REDUCING'), '103=3 TradingState: the firm is REDUCING (by ana: x)'],
])('its release is a denial where %s', (_what, first, wanted) => {
  const r = first(holding());
  expect([r.heard(), released(r).heard()]).toEqual([[], [`8 a 150=8 39=8 ${wanted}`]]);
});
const halt = (r: Rig, state: 'REDUCING' | 'HALTED'): Rig =>
  r.post({ type: 'TradingStateChanged', level: 'firm', key: '', state, by: 'ana', reason: 'x' });

test('a window that ended while it was held is a denial', () => {
  const r = rig();
  r.twap('a', '900', '0', { parameters: undefined, expireTime: r.at + 5_000_000 }).until(6);
  r.heard();
  expect(released(r).heard()).toEqual(['8 a 150=8 39=8 103=4 WindowExpired: ExpireTime (126) has passed: the window is over']);
});

test('nobody released it in time: it is denied', () => {
  const r = holding().until(59);
  expect([r.heard(), r.until(61).heard(), working(r)]).toEqual([
    [],
    [`8 a 150=8 39=8 103=3 SoftLimit: ${WHY}: not released within 60 s`],
    0,
  ]);
});

test('a person refuses it', () => {
  const r = holding().post({ type: 'HeldOrderRefused', parentId: 'TP1', by: 'ben', reason: 'a slip' });
  expect([r.heard(), released(r).until(61).heard()]).toEqual([
    [`8 a 150=8 39=8 103=3 SoftLimit: ${WHY}: refused by ben: a slip`],
    [],
  ]);
});

test.each<[string, (r: Rig) => Rig, string[]]>([
  ['its OMS', r => r.cancel('c', 'a'), ['8 c<a 150=6 39=6 14=0 151=900 6=0', '8 c<a 150=4 39=4 14=0 151=0 6=0']],
  [
    'a kill',
    r => r.post({ type: 'KillSwitchEngaged', by: 'ana', reason: 'x', id: 'k' }),
    ['8 a 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ana: x'],
  ],
  ['a level that is halted', r => halt(r, 'HALTED'), ['8 a 150=4 39=4 14=0 151=0 6=0 TradingState: HALTED by ana: x']],
  [
    'a mass cancel',
    r => r.post({ type: 'MassCancelReceived', session: r.books.parents.get('TP1')!.session, clOrdId: 'm', kind: '7' }),
    ['r m 530=7 531=7 533=1 a', "8 a 150=4 39=4 14=0 151=0 6=0 MassCancel: asked for by 'm'"],
  ],
])('while it is held it is cancelled by %s, and cannot be released after', (_who, cancel, wanted) => {
  const r = cancel(holding());
  expect([r.heard(), released(r).until(61).heard(), working(r), r.failures]).toEqual([wanted, [], 0, []]);
});

test('it takes no replace, and is told as pending where its status is asked', () => {
  const r = holding().replace('r', 'a', { orderQty: '400' }).status('a');
  expect(r.heard()).toEqual([
    '9 r<a 39=A 102=99 Held: an order that is held takes no replace: cancel it, or wait',
    '8 a 150=I 39=A 14=0 151=900 6=0',
  ]);
});

test('a replace beyond a soft limit is refused; of an order that was released, one that asks no more at its price passes', () => {
  const r = rig().order('a', { orderQty: '400' }).ack('TC1').order('b', BIG);
  r.heard();
  r.replace('r', 'a', { orderQty: '600' });
  const refused = r.heard();
  r.post({ type: 'HeldReleaseAsked', parentId: 'TP2', by: 'ana', reason: 'x' })
    .post({ type: 'HeldOrderReleased', parentId: 'TP2', by: 'ana', reason: 'x', second: 'ben', secondReason: 'y' })
    .ack('TC2');
  r.heard();
  r.replace('s', 'b', { orderQty: '800' });
  const passed = r.heard();
  r.replaced('TC2R1', '800', '100');
  r.heard();
  r.replace('t', 's', { orderQty: '900' });
  const again = r.heard();
  const send = 'a replace is not held, send it as a new order';
  expect([refused, passed, again]).toEqual([
    [`9 r<a 39=0 102=99 SoftLimit: MaxOrderQty: OrderQty (38) 600 exceeds 500 (limits.firm.soft.maxOrderQty): ${send}`],
    ['G TC2R1<TC2 800@100', '8 s<b 150=E 39=E 14=0 151=900 6=0'],
    [`9 t<s 39=0 102=99 SoftLimit: ${WHY}: ${send}`],
  ]);
});

test('the journal brings it back as it was: held, with who asked and its time', () => {
  const r = holding().post({ type: 'HeldReleaseAsked', parentId: 'TP1', by: 'ana', reason: 'x' });
  const back = new Rig({ limits: LIMITS, recorded: r.turns });
  const { hold } = back.books.parents.get('TP1')!;
  expect([hold, back.until(61).heard()]).toEqual([
    r.books.parents.get('TP1')!.hold,
    [`8 a 150=8 39=8 103=3 SoftLimit: ${WHY}: not released within 60 s`],
  ]);
});
