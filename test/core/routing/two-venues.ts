import type { FactOf, Routing, SeenLevel } from '../../../src/core/facts';
import { Rig, type RigOptions } from '../rig';

export const A = 'FIX.4.4:SLUICE->AAA';
export const B = 'FIX.4.4:SLUICE->BBB';

/** Any symbol goes to A or B by price; an OMS may call them AAA and BBB. */
export const BY_PRICE: Routing = {
  rules: [{ symbols: ['*'], venues: [A, B], by: 'price' }],
  destinations: { AAA: A, BBB: B },
};

interface Shows {
  readonly bids?: readonly SeenLevel[];
  readonly asks?: readonly SeenLevel[];
  readonly asOf?: number;
}

/** A gateway with two venues that take orders, and a market of 99.99 to 100.01. */
export function twoVenues(options: RigOptions = {}): Rig {
  const rig = new Rig({ venues: [A, B], ...options, started: { routing: BY_PRICE, ...options.started } });
  rig.venueUp(A).venueUp(B).quote('99.99', '100.01').heard();
  return rig;
}

/** What A and B show of ACME; undefined: not known. */
export function show(rig: Rig, a: Shows | undefined, b: Shows | undefined): Rig {
  const shown = [
    { venue: A, shows: a },
    { venue: B, shows: b },
  ].flatMap(({ venue, shows }) =>
    shows ? [{ venue, asOf: shows.asOf ?? rig.at, bids: shows.bids ?? [], asks: shows.asks ?? [] }] : [],
  );
  return rig.post({ type: 'VenuesSeen', symbol: 'ACME', shown });
}

/** `A 100 taking` for each child that was released: venue, quantity, why; `3` behind it where it is immediate or cancel. */
export function releases(rig: Rig): string[] {
  const proposed = new Map(rig.facts('ChildOrderProposed').map(p => [p.childId, p]));
  return rig.facts('ChildOrderReleased').map(({ childId, venue, choice }: FactOf<'ChildOrderReleased'>) => {
    const { orderQty, timeInForce } = proposed.get(childId)!;
    const parts = [venue === A ? 'A' : 'B', `${orderQty / 100}`, choice?.by ?? 'only', timeInForce === '3' ? 'IOC' : ''];
    return parts.join(' ').trim();
  });
}
