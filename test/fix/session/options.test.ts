import { HeldMessages } from '../../../src/fix/session/gap';
import { frame, lines, Rig, settingsOf, T0 } from './rig';

/** Plays a script on a fresh session and expects its transcript to be the script. */
function story(type: 'acceptor' | 'initiator', keys: readonly string[], script: string): void {
  expect(new Rig(settingsOf(type, keys)).play(script)).toEqual(lines(script));
}

const LOGON = `
  > connect
  > 35=A|34=1|98=0|108=30
  ! loggedOn heartBtIntSeconds=30
  < 35=A|34=1|98=0|108=30`;
const NEXT = ['EnableNextExpectedMsgSeqNum=Y'];

describe('EnableNextExpectedMsgSeqNum', () => {
  test('both sides say what they expect, and nothing is missing', () =>
    story(
      'acceptor',
      NEXT,
      `
      > connect
      > 35=A|34=1|98=0|108=30|789=1
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30|789=2`,
    ));

  test('what the peer lacks goes out behind the Logon without a request', () =>
    story(
      'acceptor',
      NEXT,
      `
      > send 8|37=o|17=one
      = 35=8|34=1|37=o|17=one
      > send 8|37=o|17=two
      = 35=8|34=2|37=o|17=two
      > connect
      > 35=A|34=1|98=0|108=30|789=2
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=3|98=0|108=30|789=2
      ! resent first=2 last=2 replayed=1
      < 35=8|34=2|43=Y|122=T+0|37=o|17=two`,
    ));

  test('what we lack is waited for, held behind, and asked for only when it does not come', () =>
    story(
      'acceptor',
      NEXT,
      `
      > connect
      > 35=A|34=3|98=0|108=20|789=1
      ! gap first=1 last=2
      ! loggedOn heartBtIntSeconds=20
      < 35=A|34=1|98=0|108=20|789=1
      > 35=D|34=1|43=Y|122=T+0|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1
      * D 1
      > 35=D|34=4|11=d|21=1|55=X|54=1|60=T+0|38=1|40=1
      > at 19
      > at 20
      < 35=0|34=2
      < 35=2|34=3|7=2|16=0
      > 35=4|34=2|43=Y|122=T+0|123=Y|36=3
      ! gapClosed
      * D 4`,
    ));

  test('a peer that expects what was never sent is told so', () =>
    story(
      'acceptor',
      NEXT,
      `
      > connect
      > 35=A|34=1|98=0|108=30|789=5
      ! logonRefused reason=NextExpectedMsgSeqNum(789) too high, next to send is 1 but received 5
      ! disconnect: NextExpectedMsgSeqNum(789) too high, next to send is 1 but received 5
      < 35=5|34=1|58=NextExpectedMsgSeqNum(789) too high, next to send is 1 but received 5`,
    ));

  test('an initiator says it too, and sends again what the answer lacks; orders are gap-filled', () =>
    story(
      'initiator',
      NEXT,
      `
      > send F|11=x|41=a|55=X|54=1|60=T+0
      = 35=F|34=1|11=x|41=a|55=X|54=1|60=T+0
      > connect
      < 35=A|34=2|98=0|108=30|789=1
      > 35=A|34=1|98=0|108=30|789=1
      ! loggedOn heartBtIntSeconds=30
      < 35=1|34=3|112=SETTLE-${T0}
      ! resent first=1 last=2 replayed=1
      < 35=F|34=1|43=Y|122=T+0|11=x|41=a|55=X|54=1|60=T+0
      < 35=4|34=2|43=Y|122=T+0|123=Y|36=3`,
    ));

  test('a peer that does not use it is asked as ever', () =>
    story(
      'acceptor',
      NEXT,
      `
      > connect
      > 35=A|34=3|98=0|108=30
      ! gap first=1 last=2
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30|789=1
      < 35=2|34=2|7=1|16=0`,
    ));

  test('a reset counts for what it is, whatever the Logon expects', () =>
    story(
      'acceptor',
      NEXT,
      `
      > connect
      > 35=A|34=1|98=0|108=30|141=Y|789=7
      ! reset cause=peer sent 141=Y generation=1
      ! loggedOn heartBtIntSeconds=30
      < 35=A|34=1|98=0|108=30|141=Y|789=2`,
    ));
});

test('EnableLastMsgSeqNumProcessed puts the last number worked on into every message, replays too', () =>
  story(
    'acceptor',
    ['EnableLastMsgSeqNumProcessed=Y'],
    `
    > connect
    > 35=A|34=1|98=0|108=30
    ! loggedOn heartBtIntSeconds=30
    < 35=A|34=1|369=1|98=0|108=30
    > 35=1|34=2|112=x
    < 35=0|34=2|369=2|112=x
    > send 8|37=o|17=e
    < 35=8|34=3|369=2|37=o|17=e
    > 35=2|34=3|7=2|16=3
    ! resent first=2 last=3 replayed=1
    < 35=4|34=2|43=Y|122=T+0|369=3|123=Y|36=3
    < 35=8|34=3|43=Y|122=T+0|369=3|37=o|17=e`,
  ));

test('SendRedundantResendRequests asks at every message behind the gap, and gives up as early as without', () =>
  story(
    'acceptor',
    ['SendRedundantResendRequests=Y', 'TestRequestDelayMultiplier=9'],
    `${LOGON}
    > 35=0|34=4
    ! gap first=2 last=3
    < 35=2|34=2|7=2|16=0
    > 35=0|34=5
    < 35=2|34=3|7=2|16=0
    > at 30
    < 35=0|34=4
    < 35=2|34=5|7=2|16=0
    > 35=0|34=6
    < 35=2|34=6|7=2|16=0
    > at 60
    < 35=0|34=7
    < 35=2|34=8|7=2|16=0
    > at 90
    ! disconnect: messages 2 to 3 were asked for 3 times in vain
    ! loggedOff reason=messages 2 to 3 were asked for 3 times in vain
    < 35=0|34=9`,
  ));

test('RequiresOrigSendingTime=N takes a duplicate without 122', () =>
  story(
    'acceptor',
    ['RequiresOrigSendingTime=N'],
    `${LOGON}
    > 35=1|34=2|43=Y|112=x
    < 35=0|34=2|112=x`,
  ));

test.each([
  ['SECONDS', '20260105-10:00:00'],
  ['MILLIS', '20260105-10:00:00.000'],
  ['MICROS', '20260105-10:00:00.000000'],
  ['NANOS', '20260105-10:00:00.000000000'],
  ['6', '20260105-10:00:00.000000'],
])('TimeStampPrecision=%s', (precision, text) => {
  const rig = new Rig(settingsOf('initiator', [`TimeStampPrecision=${precision}`]));
  rig.machine.connected(1, T0);
  const { writer } = rig.machine.session.outbox.take()!;
  expect(writer.buf.latin1Slice(0, writer.length).split('\x01')).toContain(`52=${text}`);
});

test('LogonTimeout ends a connection without a Logon, ours or theirs', () => {
  const given = (type: 'acceptor' | 'initiator'): string[] =>
    new Rig(settingsOf(type, ['LogonTimeout=3']))
      .play('> connect\n> at 2\n> at 3')
      .filter(l => l.startsWith('! disconnect') || l.startsWith('> at'));
  expect([given('acceptor'), given('initiator')]).toEqual([
    ['> at 2', '> at 3', '! disconnect: no Logon in time'],
    ['> at 2', '> at 3', '! disconnect: the Logon was not answered in time'],
  ]);
});

test('a Logon of another BeginString is refused at once', () => {
  const rig = new Rig(settingsOf('initiator'));
  rig.play('> connect');
  const logon = frame('35=A|34=1|98=0|108=30', T0, 'FIX.4.2');
  rig.machine.received(logon, 0, logon.length, T0);
  expect(rig.transcript.slice(2)).toEqual([
    '! logonRefused reason=BeginString(8) FIX.4.2 is not FIX.4.4',
    '! disconnect: BeginString(8) FIX.4.2 is not FIX.4.4',
  ]);
});

describe('messages held behind a gap', () => {
  test('are bounded in number and in bytes; what does not fit is let go', () => {
    const [many, large] = [new HeldMessages(), new HeldMessages()];
    const message = Buffer.alloc(1024 * 1024);
    for (let n = 2; n <= 20_001; n++) many.add(n, message, 0, 1);
    for (let n = 2; n <= 40; n++) large.add(n, message, 0, message.length);
    expect([many.size, large.size]).toEqual([10_000, 16]);
  });

  test('that were let go are asked for once their turn comes', () => {
    const rig = new Rig(settingsOf('acceptor'));
    rig.play(LOGON);
    const early = Array.from({ length: 10_001 }, (_, n) => `> 35=0|34=${n + 3}`).join('\n');
    rig.play(early);
    const before = rig.transcript.length;
    rig.play('> 35=4|34=2|43=Y|122=T+0|123=Y|36=3\n> 35=0|34=10005');
    expect(rig.transcript.slice(before)).toEqual([
      '> 35=4|34=2|43=Y|122=T+0|123=Y|36=3',
      '! gapClosed',
      '> 35=0|34=10005',
      '! gap first=10003 last=10004',
      '< 35=2|34=3|7=10003|16=0',
    ]);
  });
});
