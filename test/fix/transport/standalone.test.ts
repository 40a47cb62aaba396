import { MemorySessionStore, messagesOf } from '../../../src/fix/standalone';
import { Rig, settingsOf, show } from '../session/rig';

const LOGON = '> connect\n> 35=A|34=1|98=0|108=30';

describe('the memory store', () => {
  test('gives back the messages of a range, and none of an earlier generation', () => {
    const settings = settingsOf('acceptor');
    const rig = new Rig(settings);
    rig.play(`${LOGON}\n> send 8|17=a\n> send 8|17=b\n> send 8|17=c`);
    const read = () => [...rig.store.messages(settings.id, 2, 3)].map(m => `${m.seqNum} ${show(Buffer.from(m.bytes))}`);
    const before = read();
    rig.play('> gone');
    rig.machine.reset(0);
    rig.play('> at 1');
    expect([before, read()]).toEqual([['2 35=8|34=2|17=a', '3 35=8|34=3|17=b'], []]);
  });

  test('saved numbers carry a session over a restart, and what is not kept is gap-filled', () => {
    const settings = settingsOf('acceptor');
    const before = new Rig(settings);
    before.play(`${LOGON}\n> send 8|17=a`);
    const saved = JSON.parse(JSON.stringify(before.store.saved()));
    const after = new Rig(settings, new MemorySessionStore(saved));
    const transcript = after.play('> connect\n> 35=A|34=2|98=0|108=30\n> 35=2|34=3|7=1|16=0');
    expect([saved, transcript.slice(-2)]).toEqual([
      { [settings.id]: { nextIn: 2, nextOut: 3, generation: 0 } },
      ['! resent first=1 last=3 replayed=0', '< 35=4|34=1|43=Y|122=T+0|123=Y|36=4'],
    ]);
  });

  test('a run is cut into its messages by their lengths, whatever their values hold', () => {
    const rig = new Rig(settingsOf('acceptor'));
    const { outbox } = rig.machine.session;
    for (const [n, value] of ['a\x0110=000\x01', 'b'.repeat(200)].entries()) {
      outbox.begin('8', n + 1, 0).data(95, 96, value);
      outbox.sealNew(n + 1, 0, 0);
    }
    const run = outbox.take()!.runs[0]!;
    expect([...messagesOf(run)].map(show)).toEqual([
      '35=8|34=1|95=9|96=a\x0110=000\x01',
      `35=8|34=2|95=200|96=${'b'.repeat(200)}`,
    ]);
  });
});
