import type { MessageView } from '../../fix/codec/view';
import { conversationOf } from './moment';

/** ClOrdID (11) and OrigClOrdID (41): names that the sender of an order gave it. OrderID (37): the name that its receiver gave it. */
const CL_ORD_IDS = [11, 41] as const;
const ORDER_ID = 37;
/** SecondaryClOrdID (526), SecondaryOrderID (198): names of the order that this one was made for. */
const OF_ANOTHER = [526, 198] as const;
/** What a report says in OrderID (37) where there is no order. */
const NO_ORDER: ReadonlySet<string> = new Set(['NONE', 'UNKNOWN', '0', '']);

/**
 * The messages of one order, found by any of its names: a ClOrdID of its chain, or its OrderID. A message that has one of the names brings the
 * others; names hold between the two parties that use them. Messages of other sessions count that say that they were made for it
 * (526, 198), as a gateway's children do. A name that is told later finds what stands before only when the log is read again: `grew` says whether to.
 */
export class OrderChain {
  /** A name was added since this was last set to false. */
  grew = false;
  private readonly names = new Set<string>();

  /** `id`: ClOrdID or OrderID, in any session. */
  constructor(private readonly id: string) {}

  /** Whether a message is about the order; its other names are known from then on. */
  has(view: MessageView): boolean {
    const between = conversationOf(view);
    const clOrdIds = CL_ORD_IDS.map(tag => view.text(tag)).filter(id => id !== undefined);
    const orderId = view.text(ORDER_ID);
    const own = [...clOrdIds.map(id => `${between} c ${id}`)];
    if (orderId !== undefined && !NO_ORDER.has(orderId)) own.push(`${between} o ${orderId}`);
    const asked = clOrdIds.includes(this.id) || orderId === this.id || OF_ANOTHER.some(tag => view.text(tag) === this.id);
    if (!asked && !own.some(name => this.names.has(name))) return false;
    for (const name of own) this.add(name);
    return true;
  }

  private add(name: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.grew = true;
  }
}
