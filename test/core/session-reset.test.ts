import { Rig, VENUE } from './rig';

/** A working order at a venue whose numbers went back to 1 while it was away, at the end of its window say. */
const reset = (): Rig => {
  const rig = Rig.ready().order('A').ack('TC1').venueDown();
  rig.post({ type: 'SessionReset', session: VENUE, cause: 'the session window ended' }).heard();
  return rig;
};

describe('after a reset while it was away, a venue is asked about what works there', () => {
  test('when it is back', () => expect(reset().venueUp().heard()).toEqual(['H TC1']));

  test('also where a first logon came to nothing', () =>
    expect(reset().post({ type: 'SessionLoggedOn', session: VENUE }).venueDown().venueUp().heard()).toEqual(['H TC1']));

  test('also where we were started again meanwhile', () => {
    const rig = reset();
    expect(rig.post(rig.facts('Started')[0]!).venueUp().heard()).toEqual(['H TC1']);
  });

  test('once: not again after the next disconnect', () => {
    const rig = reset().venueUp().report('TC1', 'I', { ordStatus: '0', cumQty: '0' });
    rig.heard();
    expect(rig.venueDown().venueUp().heard()).toEqual([]);
  });
});

test('an order for a venue outside its hours is denied, not queued', () =>
  expect(reset().order('B').heard()).toEqual([expect.stringMatching(/^8 B 150=8 39=8 .*VenueDown/)]));
