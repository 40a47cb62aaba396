import fc from 'fast-check';
import FIXParser from 'fixparser';
import { formatDecimal } from '../../../src/core/numbers';
import { FieldValueError, MessageWriter } from '../../../src/fix/codec/writer';
import { runs } from '../../runs';
import { fieldsOf, framed, text, viewOf, whole } from './read';

/** 2024-02-29 13:05:09.123456 UTC. */
const AT = Date.UTC(2024, 1, 29, 13, 5, 9, 123) * 1000 + 456;
const IDENTITY = { beginString: 'FIX.4.4', senderCompID: 'S', targetCompID: 'T' } as const;
const written = (w: MessageWriter) => text(w.buf.subarray(0, w.length));

test('the header in the order of the standard, BodyLength without padding', () => {
  const w = new MessageWriter({
    ...IDENTITY,
    senderSubID: 'ss',
    targetSubID: 'ts',
    senderLocationID: 'sl',
    targetLocationID: 'tl',
    timestampDecimals: 6,
  });
  w.begin('D', 7, AT, {
    possDup: true,
    possResend: false,
    origSendingTime: AT - 1_000_000,
    lastMsgSeqNumProcessed: 6,
    applVerID: '9',
  });
  w.end();
  expect(written(w)).toBe(
    '8=FIX.4.4|9=126|35=D|49=S|56=T|50=ss|57=ts|142=sl|143=tl|34=7|52=20240229-13:05:09.123456|43=Y|97=N|122=20240229-13:05:08.123456|369=6|1128=9|10=214|',
  );
});

test('messages stand one behind another; start says where the last begins', () => {
  const w = new MessageWriter(IDENTITY);
  w.begin('0', 1, AT);
  w.end();
  const second = w.length;
  w.begin('B', 2, AT);
  w.text(58, 'x'.repeat(1200)).end();
  const lengths = framed([w.buf.subarray(0, w.length)]).messages.map(message => message.length);
  expect({ lengths, start: w.start }).toEqual({ lengths: [second, w.length - second], start: second });
});

test('every kind of field', () => {
  const w = new MessageWriter({ ...IDENTITY, timestampDecimals: 0 });
  w.begin('D', 1, AT);
  w.text(58, 'naïve')
    .int(1, -12)
    .int(12345, 9_007_199_254_740_991)
    .flag(43, false)
    .utc(60, AT)
    .data(95, 96, 'a\x01b')
    .raw('55=ACME\x0138=1\x01')
    .end();
  expect(fieldsOf(viewOf(w.take())).slice(7, -1)).toEqual([
    [58, 'naïve'],
    [1, '-12'],
    [12345, '9007199254740991'],
    [43, 'N'],
    [60, '20240229-13:05:09'],
    [95, '3'],
    [96, 'a\x01b'],
    [55, 'ACME'],
    [38, '1'],
  ]);
});

test('a decimal is the text of formatDecimal', () => {
  const w = new MessageWriter(IDENTITY);
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(1000), fc.nat(15), (large, small, scale) => {
      w.clear();
      w.begin('D', 1, AT);
      w.decimal(44, large, scale).decimal(31, small, scale).decimal(32, -small, scale).end();
      const view = viewOf(w.buf.subarray(0, w.length));
      expect([view.text(44), view.text(31), view.text(32)]).toEqual(
        [large, small, -small].map(value => formatDecimal(value === 0 ? 0 : value, scale)),
      );
    }),
    { numRuns: runs(1000) },
  );
});

test('fields copied from a view are as they came', () => {
  const view = viewOf(whole('35=D|38=002000.00|58=été|5001=x|'));
  const w = new MessageWriter(IDENTITY);
  w.begin('D', 1, AT);
  for (let i = view.bodyStart; i < view.count - 1; i++) w.copy(view, i);
  w.end();
  expect(fieldsOf(viewOf(w.take())).slice(7, -1)).toEqual(fieldsOf(view).slice(3, -1));
});

test('a value that cannot be a FIX value is refused', () => {
  const w = new MessageWriter(IDENTITY);
  w.begin('D', 1, AT);
  const attempts = [
    () => w.text(58, ''),
    () => w.text(58, 'a\x0110=000'),
    () => w.data(95, 96, ''),
    () => w.int(38, 1.5),
    () => w.int(38, Number.NaN),
    () => w.decimal(44, Number.POSITIVE_INFINITY, 2),
    () => new MessageWriter({ ...IDENTITY, senderCompID: '' }),
    () => new MessageWriter({ ...IDENTITY, targetSubID: 'a\x01' }),
  ];
  const errors = attempts.map(attempt => {
    try {
      attempt();
      return 'taken';
    } catch (error) {
      return error instanceof FieldValueError ? error.message : 'another error';
    }
  });
  expect(errors).toEqual([
    'tag 58: is empty',
    'tag 58: holds an SOH',
    'tag 96: is empty',
    'tag 38: 1.5 is not an integer',
    'tag 38: NaN is not an integer',
    'tag 44: Infinity is not an integer count of units',
    'tag 49: is no CompID, SubID or LocationID',
    'tag 57: is no CompID, SubID or LocationID',
  ]);
});

test('a message that was not ended never reaches the wire', () => {
  const w = new MessageWriter(IDENTITY);
  w.begin('0', 1, AT);
  w.end();
  w.begin('B', 2, AT);
  expect(() => w.text(58, '')).toThrow(FieldValueError);
  w.begin('1', 2, AT);
  w.text(112, 'x').end();
  w.begin('B', 3, AT);
  expect(framed([w.take()])).toEqual({
    messages: [expect.stringContaining('|35=0|'), expect.stringContaining('|35=1|')],
    garbled: [],
  });
});

test('a character outside Latin-1 can not become an SOH', () => {
  const w = new MessageWriter(IDENTITY);
  w.begin('B', 1, AT);
  w.text(58, 'āb').data(354, 355, 'ā€').end();
  const view = viewOf(w.take());
  expect([view.text(58), view.text(355)]).toEqual(['?b', '??']);
});

test('take hands the bytes over, and what follows is written elsewhere', () => {
  const w = new MessageWriter(IDENTITY);
  w.begin('0', 1, AT);
  w.end();
  const first = w.take();
  const before = text(first);
  w.begin('1', 2, AT);
  w.text(112, 'x').end();
  expect([text(first), w.start, first.length]).toEqual([before, 0, before.length]);
});

test('what the writer writes, fixparser reads', () => {
  const value = fc
    .string({ unit: fc.integer({ min: 32, max: 255 }).map(c => String.fromCharCode(c)), minLength: 1, maxLength: 40 })
    .filter(v => v.trim() !== '');
  const field = fc.tuple(
    fc.constantFrom(11, 55, 58, 448, 1, 526),
    value.map(v => `v${v}`),
  );
  fc.assert(
    fc.property(fc.array(field, { maxLength: 60 }), fields => {
      const w = new MessageWriter(IDENTITY);
      w.begin('8', 1, AT);
      for (const [tag, content] of fields) w.text(tag, content);
      w.end();
      const [message] = new FIXParser().parse(w.take().toString('latin1'));
      const read = message!.data.slice(7, -1).map(each => [each.tag, each.value]);
      expect({ read, sum: message!.checksumValid, length: message!.bodyLengthValid }).toEqual({
        read: fields,
        sum: true,
        length: true,
      });
    }),
    { numRuns: runs(200) },
  );
});
