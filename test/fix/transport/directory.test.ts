import { MessageView } from '../../../src/fix/codec/view';
import { parseSettings } from '../../../src/fix/settings/load';
import { sessionFor } from '../../../src/fix/transport/directory';
import { frame, T0 } from '../session/rig';

const { sessions, errors } = parseSettings([
  {
    name: 'a.cfg',
    text: `[DEFAULT]
ConnectionType=acceptor
BeginString=FIX.4.4
SenderCompID=SLUICE
TargetCompID=PEER
SocketAcceptPort=9880
[SESSION]
[SESSION]
TargetSubID=DESK
[SESSION]
TargetSubID=DESK
SenderSubID=ALGO
[SESSION]
TargetLocationID=LDN
SenderLocationID=NY
[SESSION]
SessionQualifier=2
[SESSION]
BeginString=FIX.4.2
`,
  },
]);
const idle = sessions.map(settings => ({ settings, connection: undefined }));

/** The session that a Logon with these header fields is for; `begin` is its BeginString. */
function chosen(fields: string, begin = 'FIX.4.4', links: Parameters<typeof sessionFor>[1] = idle): string | undefined {
  const view = new MessageView();
  const bytes = frame(`35=A|34=1|${fields}98=0|108=30`, T0, begin);
  view.read(bytes, 0, bytes.length);
  return sessionFor(view, links)?.settings.id;
}

test.each([
  ['no SubID', '', 'FIX.4.4', 'FIX.4.4:SLUICE->PEER'],
  ['a SubID that a session names', '50=DESK|', 'FIX.4.4', 'FIX.4.4:SLUICE->PEER.DESK'],
  ['both SubIDs', '50=DESK|57=ALGO|', 'FIX.4.4', 'FIX.4.4:SLUICE.ALGO->PEER.DESK'],
  ['a SubID that none names', '50=OTHER|', 'FIX.4.4', 'FIX.4.4:SLUICE->PEER'],
  ['LocationIDs', '142=LDN|143=NY|', 'FIX.4.4', 'FIX.4.4:SLUICE.NY->PEER.LDN'],
  ['one of two LocationIDs', '142=LDN|', 'FIX.4.4', 'FIX.4.4:SLUICE->PEER'],
  ['another version', '', 'FIX.4.2', 'FIX.4.2:SLUICE->PEER'],
  ['a version of no session', '', 'FIX.4.3', undefined],
  ['another CompID', '49=ELSE|', 'FIX.4.4', undefined],
])('a Logon with %s', (_, fields, begin, id) => expect([errors, chosen(fields, begin)]).toEqual([[], id]));

test('of two sessions that differ by their qualifier the one that is not connected takes it', () => {
  const connected = {} as NonNullable<Parameters<typeof sessionFor>[1][number]['connection']>;
  const links = idle.map((link, n) => (n === 0 ? { ...link, connection: connected } : link));
  expect(chosen('', 'FIX.4.4', links)).toBe('FIX.4.4:SLUICE->PEER/2');
});
