import { explainSchedule } from '../../../src/fix/schedule/explain';
import { parseSettings } from '../../../src/fix/settings/load';

const BASE = `[DEFAULT]
ConnectionType=acceptor
BeginString=FIX.4.4
SenderCompID=SLUICE
SocketAcceptPort=9880
[SESSION]
TargetCompID=OMS
`;
const at = (text: string): number => Date.parse(`${text}Z`) * 1000;
const explain = (keys: string, when: string): string[] =>
  explainSchedule(parseSettings([{ name: 'a.cfg', text: BASE + keys }]).sessions[0]!, at(when)).filter(
    line => !line.endsWith(' is not set'),
  );

describe('the schedule of a session, explained', () => {
  test('inside a window, with the day on which clocks change', () =>
    expect(
      explain('TimeZone=America/New_York\nStartTime=18:00:00\nEndTime=02:30:00\nWeekdays=Sat,Sun', '2026-03-08T00:00'),
    ).toEqual([
      'NonStopSession=N (default)',
      'TimeZone=America/New_York (a.cfg:8)',
      'StartTime=18:00:00 (a.cfg:9)',
      'EndTime=02:30:00 (a.cfg:10)',
      'Weekdays=Sat,Sun (a.cfg:11)',
      'open since Saturday 2026-03-07 18:00:00 America/New_York (2026-03-07 23:00:00 UTC)',
      'ends Sunday 2026-03-08 03:00:00 America/New_York (2026-03-08 07:00:00 UTC); numbers go back to 1 then',
      'the next: Sunday 2026-03-08 18:00:00 America/New_York (2026-03-08 22:00:00 UTC) to Monday 2026-03-09 02:30:00 America/New_York (2026-03-09 06:30:00 UTC)',
      'clocks go forward from 02:00:00 to 03:00:00 on Sunday 2026-03-08 03:00:00 America/New_York (2026-03-08 07:00:00 UTC)',
      'EndTime 02:30:00 is skipped that day: the moment they change counts',
    ]));

  test('outside, with an hour that comes twice', () =>
    expect(explain('TimeZone=Europe/London\nStartTime=00:15:00\nEndTime=01:45:00', '2026-10-24T12:00').slice(4)).toEqual([
      'closed; opens Sunday 2026-10-25 00:15:00 Europe/London (2026-10-24 23:15:00 UTC)',
      'and ends Sunday 2026-10-25 01:45:00 Europe/London (2026-10-25 00:45:00 UTC); numbers go back to 1 then',
      'the next: Monday 2026-10-26 00:15:00 Europe/London (2026-10-26 00:15:00 UTC) to Monday 2026-10-26 01:45:00 Europe/London (2026-10-26 01:45:00 UTC)',
      'clocks go back from 02:00:00 to 01:00:00 on Sunday 2026-10-25 01:00:00 Europe/London (2026-10-25 01:00:00 UTC)',
      'EndTime 01:45:00 comes twice that day: the first counts',
    ]));

  test('a week over a change says how long it lasts', () =>
    expect(
      explain(
        'TimeZone=Australia/Lord_Howe\nStartTime=08:00:00\nEndTime=08:00:00\nStartDay=Fri\nEndDay=Mon',
        '2026-04-03T00:00',
      ).at(-1),
    ).toBe('the window over the change lasts 72 hours and 30 minutes'));

  test('where clocks do not change', () =>
    expect(explain('TimeZone=Asia/Tokyo\nStartTime=08:00:00\nEndTime=17:00:00', '2026-04-03T00:00').at(-1)).toBe(
      'clocks in Asia/Tokyo do not change',
    ));

  test('a session that never stops', () =>
    expect(explain('', '2026-04-03T00:00')).toEqual([
      'NonStopSession=Y (default)',
      'TimeZone=UTC (default)',
      'open always: numbers go on until a reset is asked for',
    ]));
});
