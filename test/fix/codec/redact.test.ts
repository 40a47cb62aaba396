import fc from 'fast-check';
import { redact } from '../../../src/fix/codec/redact';
import { MessageView } from '../../../src/fix/codec/view';
import { frame, T0 } from '../session/rig';

/** Fields of a message behind 9 and before 10, if it is one. */
function read(message: Buffer): string {
  const view = new MessageView();
  if (!view.read(message, 0, message.length)) return view.malformedReason;
  const fields = Array.from({ length: view.count }, (_, i) => `${view.tags[i]}=${view.textAt(i)}`);
  const whole = frame(fields.slice(2, -1).join('|'), T0);
  return whole.equals(message) ? fields.slice(7, -1).join('|') : 'BodyLength or CheckSum is wrong';
}

test.each([
  ['554=secret|925=new', [], '554=***|925=***'],
  ['553=me|109=client|448=trader', [553, 109, 448], '553=***|109=***|448=***'],
  ['553=me|11=a', [], '553=me|11=a'],
  ['58=John|354=4|355=John', [58], '58=***|354=3|355=***'],
  ['95=6|96=secret|11=a', [], '95=3|96=***|11=a'],
  ['95=6|96=sec\x01et|11=a', [], '95=3|96=***|11=a'],
])('%s without %j is shown as %s', (fields, tags, shown) =>
  expect(read(redact(frame(`35=A|34=1|${fields}`, T0), tags))).toBe(shown),
);

test('a message that cannot be read is masked as well as can be', () =>
  expect(redact(Buffer.from('8=FIX.4.4\x0135=A\x01554=secret\x01553=me\x01junk', 'latin1'), [553]).toString('latin1')).toBe(
    '8=FIX.4.4\x0135=A\x01554=***\x01553=***\x01junk',
  ));

test('a data field of a message that cannot be read ends what is shown: nobody can say where it ends', () =>
  expect(redact(Buffer.from('35=A\x0195=9\x0196=se\x01cret\x0111=a', 'latin1'), []).toString('latin1')).toBe(
    '35=A\x0195=9\x0196=***',
  ));

test('no secret is left in whatever is shown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      const message = Buffer.concat([frame('35=A|34=1|554=hunter2', T0), Buffer.from(bytes)]);
      return !redact(message, []).includes('hunter2');
    }),
  );
});
