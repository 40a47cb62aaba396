import { DAY_NAMES, type Schedule } from '../../fix/schedule/windows';
import type { Role, SessionSettings } from '../../fix/settings/settings';
import { versionOf } from '../../fix/translate/dialect';
import { list, type Section, table, text } from './page';

/** What each role is to a counterparty. */
const ROLE_TEXTS: Readonly<Record<Role, string>> = {
  oms: 'You send orders and get reports.',
  venue: 'You take our orders and report on them.',
  dropcopy: 'You get a copy of every report and send nothing but session messages.',
  marketdata: 'You send market data.',
};

/** The other way round. */
const COPY_TO_US = 'You send us a copy of every report about our orders; we send nothing but session messages.';

/** Keys that say something about our machine and nothing about the line. */
const NOT_YOURS =
  /File|Path|Password|PrivateKey|Redact|DropFields|ReconnectInterval|SocketAccept|SocketConnect|Nodelay|NoDelay|ServerName/i;

/** Sessions and how to connect: one section each, out of its settings. */
export function sessionsSection(sessions: readonly SessionSettings[]): Section {
  const rows = sessions.map(s => [
    `\`${s.id}\``,
    s.role,
    version(s),
    s.connectionType === 'acceptor' ? 'you dial' : 'we dial',
    hours(s),
  ]);
  return {
    title: 'Sessions',
    blocks: [
      text(
        'A session is known by BeginString (8), the CompIDs and SubIDs. A Logon (A) comes first on a connection; anything else drops it without a word.',
      ),
      table(['session', 'role', 'version', 'connection', 'hours'], rows),
    ],
    sections: sessions.map(sessionSection),
  };
}

function sessionSection(s: SessionSettings): Section {
  const keys = s.keys.filter(k => !NOT_YOURS.test(k.key) && k.value !== '').map(k => [`\`${k.key}\``, k.value]);
  return {
    title: s.id,
    blocks: [
      text(s.role === 'dropcopy' && s.connectionType === 'initiator' ? COPY_TO_US : ROLE_TEXTS[s.role]),
      table(['', ''], connectRows(s)),
      list(...numbering(s)),
      text("The session's keys, under QuickFIX's names and seen from our side:"),
      table(['key', 'value'], keys),
    ],
  };
}

const version = (s: SessionSettings): string =>
  s.identity.beginString === 'FIXT.1.1' ? `FIXT.1.1 with ${versionOf(s.identity.beginString)}` : s.identity.beginString;

function connectRows(s: SessionSettings): string[][] {
  const { identity: us } = s;
  const ids: [string, string | undefined][] = [
    ['BeginString (8)', us.beginString],
    ['DefaultApplVerID (1137)', s.defaultApplVerID],
    ['your SenderCompID (49)', us.targetCompID],
    ['your SenderSubID (50)', us.targetSubID],
    ['your SenderLocationID (142)', us.targetLocationID],
    ['your TargetCompID (56)', us.senderCompID],
    ['your TargetSubID (57)', us.senderSubID],
    ['your TargetLocationID (143)', us.senderLocationID],
    ['HeartBtInt (108)', s.connectionType === 'acceptor' ? 'yours, from the Logon' : `${s.heartBtIntSeconds} s, from our Logon`],
    ['timestamps', `UTC, ${us.timestampDecimals} decimals of a second from us`],
    [s.connectionType === 'acceptor' ? 'where we listen' : 'where we dial', `${s.endpoint.host}:${s.endpoint.port}`],
    ['transport', transport(s)],
    ['who logs on', credentials(s)],
    ['hours', hours(s)],
  ];
  return ids.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function transport(s: SessionSettings): string {
  if (s.tls === undefined) return 'TCP, no TLS';
  const asked = s.connectionType === 'acceptor' && s.tls.clientAuth > 0;
  return `TLS${asked ? `; a client certificate is ${s.tls.clientAuth === 2 ? 'required' : 'checked where there is one'}` : ''}`;
}

function credentials(s: SessionSettings): string | undefined {
  const fields = s.identity.beginString === 'FIX.4.2' ? 'RawData (96)' : 'Username (553) and Password (554)';
  if (s.peerCredentials !== undefined) return `your Logon carries ${fields}`;
  return s.ownCredentials === undefined ? undefined : `our Logon carries ${fields}`;
}

const hours = (s: SessionSettings): string => (s.schedule === undefined ? 'always open' : scheduleText(s.schedule));

function scheduleText({ timeZone, startTime, endTime, startDays, spanDays }: Schedule): string {
  const days = startDays.length === 7 ? 'every day' : startDays.map(d => DAY_NAMES[d]).join(', ');
  const later = spanDays === 0 ? '' : spanDays === 1 ? ' of the next day' : ` ${spanDays} days later`;
  return `from ${clock(startTime)} on ${days} until ${clock(endTime)}${later}, ${timeZone}`;
}

const clock = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(n => String(Math.floor(n)).padStart(2, '0')).join(':');

/** When numbers begin again at 1, and how long a silence may last. */
function numbering(s: SessionSettings): string[] {
  const resets = [
    s.resetOnLogon && 'each Logon',
    s.resetOnLogout && 'each Logout',
    s.resetOnDisconnect && 'each disconnect',
    s.schedule !== undefined && 'the start of its hours',
  ].filter(r => r !== false);
  const silence = (1 + s.testRequestDelayMultiplier) * (s.connectionType === 'initiator' ? s.heartBtIntSeconds : 1);
  const unit = s.connectionType === 'initiator' ? `${silence} s` : `${silence} times HeartBtInt`;
  return [
    resets.length === 0
      ? 'Sequence numbers go on from connection to connection and from day to day; a Logon with ResetSeqNumFlag (141=Y) begins them again.'
      : `Sequence numbers begin at 1 with ${resets.join(' and ')}, and with a Logon that has ResetSeqNumFlag (141=Y).`,
    `A silence of ${unit} is answered with a TestRequest, as much again with a disconnect.`,
    s.checkLatency
      ? `SendingTime (52) must be within ${s.maxLatency / 1_000_000} s of our clock.`
      : 'SendingTime (52) is not compared with our clock.',
  ];
}
