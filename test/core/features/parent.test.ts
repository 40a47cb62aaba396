import { PARENT_FEATURES } from '../../../src/core/features/names';
import { parentFeatures } from '../../../src/core/features/parent';
import { PRIOR } from '../../../src/core/impact/prior';
import { Rig, T0, VENUE } from '../rig';

/** Features of the only order, by name, seven digits of each. */
function featuresOf(rig: Rig): Record<string, number> {
  const [parent] = rig.books.parents.values();
  const values = parentFeatures(parent!, rig.books, rig.at);
  return Object.fromEntries(PARENT_FEATURES.map(({ name }, i) => [name, Number(values[i]!.toPrecision(7))]));
}

const volume = (rig: Rig, shares: string): Rig =>
  rig.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', last: '100', volume: shares });

const UNKNOWN = Number.NaN;

describe('features of a scheduled order', () => {
  test('before its first slice: all of the time and of the quantity, and nothing of the rest', () => {
    const rig = Rig.ready().twap('T', '1000', '10', { effectiveTime: T0 + 60_000_000 });
    expect(featuresOf(rig)).toEqual({
      timeLeft: 1,
      quantityLeft: 1,
      scheduleGap: UNKNOWN,
      participation: UNKNOWN,
      ownImpact: UNKNOWN,
    });
  });

  test('in its fourth slot, with 250 of 400 done, of 1,000 that traded', () => {
    const rig = Rig.ready().twap('T', '1000', '10');
    rig.until(3).ack('TC1').fill('TC1', '100', '99.99').until(3.5);
    for (const { childId } of rig.facts('ChildOrderReleased').slice(1)) rig.ack(childId);
    const open = [...rig.books.children.values()].find(c => c.state.cumQty === 0 && c.venue === VENUE)!;
    volume(rig.fill(open.clOrdId, '150', '99.99'), '1000');
    expect(featuresOf(rig)).toEqual({
      timeLeft: 0.65,
      quantityLeft: 0.75,
      scheduleGap: 0.15,
      participation: 0.25,
      ownImpact: UNKNOWN,
    });
  });

  test.each([
    ['1', 6],
    ['2', -6],
  ])('side %s: what is left of our impact half an hour after it moved the price by 12 bps', (side, bps) => {
    const rig = Rig.ready().twap('T', '1000', '7200', { side });
    rig.books.impact.model = PRIOR;
    rig.books.impact.moved('ACME', 12, T0);
    rig.until(1800);
    expect(featuresOf(rig).ownImpact).toBeCloseTo(bps, 6);
  });

  test('impact fades between trades and adds up: D <- exp(-rho dt) (D + kappa u)', () => {
    const rig = Rig.ready().twap('T', '1000', '7200');
    rig.books.impact.model = PRIOR;
    for (const seconds of [0, 60, 600]) rig.books.impact.moved('ACME', 5, T0 + seconds * 1_000_000);
    rig.at = T0 + 900_000_000;
    const kept = (seconds: number): number => 0.5 ** (seconds / 1800);
    let left = 5;
    left = left * kept(60) + 5;
    left = left * kept(540) + 5;
    expect(featuresOf(rig).ownImpact).toBeCloseTo(left * kept(300), 5);
  });

  test('CumQty beyond OrderQty leaves nothing to do, and the order is ahead', () => {
    const rig = Rig.ready().twap('T', '1000', '10').until(0).ack('TC1').fill('TC1', '1200', '99.99');
    expect(featuresOf(rig)).toMatchObject({ quantityLeft: 0, scheduleGap: -1.1 });
  });
});
