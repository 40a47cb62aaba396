import { Rig } from '../rig';
import { asked, CODES, volume } from '../schedule/set-up';
import { adaptive, answer, IN_FORCE, seen, slot } from './set-up';

/** What is sent, seen in a market that trades: what an order is told to want, and its children. */
const work = (rig: Rig): Rig => {
  for (let n = 0; n < 10; n++) {
    if (n > 0) slot(rig, n);
    if (rig.facts('ForecastAsked').length > rig.facts('TiltDecided').length) answer(rig, 0, 0);
    volume(rig, 1000 * (n + 1) ** 2);
    const child = rig.facts('ChildOrderReleased').at(-1);
    if (child && n % 3 !== 2) {
      if (!rig.books.children.get(child.childId)!.state.acknowledged) rig.ack(child.childId);
      if (n % 2 === 0) rig.fill(child.childId, '20', '99.99');
    }
  }
  return rig.until(10);
};
const slices = (rig: Rig): object[] =>
  rig.facts('SliceScheduled').map(({ slot: n, target, urgency, slotQty }) => ({ n, target, urgency, slotQty }));

test.each(['TWAP', 'PTWAP', 'VWAP', 'IS'] as const)(
  'untilted, a tilted %s is that schedule, slice by slice, child by child',
  name => {
    const parameters = { RiskAversion: '0.01', Eta: '0.0001', Sigma: '0.01' };
    const given = name === 'IS' ? parameters : {};
    const plain = seen(Rig.ready()).order('S', { ...asked(name, given), strategy: CODES[name] });
    const tilted = adaptive({ ...parameters, Baseline: name }, IN_FORCE, {
      instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1' }],
    });
    const [one, other] = [work(plain.until(0)), work(tilted)];
    expect([slices(other), other.heard(), other.failures]).toEqual([slices(one), one.heard(), []]);
  },
);
