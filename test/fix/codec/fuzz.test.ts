import fc from 'fast-check';
import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { Framer } from '../../../src/fix/codec/framer';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import { MessageView } from '../../../src/fix/codec/view';
import { messageLog } from '../../fixtures/conversation';
import { runs } from '../../runs';
import { bytes, whole } from './read';

const DICTIONARIES = [dictionaryOf('FIX.4.2'), dictionaryOf('FIX.4.4'), dictionaryOf('FIXT.1.1')];
const LAX = {
  fieldsOutOfOrder: false,
  fieldsHaveValues: false,
  userDefinedFields: false,
  unorderedGroupFields: false,
  allowUnknownMsgFields: true,
};
const MESSAGES = messageLog()
  .toString('latin1')
  .trimEnd()
  .split('\n')
  .map(line => Buffer.from(line.slice(line.indexOf(' : ') + 3), 'latin1'));
const SENT = new Set(MESSAGES.map(message => message.toString('latin1')));
const message = fc.constantFrom(...MESSAGES);

/** Reads all there is to read of every frame in the chunks; returns the frames as text, and how many bytes were accounted for. */
function readAll(chunks: readonly Buffer[]): { frames: string[]; bytes: number } {
  const frames: string[] = [];
  let count = 0;
  const view = new MessageView();
  const framer = new Framer({
    onFrame(buf, start, end) {
      frames.push(buf.toString('latin1', start, end));
      count += end - start;
      view.read(buf, start, end);
      for (const dict of DICTIONARIES) {
        validate(view, dict, DEFAULT_VALIDATION);
        validate(view, dict, LAX);
      }
      for (let i = 0; i < view.count; i++) {
        view.textAt(i);
        view.intAt(i);
        view.decimalAt(i, 4);
        view.utcMicrosAt(i);
      }
    },
    onGarbled(_, passed) {
      count += passed;
    },
  });
  for (const chunk of chunks) framer.push(chunk);
  return { frames, bytes: count };
}

/** The bytes cut at the given places, in fractions of the length. */
function cut(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map(at => Math.floor(at * stream.length)).sort((a, b) => a - b), stream.length];
  return places.slice(1).map((end, i) => stream.subarray(places[i], end));
}
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });

test('random bytes make no message and no throw', () => {
  const soup = fc.array(
    fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('8=FIX.4.4|9=', '35=D|', '10=000|', '|', '8=FIX').map(bytes)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(soup, cuts, (parts, at) => {
      const stream = Buffer.concat(parts);
      const { frames, bytes: counted } = readAll(cut(stream, at));
      expect({ frames, counted: counted <= stream.length }).toEqual({ frames: [], counted: true });
    }),
    { numRuns: runs(2000) },
  );
});

test('a stream cut anywhere gives every message, in order', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), cuts, (messages, at) => {
      const stream = Buffer.concat(messages);
      expect(readAll(cut(stream, at))).toEqual({ frames: messages.map(each => each.toString('latin1')), bytes: stream.length });
    }),
    { numRuns: runs(500) },
  );
});

test('flipped bits: whatever comes out was sent so, or its length and sum are right', () => {
  const flips = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(7)), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), flips, cuts, (messages, bits, at) => {
      const stream = Buffer.concat(messages);
      // Flips whose sums cancel are beyond what CheckSum can see: such a frame passes where an independent sum agrees.
      for (const [place, bit] of bits) stream[Math.floor(place * stream.length)]! |= 1 << bit;
      const strange = readAll(cut(stream, at)).frames.filter(frame => !SENT.has(frame) && !sumsUp(frame));
      expect(strange).toEqual([]);
    }),
    { numRuns: runs(2000) },
  );
});

/** Whether BodyLength and CheckSum are right for a frame, worked out the slow way. */
function sumsUp(frame: string): boolean {
  const [, front, body, sum] = /^(8=FIX[^\x01]*\x019=\d+\x01)(35=.*\x01)10=(\d{3})\x01$/s.exec(frame) ?? [];
  if (front === undefined || body === undefined) return false;
  const total = [...Buffer.from(front + body, 'latin1')].reduce((a, b) => a + b, 0) % 256;
  return Number(/\x019=(\d+)\x01/.exec(front)?.[1]) === body.length && Number(sum) === total;
}

test('a message with one byte changed is not that message, nor another', () => {
  fc.assert(
    fc.property(
      message,
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
      (sent, place, by) => {
        const stream = Buffer.from(sent);
        const at = Math.floor(place * stream.length);
        stream[at] = (stream[at]! + by) % 256;
        expect(readAll([stream]).frames).toEqual([]);
      },
    ),
    { numRuns: runs(3000) },
  );
});

test('a truncated message is not read, and the stream recovers behind the next', () => {
  fc.assert(
    fc.property(message, fc.double({ min: 0, max: 0.999999, noNaN: true }), message, (sent, at, next) => {
      const part = sent.subarray(0, Math.floor(at * sent.length));
      const { frames } = readAll([part, next, next, next, next, next, next, next]);
      const foreign = frames.filter(frame => frame !== next.toString('latin1'));
      expect({ foreign, recovered: frames.length > 0 }).toEqual({ foreign: [], recovered: true });
    }),
    { numRuns: runs(1000) },
  );
});

test('well-framed nonsense is read and judged without a throw', () => {
  const tag = fc.oneof(fc.constantFrom(...DICTIONARIES[1]!.tags()), fc.integer({ min: -10, max: 120_000 }));
  const value = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.integer({ min: -3, max: 4 }).map(String),
    fc.constantFrom('Y', '20240315-13:30:00', ''),
  );
  const fields = fc.array(
    fc.tuple(
      tag,
      value.map(v => v.replace(/[^ -ÿ]/g, '?')),
    ),
    { maxLength: 40 },
  );
  const type = fc.constantFrom('D', '8', 'G', 'W', 'X', 'E', 'A', 'AE', 'zz', '');
  fc.assert(
    fc.property(type, fields, (msgType, body) => {
      const framed = whole(
        `35=${msgType}|49=A|56=B|34=1|52=20240315-13:30:00|${body.map(([t, v]) => `${t}=${v.replaceAll('|', '')}|`).join('')}`,
      );
      expect(readAll([framed]).frames).toEqual([framed.toString('latin1')]);
    }),
    { numRuns: runs(2000) },
  );
});
