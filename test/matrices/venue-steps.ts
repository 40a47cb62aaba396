import type { FactOf } from '../../src/core/facts';
import type { Child } from '../../src/core/order/child';
import { openChild } from '../../src/core/order/parent';
import type { Rig } from '../core/rig';

type Over = Partial<FactOf<'VenueReportReceived'>>;
type VenueStep = (rig: Rig, words: readonly string[]) => void;

/** The child that is meant: the one that may still trade, or the newest. */
export function childOf(rig: Rig): Child | undefined {
  const parents = [...rig.books.parents.values()].reverse();
  for (const parent of parents) {
    const open = openChild(parent);
    if (open) return open;
  }
  return parents[0]?.children.at(-1);
}

/** `@99`, `id=B`, `ref=A`, `378=5`, `14=4000`, `39=3` among a step's words. */
const word = (words: readonly string[], prefix: string): string | undefined =>
  words.find(each => each.startsWith(prefix))?.slice(prefix.length);

/** A report about the child, under the ClOrdID that is in force there. */
function say(rig: Rig, execType: string, words: readonly string[], over: Over = {}): void {
  const child = childOf(rig)!;
  const ordStatus = word(words, '39=') ?? over.ordStatus ?? execType;
  rig.report(child.clOrdId, execType, {
    ...over,
    ordStatus,
    execId: word(words, 'id=') ?? over.execId,
    tradeDate: word(words, '75='),
  } as Over);
}

/** An answer to a request of ours: the oldest, or with `second` the one after it. */
function answer(rig: Rig, execType: string, words: readonly string[], over: Over = {}): void {
  const request = childOf(rig)!.state.pending[words.includes('second') ? 1 : 0]!;
  rig.report(request.clOrdId, execType, over);
}

const trade: VenueStep = (rig, words) =>
  say(rig, 'F', words, { ordStatus: '1', lastQty: words[0]!, lastPx: word(words, '@') ?? '100' });

/** What a venue says, by the first word of a step. */
export const VENUE_STEPS: Readonly<Record<string, VenueStep>> = {
  new: (rig, words) => say(rig, '0', words),
  rejected: (rig, words) => say(rig, '8', words, { ordRejReason: words[0] ?? '0' }),
  fill: trade,
  doneForDay: (rig, words) => say(rig, '3', words),
  expired: (rig, words) => say(rig, 'C', words),
  stopped: (rig, words) => say(rig, '7', words, { lastQty: words[0]!, lastPx: '50.10' }),
  suspended: (rig, words) => say(rig, '9', words),
  calculated: (rig, words) => say(rig, 'B', words),
  triggered: (rig, words) => say(rig, 'L', words),
  canceledUnasked: (rig, words) => say(rig, '4', words, { restatementReason: word(words, '378=') ?? '2' }),
  restated: (rig, words) =>
    say(rig, 'D', words, {
      ordStatus: '1',
      orderQty: words[0]!,
      price: word(words, '@'),
      restatementReason: word(words, '378='),
      cumQty: word(words, '14='),
    } as Over),
  bust: (rig, words) => say(rig, 'H', words, { execRefId: word(words, 'ref=')! }),
  correct: (rig, words) =>
    say(rig, 'G', words, { execRefId: word(words, 'ref=')!, lastQty: words[0]!, lastPx: word(words, '@') ?? '100' }),
  pendingCancel: (rig, words) => answer(rig, '6', words),
  pendingReplace: (rig, words) => answer(rig, 'E', words),
  canceled: (rig, words) => answer(rig, '4', words),
  replaced: (rig, words) => answer(rig, '5', words, { orderQty: words[0]!, price: word(words, '@') ?? '100' }),
  refused: (rig, words) => {
    const child = childOf(rig)!;
    const request = child.state.pending[words.includes('second') ? 1 : 0]!;
    rig.refuse(request.clOrdId, child.clOrdId, words[0]!);
  },
  unknownOrder: rig => void rig.report('PHONED', '0').fill('PHONED', '2000', '100'),
};
