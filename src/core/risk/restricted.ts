import { denial } from '../denials';
import type { Check } from './check';

/** The restricted list and the permissions: symbol x side x account x trader (`limits.restricted`, `limits.permitted`). */
export const restricted: Check = {
  code: 'Restricted',
  points: ['parent', 'child', 'replace'],
  about:
    'Denies what a line of `limits.restricted` matches, and where there are `limits.permitted`, what none of them matches. A line names symbols, sides (buy, sell, short), accounts and traders; what it leaves out matches all. A child is judged again: a list that changes holds for what is not yet sent.',
  source: 'SEC 15c3-5(c)(2)(ii) and (iii), read at second hand; RTS 6 article 15(4), from memory',
  rule: () => 'what the restricted list bars, or no permission allows where there are permissions, is denied',
  run: ({ parent, instrument, side }, books) => {
    const { account = '', trader = '' } = parent.received;
    const why = books.levels.rules.trouble({ symbol: instrument.symbol, side, account, trader });
    return why === undefined ? undefined : denial('Restricted', why);
  },
};
