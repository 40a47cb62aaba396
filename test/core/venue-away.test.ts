import { Rig } from './rig';

describe('a TWAP whose venue goes away', () => {
  test('waits, takes a replace meanwhile, and goes on within its caps when the venue is back', () => {
    const rig = Rig.ready().twap('T', '1000', '10').until(0).ack('TC1').fill('TC1', '100', '99.99');
    rig.venueDown().until(5);
    rig.replace('T2', 'T', { strategy: '1001', orderQty: '1200' }).until(6);
    rig.heard();
    const away = rig.facts('SliceSkipped').map(f => f.reason);
    rig.venueUp().until(6.3);
    expect([new Set(away), rig.heard(), rig.failures]).toEqual([new Set(['no venue is connected']), ['D TC2 440@99.99'], []]);
  });
});
