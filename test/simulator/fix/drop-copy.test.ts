import { FIX_VERSIONS } from '../../../src/fix/translate/dialect';
import { VenueRig } from './rig';

describe.each(FIX_VERSIONS)('drop copies in %s', version => {
  const mark = version === 'FIX.4.2' ? '10797=Y' : '797=Y';

  test('are of every report, refusals and status too, with whom it went to', () => {
    const rig = new VenueRig(['ACME'], undefined, version, { copies: ['COPY'] });
    const lines = rig.say(
      'A',
      'D|11=a|55=ACME|54=1|38=10|40=2|44=9',
      'D|11=a|55=ACME|54=1|38=10|40=1',
      'H|11=a|55=ACME|54=1',
      'F|41=zz|11=f|55=ACME|54=1',
    );
    const copies = lines.filter(line => line.startsWith('COPY'));
    const originals = lines.filter(line => line.startsWith('A< 8'));
    expect(copies).toEqual(originals.map(line => line.replace('A< 8|', `COPY< 8|128=A|${mark}|`)));
  });

  test('listen only: an order from one is refused, and books nothing', () => {
    const rig = new VenueRig(['ACME'], undefined, version, { copies: ['COPY'] });
    expect([...rig.say('COPY', 'D|11=a|55=ACME|54=1|38=10|40=2|44=9'), rig.venue.exchange.ordersOf('COPY').length]).toEqual([
      'COPY< j|45=7|372=D|380=3|58=a drop copy session only listens',
      0,
    ]);
  });
});
