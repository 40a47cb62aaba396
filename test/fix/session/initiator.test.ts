import { lines, Rig, settingsOf } from './rig';

/** Plays a script on a fresh venue session and expects its transcript to be the script. */
function story(script: string, keys: readonly string[] = []): void {
  expect(new Rig(settingsOf('initiator', keys)).play(script)).toEqual(lines(script));
}

const SETTLE = 'SETTLE-1767607200000000';
const LOGON = `
  > connect
  < 35=A|34=1|98=0|108=30
  > 35=A|34=1|98=0|108=30
  ! loggedOn heartBtIntSeconds=30
  < 35=1|34=2|112=${SETTLE}`;

describe('a venue session', () => {
  test('is settled when its TestRequest is answered', () =>
    story(`${LOGON}
      > 35=0|34=2
      > 35=0|34=3|112=${SETTLE}
      ! settled`));

  test('is settled only after a gap of ours and one of theirs are filled; a TestRequest that a gap fill went over is sent anew', () =>
    story(`
      > send F|11=x|41=a|55=X|54=1|60=T+0
      = 35=F|34=1|11=x|41=a|55=X|54=1|60=T+0
      > connect
      < 35=A|34=2|98=0|108=30
      > 35=A|34=3|98=0|108=30
      ! gap first=1 last=2
      ! loggedOn heartBtIntSeconds=30
      < 35=2|34=3|7=1|16=0
      < 35=1|34=4|112=${SETTLE}
      > 35=2|34=4|7=1|16=0
      < 35=F|34=1|43=Y|122=T+0|11=x|41=a|55=X|54=1|60=T+0
      < 35=4|34=2|43=Y|122=T+0|123=Y|36=4
      ! resent first=1 last=4 replayed=1
      < 35=4|34=4|43=Y|122=T+0|123=Y|36=5
      < 35=1|34=5|112=${SETTLE}
      > 35=0|34=5|112=${SETTLE}
      > 35=8|34=1|43=Y|122=T+0|37=o|17=e|150=0|39=0|54=1|55=X|151=1|14=0|6=0
      * 8 1
      > 35=4|34=2|43=Y|122=T+0|123=Y|36=5
      ! gapClosed
      ! settled`));

  test('is settled at once where both sides just began at 1', () =>
    story(
      `
      > connect
      ! reset cause=ResetOnLogon generation=1
      < 35=A|34=1|98=0|108=30|141=Y
      > 35=A|34=1|98=0|108=30|141=Y
      ! loggedOn heartBtIntSeconds=30
      ! settled`,
      ['ResetOnLogon=Y'],
    ));

  test('neither queues nor replays a new order or a replace; a cancel does both', () =>
    story(`
      > send D|11=a
      ! not sent
      > send G|11=b
      ! not sent
      ${LOGON}
      > send D|11=a|55=X
      < 35=D|34=3|11=a|55=X
      > send F|11=c|41=a
      < 35=F|34=4|11=c|41=a
      > send G|11=d|41=a
      < 35=G|34=5|11=d|41=a
      > 35=2|34=2|7=3|16=5
      ! resent first=3 last=5 replayed=1
      < 35=4|34=3|43=Y|122=T+0|123=Y|36=4
      < 35=F|34=4|43=Y|122=T+0|11=c|41=a
      < 35=4|34=5|43=Y|122=T+0|123=Y|36=6`));

  test('is settled anew where the venue lost an order in the middle of the session, and only then', () =>
    story(`${LOGON}
      > 35=0|34=2|112=${SETTLE}
      ! settled
      > send F|11=c|41=a
      < 35=F|34=3|11=c|41=a
      > send D|11=d|55=X
      < 35=D|34=4|11=d|55=X
      > 35=2|34=3|7=3|16=3
      ! resent first=3 last=3 replayed=1
      < 35=F|34=3|43=Y|122=T+0|11=c|41=a
      > 35=2|34=4|7=4|16=0
      ! resent first=4 last=4 replayed=0
      < 35=4|34=4|43=Y|122=T+0|123=Y|36=5
      < 35=1|34=5|112=${SETTLE}
      > 35=0|34=5|112=${SETTLE}
      ! settled`));

  test('tells why the venue refused its logon', () =>
    story(`
      > connect
      < 35=A|34=1|98=0|108=30
      > 35=5|34=1|58=not today
      ! logonRefused reason=the peer answered with Logout: not today
      ! disconnect: the peer answered with Logout: not today`));

  test('goes along with a venue that answers with a reset nobody asked for', () =>
    story(`
      > send F|11=x|41=a
      = 35=F|34=1|11=x|41=a
      > connect
      < 35=A|34=2|98=0|108=30
      > 35=A|34=1|98=0|108=30|141=Y
      ! reset cause=peer answered 141=Y generation=1
      ! loggedOn heartBtIntSeconds=30
      ! settled
      > send F|11=y|41=a
      < 35=F|34=2|11=y|41=a`));

  test('gives up a logon that is not answered', () =>
    story(`
      > connect
      < 35=A|34=1|98=0|108=30
      > at 9
      > at 10
      ! logonRefused reason=the Logon was not answered in time
      ! disconnect: the Logon was not answered in time`));
});
