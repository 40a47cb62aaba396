import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Booked, type Child, fillOf, toldByVenue } from '../order/child';
import { sameTrade, tradeOf } from '../routing/trade-told';
import type { Emit } from '../turn';

/**
 * Whether a venue's fill is one that a person adopted of its drop copy before, under an ExecID (17) of the copy's own: it is not booked again.
 * Not where the copy tells trades by the venue's ExecIDs, for there another ExecID is another trade; nor where the copy told this ExecID besides.
 */
export function confirmsAdopted(child: Child, r: FactOf<'VenueReportReceived'>, books: Ledger, emit: Emit): boolean {
  const known = fillOf(child, r.execId, r.tradeDate);
  if (known) {
    if (isOpen(known)) told(child, known, r.execId, emit);
    return false; // `bookFill` knows a repeat for one
  }
  const again = toldByVenue(child, r.execId, r.tradeDate);
  const adopted = again ?? child.fills.find(fill => isOpen(fill) && !fill.superseded && isTheSame(child, fill, r, books));
  if (!adopted) return false;
  if (!again) told(child, adopted, r.execId, emit);
  const text = `fill '${r.execId}' of '${child.childId}' is taken for '${adopted.execId}', which was adopted from the drop copy: it is not booked again`;
  emit({ type: 'Alarmed', code: 'DuplicateExecID', text });
  return true;
}

/** Adopted, and not told by the venue yet. */
const isOpen = ({ names }: Booked): boolean => names?.adopted !== undefined && names.venue === undefined;

function isTheSame(child: Child, { names, trade }: Booked, r: FactOf<'VenueReportReceived'>, books: Ledger): boolean {
  const watch = books.copies.of(names!.adopted!);
  if (watch?.sharesIds || watch?.hasTold(child.childId, r.execId)) return false;
  const venueSays = tradeOf(r, books.parentOf(child).instrument);
  return typeof venueSays !== 'string' && sameTrade(venueSays, trade);
}

const told = (child: Child, { names, execId }: Booked, toldAs: string, emit: Emit): void =>
  emit({ type: 'CopyAdopted', session: names!.adopted!, clOrdId: child.childId, execId, toldAs });
