import type { MessageView } from '../../../src/fix/codec/view';
import { MessageView as View } from '../../../src/fix/codec/view';
import { parseSettings } from '../../../src/fix/settings/load';
import type { SessionSettings } from '../../../src/fix/settings/settings';

/** BeginString of every version. */
export const VERSIONS = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1'] as const;

/** Settings of one OMS session (and more keys, as in a .cfg); throws with what is wrong with them. */
export function settingsOf(beginString: string, more = ''): SessionSettings {
  const text = `[SESSION]
ConnectionType=acceptor
BeginString=${beginString}
DefaultApplVerID=FIX.5.0SP2
SenderCompID=SLUICE
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=0
NonStopSession=Y
${more}`;
  const { sessions, errors } = parseSettings([{ name: 'oms.cfg', text }]);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return sessions[0]!;
}

/** A field as it stands in a message. */
export type Field = readonly [tag: number, value: string];

/** A message with these fields behind its header, read. */
export function viewOf(
  beginString: string,
  msgType: string,
  fields: readonly Field[],
  view: MessageView = new View(),
): MessageView {
  const head: Field[] = [
    [8, beginString],
    [9, '1'],
    [35, msgType],
    [49, 'OMS'],
    [56, 'SLUICE'],
    [34, '1'],
    [52, '20260105-10:00:00'],
  ];
  const text = [...head, ...fields, [10, '000'] as const].map(([tag, value]) => `${tag}=${value}\x01`).join('');
  const bytes = Buffer.from(text, 'latin1');
  if (!view.read(bytes, 0, bytes.length)) throw new Error(view.malformedReason);
  return view;
}
