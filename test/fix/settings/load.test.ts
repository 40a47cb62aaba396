import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, parseSettings } from '../../../src/fix/settings/load';

const DEFAULTS = `[DEFAULT]
ConnectionType=acceptor
BeginString=FIX.4.4
SenderCompID=SLUICE
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=9880
`;
const load = (text: string) => parseSettings([{ name: 'a.cfg', text }]);

describe('session settings', () => {
  test("inherit from [DEFAULT], override it, and take QuickFIX's defaults for the rest", () => {
    const { sessions, errors, warnings } = load(`${DEFAULTS}# a comment
HeartBtInt=20
[SESSION]
TargetCompID=OMS
[SESSION]
ConnectionType=initiator
TargetCompID=VENUE
TargetSubID=X
SessionQualifier=2
SocketConnectHost=example.net
SocketConnectPort=5001
HeartBtInt=10
UseDataDictionary=N
ResetOnLogon=Y
ReconnectInterval=5
CheckLatency=N
TimeStampPrecision=MICROS
DropFields=9001, 9002
DefaultStrategy=1001
`);
    expect([errors, warnings, sessions]).toEqual([
      [],
      [],
      [
        expect.objectContaining({
          id: 'FIX.4.4:SLUICE->OMS',
          identity: { beginString: 'FIX.4.4', senderCompID: 'SLUICE', targetCompID: 'OMS', timestampDecimals: 3 },
          connectionType: 'acceptor',
          role: 'oms',
          endpoint: { host: '127.0.0.1', port: 9880 },
          reconnectInterval: 30_000_000,
          resetOnLogon: false,
          resetOnLogout: false,
          resetOnDisconnect: false,
          persistMessages: true,
          lastMsgSeqNumProcessed: false,
          nextExpectedMsgSeqNum: false,
          resendRequestChunkSize: 0,
          redundantResendRequests: false,
          heartBtIntSeconds: 20,
          testRequestDelayMultiplier: 0.5,
          logonTimeout: 10_000_000,
          logoutTimeout: 2_000_000,
          checkCompID: true,
          checkLatency: true,
          maxLatency: 120_000_000,
          requiresOrigSendingTime: true,
          useDataDictionary: true,
          validation: {
            fieldsOutOfOrder: true,
            fieldsHaveValues: true,
            userDefinedFields: 'session',
            unorderedGroupFields: true,
            allowUnknownMsgFields: false,
          },
          noDelay: true,
          dropFields: [],
          redactInLogs: [],
          source: 'a.cfg:9',
        }),
        expect.objectContaining({
          id: 'FIX.4.4:SLUICE->VENUE.X/2',
          identity: {
            beginString: 'FIX.4.4',
            senderCompID: 'SLUICE',
            targetCompID: 'VENUE',
            targetSubID: 'X',
            timestampDecimals: 6,
          },
          qualifier: '2',
          connectionType: 'initiator',
          role: 'venue',
          endpoint: { host: 'example.net', port: 5001 },
          reconnectInterval: 5_000_000,
          heartBtIntSeconds: 10,
          resetOnLogon: true,
          useDataDictionary: false,
          checkLatency: false,
          dropFields: [9001, 9002],
          defaultStrategy: '1001',
          source: 'a.cfg:11',
        }),
      ],
    ]);
  });

  test('an unknown key is a warning with the nearest name we support; what is known and not supported is an error with what to use, told once', () => {
    const { errors, warnings } = load(`${DEFAULTS}LogonTime=08:00:00
UseLocalTime=N
[SESSION]
TargetCompID=A
HeartBeatInt=20
CancelOnDisconnec=Y
[SESSION]
TargetCompID=B
UseLocalTime=Y
`);
    expect([errors, warnings]).toEqual([
      [
        'a.cfg:7: LogonTime: 08:00:00 is not supported; StartTime and EndTime are when a session is logged on',
        'a.cfg:15: UseLocalTime: Y is not supported; name the zone in TimeZone',
      ],
      [
        'a.cfg:11: HeartBeatInt: unknown key, ignored; did you mean HeartBtInt?',
        'a.cfg:12: CancelOnDisconnec: unknown key, ignored; did you mean CancelOnDisconnect?',
      ],
    ]);
  });

  test('what is wrong is named with its file, line and key', () => {
    const { errors } = load(`stray=1
[DEFAULT]
ConnectionType=both
[OTHER]
[SESSION]
BeginString=FIX.4.3
SenderCompID=
SocketAcceptPort=99999
HeartBtInt=half a minute
ResetOnLogon=yes
nonsense
TestRequestDelayMultiplier=-1
DropFields=12 x
StartTime=9 o'clock
EndTime=17:00:00
TimeZone=Atlantis
[SESSION]
ConnectionType=acceptor
BeginString=FIXT.1.1
SenderCompID=A
TargetCompID=B
SocketAcceptPort=1
`);
    expect(errors).toEqual([
      'a.cfg:1: stray=1: stands before the first section',
      'a.cfg:3: ConnectionType: both is none of acceptor, initiator',
      'a.cfg:4: [OTHER]: not a section; [DEFAULT] or [SESSION]',
      'a.cfg:5: TargetCompID: is required',
      'a.cfg:6: BeginString: FIX.4.3 is none of FIX.4.2, FIX.4.4, FIXT.1.1',
      'a.cfg:7: SenderCompID: is required',
      'a.cfg:8: SocketAcceptPort: 99999 is not a whole number from 0 to 65535',
      'a.cfg:9: HeartBtInt: half a minute is not a whole number from 0 to 86400',
      'a.cfg:10: ResetOnLogon: yes is not Y or N',
      'a.cfg:11: nonsense: not Key=Value',
      'a.cfg:12: TestRequestDelayMultiplier: -1 is not a decimal number from 0 to 999',
      'a.cfg:13: DropFields: x is not a tag number',
      "a.cfg:14: StartTime: 9 o'clock is not a time of day as HH:MM:SS; its zone goes to TimeZone",
      'a.cfg:16: TimeZone: Atlantis is no time zone; an IANA name such as America/New_York is',
      'a.cfg:17: DefaultApplVerID: is required with FIXT.1.1',
    ]);
  });

  test('a folder is read in the order of its file names; a session that stands in two files is an error', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cfg-'));
    try {
      writeFileSync(join(folder, 'b.cfg'), `${DEFAULTS}[SESSION]\nTargetCompID=OMS\n`);
      writeFileSync(join(folder, 'a.cfg'), `${DEFAULTS}[SESSION]\nTargetCompID=OMS\n[SESSION]\nTargetCompID=EMS\n`);
      writeFileSync(join(folder, 'notes.txt'), 'not settings');
      const loaded = loadSettings(folder);
      expect([loaded.sessions.map(s => s.id), loaded.errors.map(e => e.replaceAll(folder, ''))]).toEqual([
        ['FIX.4.4:SLUICE->OMS', 'FIX.4.4:SLUICE->EMS', 'FIX.4.4:SLUICE->OMS'],
        ['/b.cfg:7: FIX.4.4:SLUICE->OMS: is already defined at /a.cfg:7; SessionQualifier tells two apart'],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a folder that is missing or empty is an error', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cfg-'));
    try {
      expect([loadSettings(folder).errors, loadSettings(join(folder, 'none')).errors.length]).toEqual([
        [`${folder}: holds no .cfg file`],
        1,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
