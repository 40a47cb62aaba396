import fc from 'fast-check';
import { Books } from '../../../src/core/books';
import type { SeenLevel } from '../../../src/core/facts';
import { reservedQty } from '../../../src/core/order/parent';
import type { Rig } from '../rig';
import { snapshot } from '../snapshot';
import { A, B, releases, show, twoVenues } from './two-venues';

const CROSSING = { Duration: '10', SlotSeconds: '10' };
/** A sliced order to buy 300, without a limit; its first crossing child is due at 4 s. */
const due = (rig: Rig, asksA: readonly SeenLevel[], asksB: readonly SeenLevel[]): Rig => {
  rig.twap('T', '300', '10', { ordType: '1', price: undefined, parameters: CROSSING }).until(0);
  rig.report('TC1', '0', { session: A }).until(3.9).report('TC1', '4', { session: A }); // the passive child is gone
  return show(rig, { asks: asksA }, { asks: asksB });
};
const prices = (rig: Rig): string[] =>
  rig.facts('ChildOrderProposed').map(p => `${p.orderQty / 100}@${(p.price ?? 0) / 1_000_000}`);

describe('a slice that crosses', () => {
  test('is split over venues by price; the best one has the newest child', () => {
    const rig = due(
      twoVenues(),
      [
        ['100.01', '100'],
        ['100.03', '500'],
      ],
      [['100.02', '150']],
    );
    rig.until(4.1);
    expect(releases(rig).slice(1)).toEqual(['B 150 taking IOC', 'A 150 taking IOC']);
  });

  test('goes whole to one venue that shows enough at the best price', () => {
    const rig = due(twoVenues(), [['100.01', '300']], [['100.02', '900']]).until(4.1);
    expect(releases(rig).slice(1)).toEqual(['A 300 taking IOC']);
  });

  test('has what nobody shows at the best venue', () => {
    const rig = due(twoVenues(), [['100.02', '50']], [['100.01', '50']]).until(4.1);
    expect(releases(rig).slice(1)).toEqual(['A 50 taking IOC', 'B 250 taking IOC']);
  });

  test('is not split for shares beyond its price, or an odd lot', () => {
    const rig = due(
      twoVenues({ instruments: [{ symbol: 'ACME', tick: '0.01', lot: '100' }] }),
      [['100.01', '100']],
      [
        ['100.01', '99'],
        ['101', '900'],
      ],
    );
    expect(releases(rig.until(4.1)).slice(1)).toEqual(['A 300 taking IOC']);
  });

  test('has no part below MinSlice: the best venue has it too', () => {
    const rig = twoVenues();
    const parameters = { ...CROSSING, MinSlice: '100' };
    rig.twap('T', '300', '10', { ordType: '1', price: undefined, parameters }).until(0).report('TC1', '0', { session: A });
    rig.until(3.9).report('TC1', '4', { session: A });
    show(rig, { asks: [['100.01', '99']] }, { asks: [['100.02', '150']] }).until(4.1);
    expect(releases(rig).slice(1)).toEqual(['B 300 taking IOC']);
  });

  test('every part has the price of the slice', () => {
    const rig = due(twoVenues(), [['100.01', '100']], [['100.02', '200']]).until(4.1);
    expect(
      new Set(
        prices(rig)
          .slice(1)
          .map(p => p.split('@')[1]),
      ).size,
    ).toBe(1);
  });
});

describe('a child that rests when its slice is to cross', () => {
  const resting = (): Rig => {
    const rig = twoVenues().twap('T', '300', '10', { ordType: '1', price: undefined, parameters: CROSSING }).until(0);
    return rig.report('TC1', '0', { session: A }).until(3.9);
  };
  test('stays where it is, at another price, where that costs no more', () => {
    const rig = show(resting(), { asks: [['100.01', '300']] }, { asks: [['100.01', '300']] });
    rig.heard();
    expect(
      rig
        .until(4.1)
        .heard()
        .map(s => s.slice(0, 12)),
    ).toEqual(['G TC1R1<TC1 ']);
  });
  test('is cancelled where another venue would do it for less, and goes there', () => {
    const rig = show(resting(), { asks: [['100.03', '300']] }, { asks: [['100.01', '300']] });
    rig.heard();
    const asked = rig.until(4.1).heard();
    rig.report('TC1R1', '4', { session: A }).until(6.1);
    expect([asked, releases(rig).slice(1)]).toEqual([['F TC1R1<TC1'], ['B 300 taking IOC']]);
  });
});

test('near the end of its window a child crosses where it rests, whatever another venue shows', () => {
  const rig = twoVenues().twap('T', '300', '10', { ordType: '1', price: undefined, parameters: CROSSING }).until(0);
  rig.report('TC1', '0', { session: A }).quote(undefined, undefined).until(7.9);
  rig.quote('99.99', '100.01').heard();
  show(rig, { asks: [['100.03', '300']] }, { asks: [['100.01', '300']] });
  expect(
    rig
      .until(8.1)
      .heard()
      .map(s => s.slice(0, 11)),
  ).toEqual(['G TC1R1<TC1']);
});

test('whatever venues show and do: no more works than the order has left, and parts are whole lots', () => {
  const level = fc.tuple(fc.integer({ min: 9_990, max: 10_010 }), fc.integer({ min: 0, max: 400 }));
  const side = fc.array(level, { maxLength: 5 });
  const told = (levels: [number, number][]): SeenLevel[] =>
    [...levels].sort((a, b) => a[0] - b[0]).map(([px, qty]) => [(px / 100).toFixed(2), `${qty}`]);
  const act = fc.record({ a: side, b: side, fill: fc.integer({ min: 0, max: 3 }), drop: fc.constantFrom('', A, B) });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), acts => {
      const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '10' }];
      const rig = twoVenues({ instruments }).twap('T', '1000', '10', { ordType: '1', price: undefined });
      acts.forEach((a, n) => {
        show(rig, { asks: told(a.a) }, { asks: told(a.b) }).until((n + 1) * 0.8);
        answer(rig, a.fill);
        if (a.drop !== '') rig.venueDown(a.drop).venueUp(a.drop);
        const parent = [...rig.books.parents.values()][0]!;
        const open = parent.children.reduce((sum, c) => sum + reservedQty(c), 0);
        if (parent.state.cumQty + open > parent.state.orderQty) throw new Error(`${parent.state.cumQty} done, ${open} open`);
      });
      const odd = rig.facts('ChildOrderProposed').filter(p => p.orderQty % 1000 !== 0);
      expect([rig.failures, odd, snapshot(folded(rig))]).toEqual([[], [], snapshot(rig.books)]);
    }),
    { numRuns: 30 },
  );
});

/** What a restart makes of the same facts. */
function folded({ turns }: Rig): Books {
  const books = new Books();
  for (const turn of turns) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
  return books;
}

/** Each child that is open is acknowledged, and fills by so many quarters. */
function answer(rig: Rig, quarters: number): void {
  for (const child of [...rig.books.children.values()]) {
    if (child.venue === undefined || reservedQty(child) === 0) continue;
    const { venue: session, childId, state } = child;
    for (const p of state.pending) rig.report(p.clOrdId, p.kind === 'Cancel' ? '4' : '5', { session });
    if (!state.acknowledged) rig.report(childId, '0', { session });
    const qty = Math.floor((reservedQty(child) * quarters) / 4 / 100);
    if (qty > 0) rig.report(childId, 'F', { session, lastQty: `${qty}`, lastPx: '100' });
    if (child.timeInForce === '3' && reservedQty(child) > 0) rig.report(childId, '4', { session });
  }
}
