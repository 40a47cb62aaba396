import type { FactOf } from '../../../src/core/facts';
import { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import type { SessionHandle } from '../../../src/fix/engine';
import { CopiesIn } from '../../../src/run/copies-in/copies-in';
import { copiesInside } from '../../../src/run/paper';
import { settings } from '../../fix/transport/pair';

const initiator = (role: string, sender: string, port: number): string =>
  `[SESSION]\nConnectionType=initiator\nRole=${role}\nSenderCompID=${sender}\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\n`;
const SETTINGS = settings(initiator('venue', 'SLUICE', 9881) + initiator('dropcopy', 'SLUICECOPY', 9881));
const COPY = SETTINGS[1]!;

/** A report that was delivered to somebody. */
function report(deliverTo: string): MessageView {
  const w = new MessageWriter({ beginString: 'FIX.4.4', senderCompID: 'SIM', targetCompID: 'SLUICECOPY', timestampDecimals: 3 });
  w.begin('8', 1, 0);
  w.text(128, deliverTo).text(37, 'O').text(11, 'C').text(17, 'E').text(150, '0').text(39, '0').text(55, 'ACME').text(54, '1');
  w.end();
  const bytes = w.take();
  const view = new MessageView();
  view.read(bytes, 0, bytes.length);
  return view;
}

/** Reads so many reports of ours and of another's, with a line that has time to spare or none; what was done with them and with the session. */
function read(ours: number, theirs: number, spare: boolean) {
  const acts: string[] = [];
  const posted: FactOf<'CopyReceived'>[] = [];
  const session = {
    id: COPY.id,
    settings: COPY,
    pauseReading: () => acts.push('pause'),
    resumeReading: () => acts.push('resume'),
  } as unknown as SessionHandle;
  const copies = new CopiesIn(SETTINGS, copy => posted.push(copy), { turned: () => undefined, none: () => !spare });
  const [mine, other] = [report('SLUICE'), report('OTHER')];
  for (let i = 0; i < ours; i++) copies.message(session, mine, 7);
  for (let i = 0; i < theirs; i++) copies.message(session, other, 7);
  const { told, foreign, pauses, lastAt } = copies.countsOf(COPY.id);
  return { copies, acts, posted, counts: { told, foreign, pauses, lastAt } };
}

test('only reports about orders of ours reach the line', () => {
  const { posted, counts, copies } = read(3, 2, true);
  copies.stop();
  expect([posted.length, counts]).toEqual([3, { told: 3, foreign: 2, pauses: 0, lastAt: 7 }]);
});

test('where the line has no time to spare reading pauses behind 64 messages, and goes on by itself', async () => {
  const { acts, counts, copies } = read(130, 0, false);
  const during = [...acts];
  await new Promise(resolve => setTimeout(resolve, 200));
  copies.stop();
  expect([during, acts, counts.pauses, counts.told]).toEqual([['pause'], ['pause', 'resume'], 1, 130]);
});

test('a paper gateway has its simulator copy to the sessions that lead there', () =>
  expect([copiesInside({ port: 9881 }, SETTINGS), copiesInside({ port: 9882 }, SETTINGS)]).toEqual([['SLUICECOPY'], []]));
