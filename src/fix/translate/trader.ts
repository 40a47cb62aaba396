import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import type { FixVersion } from './dialect';

/** PartyRole (452, FIX 4.4): entering trader, order origination trader. */
const ENTERING = '36';
const ORIGINATING = '11';

/** Who entered an order: PartyID (448) of the entering trader, else of the originating one, else SenderSubID (50). FIX 4.2 has no parties. */
export function traderOf(view: MessageView, version: FixVersion): string | undefined {
  return (version === 'FIX.4.2' ? undefined : party(view)) ?? view.text(Tag.SenderSubID);
}

function party(view: MessageView): string | undefined {
  const group = view.find(Tag.NoPartyIDs);
  if (group < 0) return undefined;
  let id: string | undefined;
  let originator: string | undefined;
  for (let i = group + 1; i < view.count; i++) {
    const tag = view.tags[i];
    if (tag === Tag.PartyID) id = view.textAt(i);
    else if (tag === Tag.PartyRole) {
      const role = view.textAt(i);
      if (role === ENTERING) return id;
      if (role === ORIGINATING) originator ??= id;
    }
  }
  return originator;
}
