import type { Books } from '../../core/books';
import type { Fact } from '../../core/facts';
import { priceText } from '../../core/instruments';
import type { Micros, Px } from '../../core/numbers';
import type { Parent } from '../../core/order/parent';
import type { Point } from '../../core/risk/check';
import { CHECKS } from '../../core/risk/checks';
import { utilisation } from '../../core/risk/gauges';
import { pathOf } from '../../core/risk/levels';
import type { AuditRow } from './row';
import { isoMicros } from './time';

type Decision = Pick<AuditRow, 'checks' | 'limits' | 'inputs'>;

const NONE: Decision = { checks: '', limits: '', inputs: '' };

/** At which point a fact decided. */
function pointOf(fact: Fact): Point | undefined {
  switch (fact.type) {
    case 'ParentOrderAccepted':
    case 'ParentOrderDenied':
    case 'ParentOrderHeld':
      return 'parent';
    case 'ChildOrderReleased':
    case 'ChildOrderDenied':
      return 'child';
    case 'ParentRequestAccepted':
    case 'ParentRequestDenied':
      return fact.kind === 'Replace' ? 'replace' : undefined;
    case 'ChildReplaceReleased':
    case 'ChildReplaceDenied':
      return 'replace';
    default:
      return undefined;
  }
}

/** Which controls a decision went through, with which limits, and what they saw: the market as it was quoted then, and the books. */
export function decisionOf(fact: Fact, { books, limits, at }: Then, parent: Parent | undefined): Decision {
  const point = pointOf(fact);
  if (!point) return NONE;
  const checks = CHECKS.filter(c => c.points.includes(point)).map(c => c.code);
  return { checks: checks.join(' '), limits, inputs: inputsOf(books, at, parent) };
}

/** What there was when something was decided: the books, the limits as text, the time. */
interface Then {
  readonly books: Books;
  readonly limits: string;
  readonly at: Micros;
}

function inputsOf(books: Books, at: Micros, parent: Parent | undefined): string {
  const seen: Record<string, string | number | Readonly<Record<string, string>>> = { openParents: books.openParents };
  if (parent) {
    const { instrument } = parent;
    const quote = books.quotes.get(instrument.symbol);
    const put = (name: string, value: Px | undefined): void => {
      if (value !== undefined) seen[name] = priceText(instrument, value);
    };
    put('bid', quote?.bid);
    put('ask', quote?.ask);
    put('last', quote?.last);
    put('priorClose', instrument.priorClose);
    if (quote) seen['quotedAt'] = isoMicros(quote.at);
    const used = usedOf(parent, { at, markets: books.markets });
    if (Object.keys(used).length > 0) seen['used'] = used;
  }
  return JSON.stringify(seen);
}

/** What was used of every limit on what is held and worked, at each level of the order, this order as it was decided included. */
function usedOf(parent: Parent, seen: Parameters<typeof utilisation>[2]): Readonly<Record<string, string>> {
  const used: Record<string, string> = {};
  for (const level of parent.levels)
    for (const u of utilisation(level.limits, level.exposure, seen)) used[pathOf(level, u.limit)] = `${u.used} of ${u.most}`;
  return used;
}
