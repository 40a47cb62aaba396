import fc from 'fast-check';
import { runs } from '../../runs';
import { frame, Rig, settingsOf, T0 } from './rig';

const TYPES = ['0', '1', '2', '3', '4', '5', 'A', 'D', '8', 'j', 'zz'];
const TAGS = [7, 11, 16, 34, 36, 43, 45, 49, 52, 98, 108, 112, 122, 123, 141, 789, 999, -1];
const value = fc.oneof(
  fc.constantFrom('', 'Y', 'N', '0', '1', '2', '3', '999999', '2000000000', '9007199254740991', '-1', 'x', 'T+0', 'T+900'),
  fc.string({ maxLength: 5 }),
);
const message = fc
  .tuple(fc.constantFrom(...TYPES), fc.nat(12), fc.array(fc.tuple(fc.constantFrom(...TAGS), value), { maxLength: 5 }))
  .map(([type, seqNum, fields]) =>
    [`35=${type}`, `34=${seqNum}`, ...fields.map(([t, v]) => `${t}=${v.replace(/[\x01|]/g, '')}`)].join('|'),
  );
const step = fc.oneof(
  { weight: 8, arbitrary: message },
  fc.constantFrom('connect', 'gone', 'logout bye', 'send D|11=a', 'send 8|37=o', '35=A|34=1|98=0|108=30'),
  fc.nat(200).map(s => `at ${s}`),
  fc.constantFrom('now 70', 'at 79200'),
);

const UNCHECKED = ['UseDataDictionary=N', 'CheckLatency=N'];
const settings = fc.constantFrom<string[]>(
  [],
  UNCHECKED,
  [...UNCHECKED, 'StartTime=08:00:00', 'EndTime=10:01:00'],
  [...UNCHECKED, 'EnableNextExpectedMsgSeqNum=Y', 'EnableLastMsgSeqNumProcessed=Y'],
  [...UNCHECKED, 'SendRedundantResendRequests=Y', 'ResendRequestChunkSize=2', 'ResetOnLogout=Y'],
);

/** Application messages must come with rising numbers within a generation. */
function disorder(transcript: readonly string[]): string | undefined {
  let last = 0;
  for (const line of transcript) {
    if (line.startsWith('! reset')) last = 0;
    if (!line.startsWith('* ')) continue;
    const seqNum = Number(line.split(' ')[2]);
    if (seqNum <= last) return line;
    last = seqNum;
  }
  return undefined;
}

describe('whatever a peer sends', () => {
  test.each(['acceptor', 'initiator'] as const)('an %s neither throws nor delivers out of order', type => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), settings, (steps, keys) => {
        const rig = new Rig(settingsOf(type, keys));
        return disorder(rig.play(['connect', '35=A|34=1|98=0|108=30', ...steps].map(s => `> ${s}`).join('\n'))) === undefined;
      }),
      { numRuns: runs(400) },
    );
  });

  test('random bytes in place of a message change no number', () => {
    const rig = new Rig(settingsOf('acceptor'));
    rig.play('> connect\n> 35=A|34=1|98=0|108=30');
    const good = frame('35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=1|40=1', T0);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(good.length - 1), (bytes, at) => {
        const mangled = Buffer.concat([good.subarray(0, at), Buffer.from(bytes)]);
        rig.machine.received(mangled, 0, Math.min(at, 5), T0);
        return rig.numbers === '2/2/0';
      }),
      { numRuns: runs(300) },
    );
  });
});
