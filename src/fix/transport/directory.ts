import type { MessageView } from '../codec/view';
import { holds } from '../session/checks';
import type { SessionIdentity } from '../settings/settings';
import type { SessionLink } from './link';

/** How many of a Logon's optional ids the session names itself; -1 where an id it names is another one. */
function rank(view: MessageView, identity: SessionIdentity): number {
  if (!holds(view, 8, identity.beginString)) return -1;
  if (!holds(view, 49, identity.targetCompID) || !holds(view, 56, identity.senderCompID)) return -1;
  let named = 0;
  for (const [tag, id] of [
    [50, identity.targetSubID],
    [57, identity.senderSubID],
    [142, identity.targetLocationID],
    [143, identity.senderLocationID],
  ] as const) {
    if (id === undefined) continue;
    if (!holds(view, tag, id)) return -1;
    named++;
  }
  return named;
}

/** The session a Logon is for: its ids, reversed, are the session's. A session without SubIDs takes any; one that names them goes first. */
export function sessionFor<L extends Pick<SessionLink, 'settings' | 'connection'>>(
  view: MessageView,
  links: readonly L[],
): L | undefined {
  let best: L | undefined;
  let most = -1;
  for (const link of links) {
    const ranked = rank(view, link.settings.identity);
    if (ranked > most || (ranked === most && ranked >= 0 && best?.connection !== undefined && link.connection === undefined)) {
      best = link;
      most = ranked;
    }
  }
  return best;
}
