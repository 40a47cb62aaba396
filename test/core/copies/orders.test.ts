import type { FactOf } from '../../../src/core/facts';
import { COPY, CopyRig } from './copy-rig';

const foreign = { orderId: 'OX', orderQty: '100' };
const dismissal: FactOf<'CopyDifferenceJudged'> = {
  type: 'CopyDifferenceJudged',
  session: COPY,
  clOrdId: 'TC1',
  act: 'dismiss',
  by: 'ana',
  reason: 'a slip of the broker',
};

/** An order of 1000 of which the copy says 900, with a fill each two seconds. */
function busy(): CopyRig {
  const rig = CopyRig.up();
  rig.order('A', { orderQty: '1000' }).report('TC1', '0').copy('TC1', '0', { orderQty: '900', price: '100', cumQty: '0' });
  return trading(rig, 1, 20);
}

function trading(rig: CopyRig, from: number, to: number): CopyRig {
  for (let i = from; i <= to; i++) {
    const told = { ordStatus: '1', cumQty: `${i}` };
    rig.pass(2).fill('TC1', '1', '100', { execId: `V${i}`, ...told });
    rig.copyOfFill('TC1', `V${i}`, '1', '100', { ...told, orderQty: '900' });
  }
  return rig;
}

test('an order that never rests is judged for what stays otherwise, once', () => {
  const rig = busy();
  expect([rig.differences().map(d => d.split(':')[0]), rig.alarms()]).toEqual([
    ['OrderDiffers TC1 -'],
    ['ReconciliationDiffers'],
  ]);
});

test('and what was dismissed of it stays dismissed until it changes', () => {
  const rig = trading(busy().post(dismissal), 21, 30).pass(30);
  const dismissed = rig.differences().length;
  rig.copy('TC1', 'D', { ordStatus: '1', cumQty: '30', orderQty: '800', price: '100' }).pass(30);
  expect([dismissed, rig.differences().length, CopyRig.up(rig.turns).differences().length]).toEqual([0, 1, 1]);
});

test('it agrees when the copy does', () => {
  const rig = busy().copy('TC1', 'D', { ordStatus: '1', cumQty: '20', orderQty: '1000', price: '100' });
  expect(rig.pass(30).differences()).toEqual([]);
});

test('an order of nobody that traded stays listed when its rest is cancelled', () => {
  const rig = CopyRig.up()
    .working()
    .copy('X1', '0', { ...foreign, cumQty: '0' });
  rig.copyOfFill('X1', 'CX', '40', '100', { ...foreign, cumQty: '40', ordStatus: '1' });
  rig.copy('X1', '4', { ...foreign, cumQty: '40' });
  expect(rig.differences()).toEqual([
    'UnknownToUs X1 -: unknown | Canceled, CumQty 40 of 100, side 1, ACME | has not told of it',
  ]);
});

test('an order of nobody is listed by the ClOrdID that it goes by', () => {
  const rig = CopyRig.up()
    .working()
    .copy('X1', '0', { ...foreign, cumQty: '0' });
  rig.copy('X2', '5', { ...foreign, origClOrdId: 'X1', orderQty: '120', ordStatus: '0', cumQty: '0' });
  const replaced = rig.differences().map(d => d.split(':')[0]);
  rig.copy('X3', '4', { ...foreign, origClOrdId: 'X2', cumQty: '0' });
  expect([replaced, rig.differences()]).toEqual([['UnknownToUs X2 -'], []]);
});

test('a copy that tells fills alone is not asked for more', () => {
  const rig = CopyRig.up().order('A', { orderQty: '100', price: '100' }).report('TC1', '0');
  rig.pass(30).fill('TC1', '40', '100', { execId: 'V1', ordStatus: '1', cumQty: '40' });
  rig.copyOfFill('TC1', 'V1', '40', '100', { ordStatus: '1', cumQty: '40' }).report('TC1', '4').pass(30);
  expect([rig.differences(), rig.alarms()]).toEqual([[], []]);
});

test('differences of a drop copy that is read no more are taken off, and fills that nobody booked are named', () => {
  const before = CopyRig.up().working().copyOfFill('TC1', 'C1', '40', '100', { ordStatus: '1', cumQty: '40' }).pass(30);
  const early = CopyRig.up().working().copyOfFill('TC1', 'C1', '40', '100', { ordStatus: '1', cumQty: '40' });
  const text = `drop copy ${COPY} is read no more, or copies another venue: `;
  const fills = "; it told these and they are not booked, nor in doubt any more: 'C1' of 'TC1' (fill of 40 at 100)";
  const told = [before, early].map(({ turns }) => {
    const rig = new CopyRig({ recorded: turns, started: { copies: {} } });
    const again = CopyRig.up([...turns, ...rig.turns]);
    return [rig.differences(), rig.facts('Alarmed').map(a => `${a.code} ${a.text}`), again.differences(), again.alarms()];
  });
  expect(told).toEqual([
    [[], [`FillNotBooked ${text}1 differences are taken off the list${fills}`], [], []],
    [[], [`FillNotBooked ${text}0 differences are taken off the list${fills}`], [], []],
  ]);
});
