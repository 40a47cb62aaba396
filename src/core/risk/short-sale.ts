import { type Denial, denial } from '../denials';
import { qtyText } from '../instruments';
import type { Check, RiskOrder } from './check';
import { pathOf, type RiskLevel } from './levels';

/**
 * A sale (54=2) beyond the holding of its account is denied: it must be marked short (54=5) or short exempt (54=6). The holding is the
 * position less what is open to sell. With `located` a marked one also needs a locate: 114=N with 5700 naming who located, or the
 * instrument's `shortSale: easy`. `shortSale: no` bars short sales.
 */
export const shortSale: Check = {
  code: 'ShortSale',
  points: ['parent', 'replace'],
  about:
    "A sale (54=2) beyond the account's holding (position less open sales) must be marked 54=5 or 6. With `located` a marked one needs 114=N and 5700; one without, or with 114=Y, needs the instrument on the locate list (`shortSale: easy`). `shortSale: no` bars it.",
  source: 'Regulation SHO rules 200(g) and 203(b), read at second hand; FIX 4.4 fields 54 and 114',
  rule: ({ shortSale: asked }) =>
    asked &&
    `a sale (54=2) beyond the holding is denied: mark it 54=5 or 6${asked === 'located' ? ', with 114=N and 5700 naming who located' : ''}`,
  run: (order, _books, levels) => {
    if (order.side === '1' || order.child) return undefined;
    for (const level of levels) {
      const asked = level.limits.shortSale;
      if (asked === undefined) continue;
      const why = order.side === '2' ? beyondHolding(order, levels) : withoutLocate(order, asked);
      if (why !== undefined) return shortSaleDenial(why, level);
    }
    return undefined;
  },
};

const shortSaleDenial = (why: string, level: RiskLevel): Denial => denial('ShortSale', `${why} (${pathOf(level, 'shortSale')})`);

/** Position of the account, less what its other orders may still sell. */
function beyondHolding({ parent, instrument, orderQty }: RiskOrder, levels: readonly RiskLevel[]): string | undefined {
  const account = levels.find(level => level.name === 'account')!;
  const held = account.exposure.held(instrument.symbol);
  const { state, drawn } = parent;
  const more = Math.max(0, orderQty - state.cumQty);
  const position = held ? held.position : 0;
  const others = held ? held.openSell : 0;
  // its own open quantity is among what is open, in units as fine as the holding's
  const finer = held ? 10 ** (held.qtyScale - instrument.qtyScale) : 1;
  const free = position - (others - drawn.openQty * finer);
  if (more * finer <= free) return undefined;
  const left = free > 0 ? qtyText(instrument, Math.floor(free / finer)) : '0';
  return `a sale (54=2) of ${qtyText(instrument, more)} is beyond the ${left} that account '${account.key}' has free: mark it 54=5 or 6`;
}

function withoutLocate({ parent, instrument }: RiskOrder, asked: 'marked' | 'located'): string | undefined {
  if (instrument.shortSale === 'no') return `${instrument.symbol} is barred from short sales by the short-sale list`;
  if (asked === 'marked' || instrument.shortSale === 'easy') return undefined;
  const { locateReqd, locateBroker } = parent.received;
  if (locateReqd === 'N' && locateBroker !== undefined) return undefined;
  const said = locateReqd === undefined ? 'LocateReqd (114) is missing' : `LocateReqd (114) is ${locateReqd}`;
  return `${said} and ${instrument.symbol} is not on the locate list: send 114=N with LocateBroker (5700)`;
}
