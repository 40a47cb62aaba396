import { Framer } from '../../../src/fix/codec/framer';
import { bytes, framed, text, whole } from './read';

const HELLO = whole('35=0|49=A|56=B|34=1|112=HELLO|');
const NEXT = whole('35=0|49=A|56=B|34=2|');
const both = [text(HELLO), text(NEXT)];

test('two messages in a chunk, and a message in two chunks', () => {
  const chunks = [Buffer.concat([HELLO, NEXT, HELLO.subarray(0, 20)]), HELLO.subarray(20)];
  expect(framed(chunks)).toEqual({ messages: [...both, text(HELLO)], garbled: [] });
});

test('a stream cut at every byte', () => {
  const stream = Buffer.concat([HELLO, NEXT]);
  const cuts = Array.from({ length: stream.length + 1 }, (_, at) => framed([stream.subarray(0, at), stream.subarray(at)]));
  expect(cuts).toEqual(cuts.map(() => ({ messages: both, garbled: [] })));
});

test('a byte at a time', () => {
  const stream = Buffer.concat([HELLO, NEXT]);
  expect(framed([...stream].map(byte => Buffer.from([byte])))).toEqual({ messages: both, garbled: [] });
});

const BROKEN: [string, Buffer, string][] = [
  ['a wrong CheckSum', bytes(text(NEXT).replace(/10=\d+/, '10=256')), `CheckSum (${NEXT.length})`],
  [
    'a CheckSum of one digit',
    bytes(text(NEXT).replace(/10=\d+\|/, '10=0|')),
    `BodyLength does not lead to CheckSum (${NEXT.length - 2})`,
  ],
  ['a BodyLength too short', bytes(text(NEXT).replace('9=20', '9=12')), `BodyLength does not lead to CheckSum (${NEXT.length})`],
  ['no BodyLength', bytes('8=FIX.4.4|35=0|34=2|10=000|'), 'BodyLength is not second (27)'],
  ['a BodyLength that is no number', bytes('8=FIX.4.4|9=x|35=0|10=000|'), 'BodyLength is not a number (26)'],
  ['a BodyLength of eight digits', bytes('8=FIX.4.4|9=12345678|35=0|10=000|'), 'BodyLength too large (33)'],
  ['MsgType not third', bytes('8=FIX.4.4|9=10|34=2|35=0|10=000|'), 'MsgType is not third (32)'],
  ['MsgType first', bytes('35=0|8=FIX.4.4|9=5|34=2|10=121|'), 'no BeginString (5)'],
  ['a long BeginString', bytes('8=FIX.4.4.4.4.4.4|9=5|35=0|10=000|'), 'BeginString too long (34)'],
  ['bytes that are not FIX', bytes('GET / HTTP/1.1\r\n\r\n'), 'no BeginString (18)'],
];

test.each(BROKEN)('%s is passed over and the next message read', (_, broken, reason) => {
  const { messages, garbled } = framed([Buffer.concat([HELLO, broken, HELLO])]);
  expect({ messages, first: garbled[0] }).toEqual({ messages: [text(HELLO), text(HELLO)], first: reason });
});

test('a message found garbled at the very end of a chunk does not cost the one in the next', () => {
  const broken = bytes(text(NEXT).replace(/10=\d+/, '10=256'));
  expect(framed([broken, HELLO])).toEqual({ messages: [text(HELLO)], garbled: [`CheckSum (${broken.length})`] });
});

test('a BodyLength too long takes the next message with it', () => {
  const broken = bytes(text(HELLO).replace(/9=\d+/, '9=45'));
  expect(framed([Buffer.concat([broken, NEXT, HELLO])]).messages).toEqual([text(HELLO)]);
});

test('a message quoted in a broken one is not taken for a message', () => {
  const quoting = bytes(
    text(whole(`35=B|49=A|56=B|34=3|95=${HELLO.length}|96=${HELLO.toString('latin1')}|`)).replace(/\|9=\d+/, '|9=x'),
  );
  expect(framed([quoting, NEXT]).messages).toEqual([text(NEXT)]);
});

test('a message over the limit is passed over by its header alone', () => {
  const long = whole(`35=B|58=${'x'.repeat(200)}|`);
  expect(framed([long, HELLO], 100)).toEqual({
    messages: [text(HELLO)],
    garbled: [`longer than the limit (${long.length - 5})`, 'longer than the limit (5)'],
  });
});

test('a message of exactly the limit is taken', () => {
  expect(framed([HELLO], HELLO.length).messages.concat(framed([HELLO], HELLO.length - 1).messages)).toEqual([text(HELLO)]);
});

test('reset inside onFrame drops the rest of the chunk and leaves nothing behind', () => {
  const seen: string[] = [];
  const framer: Framer = new Framer({
    onFrame(buf, start, end) {
      seen.push(text(buf.subarray(start, end)));
      if (seen.length === 1) framer.reset();
    },
    onGarbled: reason => seen.push(reason),
  });
  framer.push(Buffer.concat([HELLO, NEXT, NEXT.subarray(0, 10)]));
  framer.push(NEXT);
  expect(seen).toEqual(both);
});
