import type { Schedule } from '../../../src/fix/schedule/windows';
import { parseSettings } from '../../../src/fix/settings/load';

const BASE = `[DEFAULT]
ConnectionType=acceptor
BeginString=FIX.4.4
SenderCompID=SLUICE
SocketAcceptPort=9880
`;
const load = (keys: string, base = BASE) =>
  parseSettings([{ name: 'a.cfg', text: `${base}[SESSION]\nTargetCompID=OMS\n${keys}` }]);
const ALL = [0, 1, 2, 3, 4, 5, 6];

describe('the keys of a schedule', () => {
  test.each<[string, string, Partial<Schedule> | undefined]>([
    ['nothing: always', '', undefined],
    ['NonStopSession wins', 'NonStopSession=Y\nStartTime=08:00:00\nEndTime=17:00:00', undefined],
    ['a day', 'StartTime=08:00:00\nEndTime=17:30', { startTime: 28_800, endTime: 63_000, startDays: ALL, spanDays: 0 }],
    [
      'over midnight',
      'StartTime=17:00:00\nEndTime=08:00:00',
      { startTime: 61_200, endTime: 28_800, startDays: ALL, spanDays: 1 },
    ],
    ['around the clock', 'StartTime=00:00:00\nEndTime=00:00:00', { startTime: 0, endTime: 0, startDays: ALL, spanDays: 1 }],
    ['weekdays', 'StartTime=08:00:00\nEndTime=17:00:00\nWeekdays=Fri, mon,Wednesday', { startDays: [1, 3, 5], spanDays: 0 }],
    ['a week', 'StartTime=17:00:00\nEndTime=16:00:00\nStartDay=sun\nEndDay=Friday', { startDays: [0], spanDays: 5 }],
    ['over the weekend', 'StartTime=17:00:00\nEndTime=16:00:00\nStartDay=Fr\nEndDay=Mo', { startDays: [5], spanDays: 3 }],
    ['one day of the week', 'StartTime=08:00:00\nEndTime=16:00:00\nStartDay=Tue\nEndDay=Tue', { startDays: [2], spanDays: 0 }],
    ['seven days', 'StartTime=16:00:00\nEndTime=16:00:00\nStartDay=Tue\nEndDay=Tue', { startDays: [2], spanDays: 7 }],
    ['a zone', 'TimeZone=Asia/Tokyo\nStartTime=08:00:00\nEndTime=17:00:00', { timeZone: 'Asia/Tokyo' }],
  ])('%s', (_, keys, expected) => {
    const { errors, warnings, sessions } = load(keys);
    const wanted = expected && expect.objectContaining(expected);
    expect({ errors, warnings, schedule: sessions[0]?.schedule }).toEqual({ errors: [], warnings: [], schedule: wanted });
  });

  test.each([
    ['NonStopSession=N', ['a.cfg:6: StartTime: is required', 'a.cfg:6: EndTime: is required']],
    ['StartTime=08:00:00', ['a.cfg:6: EndTime: is required']],
    [
      'StartTime=24:00:00\nEndTime=08:00:00',
      ['a.cfg:8: StartTime: 24:00:00 is not a time of day as HH:MM:SS; its zone goes to TimeZone'],
    ],
    ['StartTime=08:00:00\nEndTime=09:00:00\nStartDay=Mon', ['a.cfg:6: EndDay: is required with StartDay']],
    ['StartTime=08:00:00\nEndTime=09:00:00\nEndDay=Mon', ['a.cfg:6: StartDay: is required with EndDay']],
    ['StartTime=08:00:00\nEndTime=09:00:00\nWeekdays=Mon,xx', ['a.cfg:10: Weekdays: xx is no day of the week: Sunday, Mon, ...']],
    [
      'StartTime=08:00:00\nEndTime=09:00:00\nWeekdays=Mon\nStartDay=Mon\nEndDay=Tue',
      ['a.cfg:10: Weekdays: cannot go with StartDay and EndDay: days on which a window begins, or a window of a week'],
    ],
  ])('%j is refused', (keys, errors) => expect(load(keys).errors).toEqual(errors));
});

test('keys for files that the journal replaces do not stop a start, and say so', () => {
  const { errors, warnings } = load('FileLogPath=log\nFileStorePath=store\nRefreshOnLogon=Y\nRefreshOnLogon=Y');
  expect([errors, warnings]).toEqual([
    [],
    [
      'a.cfg:9: FileStorePath: not used: sequence numbers and messages are in the journal',
      'a.cfg:11: RefreshOnLogon: given twice in this section; the last one counts',
      'a.cfg:11: RefreshOnLogon: changes nothing: only this gateway writes its journal',
    ],
  ]);
});

test('NextExpectedMsgSeqNum needs a version that has it', () =>
  expect(load('EnableNextExpectedMsgSeqNum=Y', BASE.replace('4.4', '4.2')).errors).toEqual([
    'a.cfg:8: EnableNextExpectedMsgSeqNum: NextExpectedMsgSeqNum (789) begins with FIX.4.4',
  ]));

test('a file without a [SESSION] is an error that says so', () =>
  expect(parseSettings([{ name: 'a.cfg', text: BASE }]).errors).toEqual([
    'a.cfg: defines no session; [DEFAULT] only holds what the [SESSION] sections of its file share',
  ]));

test('each key says what it is and where it comes from; a password is not shown', () => {
  const [session] = load('HeartBtInt=20\nPassword=env:SECRET_OF_OMS').sessions;
  const told = session!.keys.filter(k => ['SenderCompID', 'HeartBtInt', 'LogoutTimeout', 'Password'].includes(k.key));
  expect(told).toEqual([
    { key: 'SenderCompID', value: 'SLUICE', from: 'a.cfg:4' },
    { key: 'Password', value: '(not shown)', from: 'a.cfg:9' },
    { key: 'HeartBtInt', value: '20', from: 'a.cfg:8' },
    { key: 'LogoutTimeout', value: '2', from: 'default' },
  ]);
});
