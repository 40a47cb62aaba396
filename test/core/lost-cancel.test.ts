import type { KillSwitchEngaged } from '../../src/core/facts';
import { Rig, VENUE } from './rig';

const kill: KillSwitchEngaged = { type: 'KillSwitchEngaged', by: 'ann', reason: 'test' };

/** A working order whose venue goes away with a cancel on the way, begins anew, and still shows the order as New. */
const lost = (rig: Rig): Rig =>
  rig
    .venueDown()
    .post({ type: 'SessionReset', session: VENUE, cause: 'ResetOnLogon' })
    .venueUp()
    .report('TC1', 'I', { ordStatus: '0' });

const working = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1');
  rig.heard();
  return rig;
};

describe('a cancel that was lost on the way', () => {
  test('of the kill switch goes out again until the venue has cancelled', () => {
    const rig = lost(working().post(kill)).until(1.5).report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'F TC1R1<TC1',
      'H TC1',
      'F TC1R2<TC1',
      '8 A 150=4 39=4 14=0 151=0 6=0 KillSwitch: firm engaged by ann: test',
    ]);
  });

  test('of an OMS is refused, and it may ask again', () => {
    const rig = lost(working().cancel('X', 'A')).cancel('Y', 'A').report('TC1R2', '4');
    expect(rig.heard()).toEqual([
      'F TC1R1<TC1',
      '8 X<A 150=6 39=6 14=0 151=100 6=0',
      'H TC1',
      '9 X<A 39=0 102=99 the venue never had this request',
      'F TC1R2<TC1',
      '8 Y<A 150=6 39=6 14=0 151=100 6=0',
      '8 Y<A 150=4 39=4 14=0 151=0 6=0',
    ]);
  });
});

test('PossResend (97=Y) of a known ClOrdID is answered with its status, of an unknown one it is an order', () => {
  const rig = working().order('A', { possResend: true }).order('B', { possResend: true });
  expect(rig.heard()).toEqual(['8 A 150=I 39=0 14=0 151=100 6=0', 'D TC2 100@100']);
});
