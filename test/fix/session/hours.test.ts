import { lines, Rig, settingsOf, T0 } from './rig';

// T0 is Monday 2026-01-05 10:00 UTC; a window from 08:00 to 10:01, the next from 08:00 on Tuesday, 79,200 s after T0.
const HOURS = ['StartTime=08:00:00', 'EndTime=10:01:00'];
const CLOSED = "outside the session's hours: it opens Tuesday 2026-01-06 08:00:00 UTC";

/** Plays a script on a session with hours and expects its transcript to be the script. */
function story(type: 'acceptor' | 'initiator', script: string, keys: readonly string[] = HOURS): void {
  expect(new Rig(settingsOf(type, keys)).play(script)).toEqual(lines(script));
}

const LOGON = `
  > connect
  > 35=A|34=1|98=0|108=30
  ! loggedOn heartBtIntSeconds=30
  < 35=A|34=1|98=0|108=30`;

describe('a session with hours', () => {
  test('logs out when its window ends, begins again at 1, and takes a Logon with 1 in the next', () =>
    story(
      'acceptor',
      `${LOGON}
      > at 29
      > at 60
      < 35=5|34=2|58=the session window ended
      > 35=5|34=2
      ! disconnect: the session window ended
      ! loggedOff reason=the session window ended
      > at 61
      ! reset cause=the session window ended generation=1
      > at 62
      > at 79200
      > connect
      > 35=A|34=1|98=0|108=30
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30`,
    ));

  test('is closed all the same where the peer does not answer the Logout', () =>
    story(
      'acceptor',
      `${LOGON}
      > at 60
      < 35=5|34=2|58=the session window ended
      > at 62
      ! disconnect: the session window ended; the peer did not answer
      ! loggedOff reason=the session window ended; the peer did not answer
      > at 63
      ! reset cause=the session window ended generation=1`,
    ));

  test('refuses a Logon outside of it with the reason and when it opens; both messages count', () =>
    story(
      'acceptor',
      `
      > at 70
      > connect
      > 35=A|34=1|98=0|108=30
      ! logonRefused reason=${CLOSED}
      ! disconnect: ${CLOSED}
      < 35=5|34=1|58=${CLOSED}
      > at 79200
      > connect
      > 35=A|34=2|98=0|108=30
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=2|98=0|108=30`,
    ));

  test('names the moment in its own zone and in UTC', () => {
    const rig = new Rig(settingsOf('acceptor', ['TimeZone=America/New_York', 'StartTime=09:30:00', 'EndTime=16:00:00']));
    rig.play('> connect\n> 35=A|34=1|98=0|108=30');
    expect(rig.transcript.at(-1)).toBe(
      "< 35=5|34=1|58=outside the session's hours: it opens Monday 2026-01-05 09:30:00 America/New_York (2026-01-05 14:30:00 UTC)",
    );
  });

  test('keeps what is sent between two windows for the next, where the peer asks for it', () =>
    story(
      'acceptor',
      `${LOGON}
      > gone
      ! loggedOff reason=cut
      > at 3600
      ! reset cause=the session window ended generation=1
      > send 8|37=o|17=night
      = 35=8|34=1|37=o|17=night
      > at 79200
      > connect
      > 35=A|34=1|98=0|108=30
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=2|98=0|108=30
      > 35=2|34=2|7=1|16=1
      ! resent first=1 last=1 replayed=1
      < 35=8|34=1|43=Y|122=T+3600|37=o|17=night`,
    ));

  test('resets before the first message behind its window where no tick came in between', () =>
    story(
      'acceptor',
      `${LOGON}
      > gone
      ! loggedOff reason=cut
      > now 3600
      > send 8|37=o|17=night
      ! reset cause=the session window ended generation=1
      = 35=8|34=1|37=o|17=night`,
    ));

  test('gives up waiting for the Logout when there is something to send: that belongs to the next window', () =>
    story(
      'acceptor',
      `${LOGON}
      > at 60
      < 35=5|34=2|58=the session window ended
      > 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      > send 8|37=o|17=late
      ! disconnect: the session window ended
      ! loggedOff reason=the session window ended
      ! reset cause=the session window ended generation=1
      = 35=8|34=1|37=o|17=late`,
    ));

  test('drops a connection without a logon for the same reason', () =>
    story(
      'acceptor',
      `
      > send 8|37=o|17=early
      = 35=8|34=1|37=o|17=early
      > connect
      > now 60
      > send 8|37=o|17=late
      ! disconnect: the session window ended
      ! reset cause=the session window ended generation=1
      = 35=8|34=1|37=o|17=late`,
    ));

  test('takes a fill from a venue while it logs out at the end', () => {
    const rig = new Rig(settingsOf('initiator', HOURS));
    rig.play(`
      > connect
      > 35=A|34=1|98=0|108=30
      > at 60
      > 35=8|34=2|37=o|17=e|150=0|39=0|54=1|55=X|151=1|14=0|6=0`);
    expect(rig.transcript.at(-1)).toBe('* 8 2');
  });

  test('as an initiator dials only inside its window, and leaves when it ends', () => {
    const rig = new Rig(settingsOf('initiator', HOURS));
    const open = [T0 - 3 * 3600e6, T0, T0 + 59e6, T0 + 60e6].map(at => {
      rig.machine.tick(at);
      return rig.machine.isOpen(at);
    });
    expect(open).toEqual([false, true, true, false]);
    story(
      'initiator',
      `
      > connect
      < 35=A|34=1|98=0|108=30
      > at 60
      ! disconnect: the session window ended
      > at 61
      ! reset cause=the session window ended generation=1
      > connect
      ! disconnect: the session is closed`,
    );
  });

  test.each([
    ['in the window', 30, 'none', '3/2/0'],
    ['between two windows', 3600, 'the session window ended', '1/1/1'],
    ['in the next window', 80_000, 'the session window ended', '1/1/1'],
    ['days later', 400_000, 'the session window ended', '1/1/1'],
  ])('started again %s', (_, second, cause, numbers) => {
    const before = new Rig(settingsOf('acceptor', HOURS));
    before.play(`${LOGON}\n> 35=0|34=2`);
    const after = new Rig(settingsOf('acceptor', HOURS), before.store);
    after.play(`> at ${second}\n> at ${second + 1}`);
    const causes = after.transcript.filter(l => l.startsWith('! reset'));
    expect([causes, after.numbers]).toEqual([cause === 'none' ? [] : [`! reset cause=${cause} generation=1`], numbers]);
  });

  test('that had none before keeps its numbers until its first window ends', () => {
    const before = new Rig(settingsOf('acceptor'));
    before.play(`${LOGON}\n> 35=0|34=2`);
    const after = new Rig(settingsOf('acceptor', HOURS), before.store);
    after.play('> at 10');
    const kept = after.numbers;
    after.play('> at 60');
    expect([kept, after.numbers]).toEqual(['3/2/0', '1/1/1']);
  });

  test('around the clock: it leaves at midnight, and its peer may come back at once', () =>
    story(
      'acceptor',
      `${LOGON}
      > at 20
      > 35=0|34=2
      > at 36000
      < 35=5|34=2|58=the session window ended
      > 35=5|34=3
      ! disconnect: the session window ended
      ! loggedOff reason=the session window ended
      > connect
      ! reset cause=the session window ended generation=1
      > 35=A|34=1|98=0|108=30
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30`,
      ['StartTime=20:00:00', 'EndTime=20:00:00'],
    ));

  test('with ResetOnLogon resets at each logon as well', () =>
    story(
      'acceptor',
      `
      > connect
      > 35=A|34=1|98=0|108=30
      ! reset cause=ResetOnLogon generation=1
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30`,
      [...HOURS, 'ResetOnLogon=Y'],
    ));
});
