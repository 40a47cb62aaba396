import { killText } from '../control/kills';
import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Parent, replaceableChild } from '../order/parent';
import { noneReady, readyVenue } from './ready';

type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

/**
 * Why an order cannot go anywhere; undefined where it can. A replace goes to the venue where its order works, a new order to one that takes
 * it. `waits`: it is scheduled, and waits for a venue by itself; one that works already is only planned anew.
 */
export function venueTrouble(request: Request, waits: boolean, books: Ledger, parent: Parent | undefined): Denial | undefined {
  if (parent?.plan) return undefined;
  const working = parent && replaceableChild(parent)?.venue;
  if (working === undefined) return newTrouble(request, waits, books);
  if (waits) return undefined;
  return books.sessions.get(working)?.settled ? fieldTrouble(request, working) : nobody(request, books);
}

function newTrouble(request: Request, waits: boolean, books: Ledger): Denial | undefined {
  const nowhere = routeTrouble(request, books);
  if (nowhere) return nowhere;
  if (readyVenue(request, !waits, books) !== undefined) return undefined;
  if (waits && books.venues.length > 0) return undefined;
  // a venue would take the order, and does not know one of its fields
  const other = waits ? undefined : readyVenue(request, false, books);
  return other === undefined ? nobody(request, books) : fieldTrouble(request, other);
}

/** Why no rule lets an order go where it is meant. */
function routeTrouble({ symbol, exDestination }: Request, books: Ledger): Denial | undefined {
  const { routes } = books;
  if (!routes.hasRules || routes.allowed(symbol, exDestination).length > 0) return undefined;
  if (!routes.of(symbol)) return denial('NoRoute', `Symbol (55) '${symbol}' is in no rule of routing`);
  const named = routes.named(exDestination!);
  if (named === undefined)
    return denial('NoRoute', `ExDestination (100) '${exDestination}' is no venue of ours: ${routes.names.join(', ')}`);
  return denial('NoRoute', `ExDestination (100) '${exDestination}' is ${named}, where routing does not let '${symbol}' go`);
}

function nobody(request: Request, books: Ledger): Denial {
  const { symbol, exDestination } = request;
  const kill = books.routes
    .allowed(symbol, exDestination)
    .map(v => books.kills.onVenue(v))
    .find(k => k !== undefined);
  return kill ? denial('KillSwitch', killText(kill)) : denial('VenueDown', noneReady(request, books));
}

/** A scheduled order's own fields go no further than here; those of one that is passed through go to its venue. */
function fieldTrouble(request: Request, venue: string): Denial | undefined {
  const tag = request.unknownTo?.[venue];
  return tag === undefined
    ? undefined
    : denial('FieldUnknownToVenue', `tag ${tag} is not in the dictionary of venue ${venue}, or not with this value`);
}
