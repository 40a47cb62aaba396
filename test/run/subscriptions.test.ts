import { MessageWriter } from '../../src/fix/codec/writer';
import type { SessionHandle } from '../../src/fix/engine';
import type { Log } from '../../src/run/log';
import { Subscriptions } from '../../src/run/subscriptions';
import { text, viewOf, whole } from '../fix/codec/read';

const MD = 'FIX.4.4:SLUICEMD->VENUE';

/** A market data session that keeps what it was to send: MsgType, MDReqID and symbols. */
function quoting(): { session: SessionHandle; sent: string[] } {
  const sent: string[] = [];
  const session = {
    id: MD,
    settings: { role: 'marketdata' },
    loggedOn: true,
    nextOut: 1,
    send(msgType: string, build: (w: MessageWriter) => void): number {
      const w = new MessageWriter({ beginString: 'FIX.4.4', senderCompID: 'SLUICEMD', targetCompID: 'VENUE' });
      w.begin(msgType, session.nextOut, 0);
      build(w);
      w.end();
      const fields = text(w.take()).split('|');
      sent.push([msgType, ...fields.filter(f => /^(262|55|324)=/.test(f))].join(' '));
      return session.nextOut++;
    },
  };
  return { session: session as unknown as SessionHandle, sent };
}

function asked(status = false) {
  const { session, sent } = quoting();
  const warned: object[] = [];
  const log = { warn: (fields: object) => warned.push(fields) } as unknown as Log;
  const of = new Subscriptions({ sessions: () => [session], session: () => session, asksForStatus: () => status, depth: 5 }, log);
  const refuse = (requestId: string): void => of.refused(session, viewOf(whole(`35=Y|262=${requestId}|281=0|58=unknown|`)));
  return { of, sent, warned, refuse };
}

test('one request asks for every symbol; one that is refused as a whole is made for each symbol, and what is refused then is logged', () => {
  const { of, sent, warned, refuse } = asked();
  of.add(['ACME', 'NONE']);
  refuse('MD1');
  refuse('MD3');
  expect([sent, warned]).toEqual([
    ['V 262=MD1 55=ACME 55=NONE', 'V 262=MD2 55=ACME', 'V 262=MD3 55=NONE'],
    [{ session: MD, symbol: 'NONE', reason: '0', text: 'unknown' }],
  ]);
});

test('where limits look at the state of trading it is asked for too', () => {
  const { of, sent } = asked(true);
  of.ask(MD, ['ACME']);
  expect(sent).toEqual(['V 262=MD1 55=ACME', 'e 324=ST2 55=ACME']);
});
