import { lines, Rig, settingsOf } from './rig';

/** Plays a script on a fresh acceptor session and expects its transcript to be the script. */
function story(script: string, keys: readonly string[] = []): void {
  expect(new Rig(settingsOf('acceptor', keys)).play(script)).toEqual(lines(script));
}

const LOGON = `
  > connect
  > 35=A|34=1|98=0|108=30
  ! loggedOn heartBtIntSeconds=30
  < 35=A|34=1|98=0|108=30`;

describe('an acceptor session', () => {
  test('answers a Logon with the same HeartBtInt, and a Logout with a Logout', () =>
    story(`${LOGON}
      > 35=5|34=2|58=bye
      ! disconnect: the peer logged out: bye
      ! loggedOff reason=the peer logged out: bye
      < 35=5|34=2`));

  test('drops a connection whose first message is not a Logon', () =>
    story(`
      > connect
      > 35=D|34=1|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      ! logonRefused reason=the first message was D, not a Logon
      ! disconnect: the first message was D, not a Logon`));

  test('delivers an application message once and answers a TestRequest', () =>
    story(`${LOGON}
      > 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      * D 2
      > 35=1|34=3|112=hello
      < 35=0|34=2|112=hello
      > 35=D|34=2|43=Y|122=T+0|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1`));

  test('holds what comes behind a gap, asks once, and delivers in order', () =>
    story(`${LOGON}
      > 35=D|34=4|11=c|21=1|55=X|54=1|60=T+0|38=1|40=1
      ! gap first=2 last=3
      < 35=2|34=2|7=2|16=0
      > 35=D|34=5|11=d|21=1|55=X|54=1|60=T+0|38=1|40=1
      > 35=D|34=2|43=Y|122=T+0|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      * D 2
      > 35=4|34=3|43=Y|122=T+0|123=Y|36=4
      ! gapClosed
      * D 4
      * D 5
      > 35=D|34=4|43=Y|122=T+0|11=c|21=1|55=X|54=1|60=T+0|38=1|40=1
      > 35=D|34=6|11=e|21=1|55=X|54=1|60=T+0|38=1|40=1
      * D 6`));

  test('serves a ResendRequest that itself stands behind a gap, so that two gaps do not wait for each other', () =>
    story(`${LOGON}
      > send 8|37=o|17=e|150=0|39=0|54=1|55=X|151=1|14=0|6=0
      < 35=8|34=2|37=o|17=e|150=0|39=0|54=1|55=X|151=1|14=0|6=0
      > 35=2|34=3|7=2|16=2
      ! gap first=2 last=2
      < 35=2|34=3|7=2|16=0
      ! resent first=2 last=2 replayed=1
      < 35=8|34=2|43=Y|122=T+0|37=o|17=e|150=0|39=0|54=1|55=X|151=1|14=0|6=0
      > 35=4|34=2|43=Y|122=T+0|123=Y|36=4
      ! gapClosed`));

  test('replays what was sent while logged off, gap-fills session messages, and keeps to the range asked for', () =>
    story(`
      > send 8|37=o|17=e1|58=one
      = 35=8|34=1|37=o|17=e1|58=one
      > at 5
      > connect
      > 35=A|34=1|98=0|108=30
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=2|98=0|108=30
      > send 8|37=o|17=e2
      < 35=8|34=3|37=o|17=e2
      > 35=2|34=2|7=1|16=0
      ! resent first=1 last=3 replayed=2
      < 35=8|34=1|43=Y|122=T+0|37=o|17=e1|58=one
      < 35=4|34=2|43=Y|122=T+5|123=Y|36=3
      < 35=8|34=3|43=Y|122=T+5|37=o|17=e2
      > 35=2|34=3|7=3|16=3
      ! resent first=3 last=3 replayed=1
      < 35=8|34=3|43=Y|122=T+5|37=o|17=e2`));

  test('gap-fills everything where messages are not persisted', () =>
    story(
      `${LOGON}
      > send 8|37=o|17=e2
      < 35=8|34=2|37=o|17=e2
      > 35=2|34=2|7=1|16=0
      ! resent first=1 last=2 replayed=0
      < 35=4|34=1|43=Y|122=T+0|123=Y|36=3`,
      ['PersistMessages=N'],
    ));

  test('refuses a range that was never sent', () =>
    story(`${LOGON}
      > 35=2|34=2|7=9|16=0
      ! refused refSeqNum=2 refMsgType=2 reason=5 text=Value is incorrect (out of range) for this tag
      < 35=3|34=2|45=2|371=7|372=2|373=5|58=Value is incorrect (out of range) for this tag`));

  test('says why and leaves when a number is too low, and waits for the Logout', () =>
    story(`${LOGON}
      > 35=0|34=1
      < 35=5|34=2|58=MsgSeqNum too low, expecting 2 but received 1
      > 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      > at 3
      ! disconnect: MsgSeqNum too low, expecting 2 but received 1; the peer did not answer
      ! loggedOff reason=MsgSeqNum too low, expecting 2 but received 1; the peer did not answer`));

  test("rejects a CompID that is not the session's and leaves", () =>
    story(`${LOGON}
      > 35=0|34=2|49=OTHER
      ! refused refSeqNum=2 refMsgType=0 reason=9 text=CompID problem
      < 35=3|34=2|45=2|372=0|373=9|58=CompID problem
      < 35=5|34=3|58=CompID problem
      > 35=5|34=3
      ! disconnect: CompID problem
      ! loggedOff reason=CompID problem`));

  test('rejects a duplicate without OrigSendingTime, and leaves over one later than SendingTime', () =>
    story(`${LOGON}
      > 35=0|34=2|43=Y
      ! refused refSeqNum=2 refMsgType=0 reason=1 text=Required tag missing
      < 35=3|34=2|45=2|371=122|372=0|373=1|58=Required tag missing
      > 35=0|34=3|43=Y|122=T+10
      ! refused refSeqNum=3 refMsgType=0 reason=10 text=SendingTime accuracy problem
      < 35=3|34=3|45=3|372=0|373=10|58=SendingTime accuracy problem
      < 35=5|34=4|58=SendingTime accuracy problem`));

  test('keeps the clock of the peer within MaxLatency, unless told not to', () =>
    story(
      `${LOGON}
      > 35=0|34=2|52=T-30
      > 35=0|34=3|52=T-31
      ! refused refSeqNum=3 refMsgType=0 reason=10 text=SendingTime accuracy problem
      < 35=3|34=2|45=3|372=0|373=10|58=SendingTime accuracy problem
      < 35=5|34=3|58=SendingTime accuracy problem`,
      ['MaxLatency=30'],
    ));

  test('starts again at 1 on a Logon with 141=Y, in the middle of a session too', () =>
    story(`${LOGON}
      > 35=0|34=2
      > 35=A|34=1|98=0|108=20|141=Y
      ! reset cause=peer sent 141=Y generation=1
      < 35=A|34=1|98=0|108=20|141=Y
      > 35=1|34=2|112=x
      < 35=0|34=2|112=x`));

  test('never lets a SequenceReset go backwards, and tells what one skips', () =>
    story(`${LOGON}
      > 35=4|34=9|36=7
      ! skipped first=2 last=6
      > 35=4|34=7|36=3
      ! refused refSeqNum=7 refMsgType=4 reason=5 text=Value is incorrect (out of range) for this tag
      < 35=3|34=2|45=7|372=4|373=5|58=Value is incorrect (out of range) for this tag
      > 35=4|34=7|123=Y|36=7
      ! refused refSeqNum=7 refMsgType=4 reason=5 text=Value is incorrect (out of range) for this tag
      < 35=3|34=3|45=7|372=4|373=5|58=Value is incorrect (out of range) for this tag
      > 35=1|34=8|112=x
      < 35=0|34=4|112=x`));

  test('beats, asks a silent peer, and gives it up', () =>
    story(`${LOGON}
      > at 30
      < 35=0|34=2
      > at 45
      ! silent
      < 35=1|34=3|112=TEST-1767607245000000
      > at 80
      > at 90
      ! disconnect: TestRequest was not answered
      ! loggedOff reason=TestRequest was not answered`));

  test('asks again for what is missing, three times, and then gives up', () =>
    story(
      `${LOGON}
      > 35=0|34=4
      ! gap first=2 last=3
      < 35=2|34=2|7=2|16=0
      > at 20
      > at 30
      < 35=0|34=3
      < 35=2|34=4|7=2|16=0
      > 35=0|34=5
      > at 60
      < 35=0|34=5
      < 35=2|34=6|7=2|16=0
      > 35=0|34=6
      > at 90
      ! disconnect: messages 2 to 3 were asked for 3 times in vain
      ! loggedOff reason=messages 2 to 3 were asked for 3 times in vain
      < 35=0|34=7`,
      ['TestRequestDelayMultiplier=2'],
    ));

  test('asks for a long gap in chunks', () =>
    story(
      `${LOGON}
      > 35=0|34=6
      ! gap first=2 last=5
      < 35=2|34=2|7=2|16=4
      > 35=4|34=2|43=Y|122=T+0|123=Y|36=5
      < 35=2|34=3|7=5|16=5
      > 35=4|34=5|43=Y|122=T+0|123=Y|36=6
      ! gapClosed`,
      ['ResendRequestChunkSize=3'],
    ));

  test('takes a fill that arrives while it logs out', () =>
    story(`${LOGON}
      > logout end of day
      < 35=5|34=2|58=end of day
      > 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      * D 2
      > send 8|37=o|17=late
      = 35=8|34=3|37=o|17=late
      > 35=5|34=3
      ! disconnect: end of day
      ! loggedOff reason=end of day`));

  test('breaks off over a number that cannot be one', () =>
    story(`${LOGON}
      > 35=4|34=2|36=9007199254740991
      ! refused refSeqNum=2 refMsgType=4 reason=5 text=Value is incorrect (out of range) for this tag
      < 35=3|34=2|45=2|372=4|373=5|58=Value is incorrect (out of range) for this tag
      > 35=0|34=9007199254740991
      < 35=5|34=3|58=MsgSeqNum(34) is missing or not a number`));

  test('an operator may reset the numbers while there is no connection', () => {
    const rig = new Rig(settingsOf('acceptor'));
    rig.play(LOGON);
    const connected = rig.machine.reset(0);
    rig.play('> gone');
    expect([connected, rig.machine.reset(0), rig.numbers]).toEqual([false, true, '1/1/1']);
  });

  test('a logout that a handler asks for in the middle of a message happens behind it', () => {
    const rig = new Rig(settingsOf('acceptor'), undefined, machine => machine.logout('enough', 0));
    expect(
      rig
        .play(`${LOGON}
      > 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1`)
        .slice(-3),
    ).toEqual(['> 35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1', '* D 2', '< 35=5|34=2|58=enough']);
  });

  test('tells a Reject of the peer, with what it is about', () =>
    story(`${LOGON}
      > 35=3|34=2|45=7|371=55|372=8|373=5|58=no such symbol
      ! rejected refSeqNum=7 refMsgType=8 refTagID=55 reason=5 text=no such symbol`));

  test('refuses a Logon with too low a number, and says why', () => {
    const rig = new Rig(settingsOf('acceptor'));
    rig.play(`${LOGON}
      > 35=0|34=2
      > gone
      > connect
      > 35=A|34=2|98=0|108=30`);
    expect(rig.transcript.slice(-4)).toEqual([
      '> 35=A|34=2|98=0|108=30',
      '! logonRefused reason=MsgSeqNum too low, expecting 3 but received 2',
      '! disconnect: MsgSeqNum too low, expecting 3 but received 2',
      '< 35=5|34=2|58=MsgSeqNum too low, expecting 3 but received 2',
    ]);
  });

  test.each([
    ['ResetOnLogon', '1/2/1'],
    ['ResetOnLogout', '1/1/1'],
    ['ResetOnDisconnect', '1/1/1'],
  ])('%s resets the numbers, with its cause, and opens a generation', (key, numbers) => {
    const rig = new Rig(settingsOf('acceptor', [`${key}=Y`]));
    rig.play(`${LOGON}
      > 35=5|34=2`);
    const causes = rig.transcript.filter(l => l.startsWith('! reset')).map(l => l.split(' ')[2]);
    expect([causes, rig.numbers]).toEqual([[`cause=${key}`], key === 'ResetOnLogon' ? '3/3/1' : numbers]);
  });
});
