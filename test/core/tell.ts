import type { Books } from '../../src/core/books';
import type { Fact, FactOf, MassStatus } from '../../src/core/facts';
import { priceText, qtyText } from '../../src/core/instruments';
import type { Parent } from '../../src/core/order/parent';

/**
 * What a fact makes the gateway say, in short FIX: `8` `9` `r` to the OMS, `D` `F` `G` `H` `q` to a venue, `!` to the operator.
 * `8 X<A 150=4` reads: ClOrdID X, OrigClOrdID A.
 */
export function tell(fact: Fact, books: Books): string[] {
  switch (fact.type) {
    case 'ParentReported':
      return [reported(fact, books.parents.get(fact.parentId)!)];
    case 'ParentOrderDenied':
      return [`8 ${fact.clOrdId} 150=8 39=8 103=${fact.ordRejReason} ${fact.text}`];
    case 'StatusUnknown':
      return [`8 ${fact.clOrdId} 150=I 39=8 103=${fact.ordRejReason}${mass(fact)} ${fact.text}`];
    case 'MassCancelAnswered':
      return [massCancel(fact)];
    case 'ParentRequestDenied':
      return [`9 ${fact.clOrdId}<${fact.origClOrdId} 39=${fact.ordStatus} 102=${fact.cxlRejReason} ${fact.text}`];
    case 'ChildOrderReleased': {
      const child = books.children.get(fact.childId)!;
      const parent = books.parentOf(child);
      return [`D ${fact.childId} ${qtyText(parent.instrument, child.state.orderQty)}${at(parent, child.state.price)}`];
    }
    case 'ChildCancelReleased':
      return [`F ${fact.clOrdId}<${fact.origClOrdId}`];
    case 'ChildReplaceReleased': {
      const parent = books.parentOf(books.children.get(fact.childId)!);
      return [`G ${fact.clOrdId}<${fact.origClOrdId} ${qtyText(parent.instrument, fact.orderQty)}${at(parent, fact.price)}`];
    }
    case 'ChildStatusAsked':
      return [`H ${fact.clOrdId}`];
    case 'VenueMassCancelAsked':
      return [`q ${fact.requestId}`];
    case 'VenueEscalated':
      return [`${fact.act} ${fact.session} outstanding=${fact.outstanding}`];
    case 'UnexpectedReport':
      return [`! UnexpectedReport ${fact.why}`];
    case 'Alarmed':
      return [`! ${fact.code}`];
    default:
      return [];
  }
}

const mass = ({ mass: m }: { mass?: MassStatus | undefined }): string =>
  m === undefined ? '' : ` 584=${m.requestId} 585=${m.kind} 911=${m.total} 912=${m.last ? 'Y' : 'N'}`;

/** `r M 530=1 531=1 533=2 A B`: the ClOrdIDs of the orders that are being cancelled. */
function massCancel(f: FactOf<'MassCancelAnswered'>): string {
  const orders = f.affected.map(o => ` ${o.clOrdId}`).join('');
  const { refused } = f;
  return `r ${f.clOrdId} 530=${f.kind} 531=${refused ? `0 532=${refused.reason} ${refused.text}` : `${f.kind} 533=${f.affected.length}${orders}`}${f.text === undefined ? '' : ` ${f.text}`}`;
}

const at = (parent: Parent, price: number | undefined): string =>
  price === undefined ? '' : `@${priceText(parent.instrument, price)}`;

function reported(r: FactOf<'ParentReported'>, parent: Parent): string {
  const { instrument } = parent;
  const parts = [`8 ${r.clOrdId}${r.origClOrdId === undefined ? '' : `<${r.origClOrdId}`} 150=${r.execType} 39=${r.ordStatus}`];
  if (r.execType === '5' || r.execType === 'D') parts.push(`38=${qtyText(instrument, r.orderQty)}${at(parent, r.price)}`);
  if (r.lastQty !== undefined)
    parts.push(`32=${r.lastQtyText ?? qtyText(instrument, r.lastQty)}@${r.lastPxText ?? priceText(instrument, r.lastPx!)}`);
  if (r.execRefId !== undefined) parts.push(`19=${r.execRefId}`);
  parts.push(`14=${qtyText(instrument, r.cumQty)} 151=${qtyText(instrument, r.leavesQty)} 6=${r.avgPx}`);
  if (r.restatementReason !== undefined) parts.push(`378=${r.restatementReason}`);
  if (r.mass) parts.push(mass(r).trim());
  if (r.ordRejReason !== undefined) parts.push(`103=${r.ordRejReason}`);
  if (r.text !== undefined) parts.push(r.text);
  return parts.join(' ');
}
