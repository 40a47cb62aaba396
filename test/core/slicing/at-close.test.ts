import { Rig } from '../rig';

/** 1,000 for an auction that takes orders until 10 s before the end of 100 s: they go out from 81 s on. */
const closing = (): Rig =>
  Rig.ready().order('C', { strategy: '1005', orderQty: '1000', price: '101', parameters: { Duration: '100', CutOff: '10' } });

describe('an order for the closing auction', () => {
  test('waits for its venue, and goes in once that is back', () => {
    const rig = closing().venueDown().until(85).venueUp().until(86.5);
    expect([
      rig.heard().filter(l => /^D|39=4/.test(l)),
      rig.facts('ChildOrderDenied'),
      rig.facts('SliceSkipped').at(-1)?.reason,
    ]).toEqual([['D TC1 1000@101'], [], 'no venue is connected']);
  });

  test('does not follow the touch', () => {
    const rig = closing().until(81).ack('TC1').until(84).quote('100.20', '100.22').until(88);
    expect(rig.heard().filter(l => /^[DFG]/.test(l))).toEqual(['D TC1 1000@101']);
  });
});
