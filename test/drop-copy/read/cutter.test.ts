import * as fc from 'fast-check';
import { LogCutter } from '../../../src/drop-copy/read/cutter';
import { Owner } from '../../../src/drop-copy/read/direction';
import { as, checkSum, cut, message, scribe } from './logs';

const SOH = '\x01';
const ORDER = message('35=D|49=OMS|56=US|34=2|52=20260105-14:30:00|11=A1|55=ACME');
const CANCEL = message('35=F|49=OMS|56=US|34=3|52=20260105-14:30:01|11=A2|41=A1');
const NAMED = message('35=0|49=OMS|56=US|34=4|58=FIX.4.4 is over');
/** A text that holds bars, and data that looks like a field. */
const BARRED = message(`35=0${SOH}58=this/10=123/or that${SOH}95=7${SOH}96=a/11=b/${SOH}34=4`).replaceAll('/', '\x02');
/** The order and a line break. */
const LINE = ORDER.length + 1;
const THERE = (line: number, offset: number, text: string): string => `0:${line}@${offset} ${text}`;

/** A message that has `from` bytes replaced by others, its CheckSum made anew. */
function withSum(text: string): string {
  const head = text.slice(0, text.lastIndexOf('10='));
  return `${head}10=${checkSum(head)}${SOH}`;
}

test.each([
  ['SOH', SOH],
  ['bars', '|'],
  ['the characters ^A', '^A'],
  ['carets', '^'],
  ['the characters \\x01', '\\x01'],
  ['the characters \\u0001', '\\u0001'],
  ['<SOH>', '<SOH>'],
  ['the picture of SOH, in UTF-8', Buffer.from('\u2401').toString('latin1')],
  ['semicolons', ';'],
  ['blanks', ' '],
  ['tabs', '\t'],
])('between fields: %s', (_what, separator) => {
  const first = as(ORDER, separator);
  expect(cut(`${first}\n${as(CANCEL, separator)}\r\n`)).toEqual([THERE(1, 0, ORDER), THERE(2, first.length + 1, CANCEL)]);
});

test('between fields: something else in each message', () => {
  const [first, second] = [as(ORDER, ';'), as(ORDER, '^')];
  expect(cut(`${first}\n${second}\n${CANCEL}\n`)).toEqual([
    THERE(1, 0, ORDER),
    THERE(2, first.length + 1, ORDER),
    THERE(3, first.length + second.length + 2, CANCEL),
  ]);
});

describe('a bar that is no separator', () => {
  const textual = (separator: string): string => withSum(BARRED.replaceAll('\x02', separator));

  test('in a text whose parts look like CheckSum or no field, and in data that look like a field', () => {
    const text = message('35=0|34=4|58=this*or that|95=8|96=a*11=bc*|49=OMS').replaceAll('*', '|');
    const whole = withSum(text);
    expect(cut(as(whole, '|'))).toEqual([THERE(1, 0, whole)]);
  });

  test('a text in which BodyLength alone tells that CheckSum is none', () => {
    const [told, ...rest] = cut(as(textual('|'), '|'));
    expect([told, rest.map(line => line.replace(SOH, ''))]).toEqual([
      expect.stringMatching(/^0:1@0 CHECKSUM CheckSum \(10\) is \d+, the bytes give \d+$/),
      [expect.stringMatching(/11=b\|.34=4.10=\d+. checksum$/s)],
    ]);
  });

  test('of SOH itself, data may hold any: they are counted', () => {
    const data = textual(SOH).replace(`58=this${SOH}10=123${SOH}or that`, '58=this that or these ');
    expect(cut(withSum(data))).toEqual([THERE(1, 0, withSum(data))]);
  });
});

test.each([
  ['a message a line', `${ORDER}\n${CANCEL}\n`, [THERE(1, 0, ORDER), THERE(2, LINE, CANCEL)]],
  ['without a line break', ORDER + CANCEL, [THERE(1, 0, ORDER), THERE(1, ORDER.length, CANCEL)]],
  ['two in a line, and text between', `${ORDER} and ${CANCEL}`, [THERE(1, 0, ORDER), THERE(1, ORDER.length + 5, CANCEL)]],
  ['zero bytes and blanks before it', `\0\0 ${ORDER}\n\0${CANCEL}`, [THERE(1, 3, ORDER), THERE(2, LINE + 4, CANCEL)]],
  ['a text that names FIX', NAMED, [THERE(1, 0, NAMED)]],
  ['nothing', '', []],
  ['no message at all', 'hello\n\nFIX and 8=, world', []],
  ['a FIX that is not in the list', message('35=0', 'FIX.4.9'), [THERE(1, 0, message('35=0', 'FIX.4.9'))]],
])('%s', (_what, log, told) => {
  expect(cut(log)).toEqual(told);
});

const BARS = as(ORDER, '|');

test.each([
  ['the last separator left out', `${BARS.slice(0, -1)}\n`, ['DELIMITER nothing ends the field CheckSum (10)', ORDER]],
  ['the last SOH left out', `${ORDER.slice(0, -1)})`, ['DELIMITER nothing ends the field CheckSum (10)', ORDER]],
  ['a blank in BeginString', BARS.replace('8=', '8= '), ['BEGIN-STRING BeginString (8) is none of FIX', 'CHECKSUM', '8= FIX']],
  [
    'a BeginString without its dot',
    withSum(ORDER.replace('FIX.4', 'FIX4')),
    ['BEGIN-STRING BeginString (8) is none of FIX', '8=FIX4'],
  ],
  ['a line break that was put in', BARS.replace('|55', '\n|55'), ['LINE-BREAK a line break stands in the message', ORDER]],
  ['one of Windows behind a separator', BARS.replace('|55', '|\r\n55'), ['LINE-BREAK a line break stands in the message', ORDER]],
  ['a line break that belongs to it', withSum(ORDER.replace('ACME', 'A\nME')), [withSum(ORDER.replace('ACME', 'A\nME'))]],
  ['cut short', `${BARS.slice(0, 50)}\n`, ['TRUNCATED ends before its CheckSum (10)']],
  [
    'cut short, and text with a CheckSum behind it',
    `${BARS.slice(0, 50)}\nx|10=001|\n`,
    ['TRUNCATED ends before its CheckSum (10)'],
  ],
  ['cut short before another', BARS.slice(0, 60) + CANCEL, ['TRUNCATED ends before its CheckSum (10)', CANCEL]],
  ['no separator', '8=FIX.4.2~9=10~35=D', ['SEPARATOR nothing that is known as a separator stands behind BeginString (8)']],
  ['a field that is none', ORDER.replace('11=A1', 'A1'), ['FIELD a stretch between two separators is not tag=value']],
  [
    'a field without a tag between bars',
    BARS.replace('11=A1', '=A1'),
    ['FIELD a stretch between two separators is not tag=value'],
  ],
  [
    'a byte that was turned',
    BARS.replace('ACME', 'ACMF'),
    [`CHECKSUM CheckSum (10) is ${Number(checkSum(ORDER.slice(0, -7)))}`, 'checksum'],
  ],
  [
    'a name that was hidden',
    BARS.replace('OMS', 'XXXXX'),
    ['BODY-LENGTH BodyLength (9) is 58, the message has 60', 'CHECKSUM', 'length'],
  ],
  ['no BodyLength', BARS.replace('9=58|', ''), ['BODY-LENGTH BodyLength (9) is not the second field', 'CHECKSUM', 'body-length']],
  ['a CheckSum of two digits', ORDER.replace('10=125', '10=25'), ['CHECKSUM', 'checksum']],
])('damage: %s', (_what, log, told) => {
  expect(cut(log)).toEqual(told.map(part => expect.stringContaining(part)));
});

test('what a Logon says is not in what is told of its damage', () => {
  const logon = message('35=A|49=OMS|554=secret|x').replace(`${SOH}x${SOH}`, `${SOH}secret${SOH}`);
  expect(
    [as(logon, '|'), logon, logon.slice(0, 40), `8=FIX.4.2secret`].flatMap(log => cut(log)).filter(line => /secret/.test(line)),
  ).toEqual([]);
});

const LOGGED = '2026-01-05T14:30:00.123456 ';

test.each([
  ['QuickFIX', '20260105-14:30:00.123456000 : ', LOGGED],
  ['a time with slashes', '2026/01/05 14:30:00.123456 ', LOGGED],
  ['a time and an arrow that every line has', '20260105-14:30:00.123456 -> \0', LOGGED],
  ['a screen log', '<20260105-14:30:00.123456, FIX.4.2:OMS->US, incoming> (', `${LOGGED}in `],
  ['a screen log on two lines', '<20260105-14:30:00.123456, FIX.4.2:OMS->US, outgoing>\n  (', `${LOGGED}out `],
  ['slf4j', '2026-01-05 14:30:00,123456 [main] INFO  quickfix.out - Sending: ', `${LOGGED}out `],
  ['a router', '2026-01-05 14:30:00.123_456 [9549-7] [EU2] (INFO) Receiving : ', `${LOGGED}in `],
  ['ISO 8601 ahead of UTC', '2026-01-05T16:30:00.123456+02:00 OUT ', `${LOGGED}out `],
  ['a word that is too common in text', '2026-01-05T14:30:00.123456Z found in file log: ', LOGGED],
  ['no date', '14:30:00.123 >> ', ''],
  ['a date that does not exist', '20260230-14:30:00 : ', ''],
])('before the message: %s', (_what, before, told) => {
  const line = before.split('\n').length;
  const log = `${before}${ORDER}\n${before}${ORDER}\n`;
  const length = before.length + ORDER.length + 1;
  expect(cut(log)).toEqual([
    `0:${line}@${before.length} ${told}${ORDER}`,
    `0:${2 * line}@${length + before.length} ${told}${ORDER}`,
  ]);
});

test('a zone for times that name none', () => {
  const winter = `20260105-09:30:00.123456 : ${ORDER}\n`;
  const summer = `20260705-09:30:00.123456 : ${ORDER}\n`;
  expect(cut(winter + summer, 50, { zone: 'America/New_York' }).map(line => line.slice(0, 40))).toEqual([
    expect.stringContaining('2026-01-05T14:30:00.123456'),
    expect.stringContaining('2026-07-05T13:30:00.123456'),
  ]);
});

test('the words of one line are not those of the next', () => {
  const log = `20260105-14:30:00 received ${ORDER} sent\n${ORDER}\n20260105-14:30:01 note\n${ORDER}\n`;
  expect(cut(log).map(line => line.slice(0, 45).replace(/8=.*/s, ''))).toEqual([
    '0:1@27 2026-01-05T14:30:00.000000 in ',
    `0:2@${27 + LINE + 5} `,
    `0:4@${27 + 2 * LINE + 5 + 23} `,
  ]);
});

test('arrows are directions where it is known that they mean something', () => {
  const log = `-> ${ORDER}\n<- ${CANCEL}\n<-- ${CANCEL}\n`;
  const directions = (told: string[]): (string | undefined)[] => told.map(line => / (in|out) /.exec(line)?.[1]);
  expect([directions(cut(log)), directions(cut(log, 7, { arrowsMean: true }))]).toEqual([
    [undefined, undefined, undefined],
    ['out', 'in', 'in'],
  ]);
});

test('the name of a QuickFIX log says who is who', () => {
  const report = message('35=8|49=US|56=OMS|34=3');
  const owner = new Owner('FIX.4.2-OMS-US.messages.current.log');
  expect(
    cut(`${ORDER}\n${as(report, '|')}\n${message('35=8|49=X|56=OMS')}\n`, 30, { owner }).map(line => line.split(' 8=')[0]),
  ).toEqual(['0:1@0 out', `0:2@${LINE} in`, expect.stringMatching(/^0:3@\d+$/)]);
});

const MIXED = [
  `x ${as(ORDER, '|')}\n${CANCEL}${ORDER}\n\n${as(CANCEL, '^A')} tail\n`,
  `<20260105-14:30:00.123, FIX.4.2:OMS->US, incoming>\n  (${ORDER})\n`,
  `20260105-14:30:00.1 : ${NAMED}\n20260105-14:30:00.2 : ${NAMED}\r\n`,
  `${as(ORDER, '|').slice(0, 60)}\n1238=FIX.4.4|9=5|35=0|10=161|\n${ORDER.slice(0, 40)}`,
].join('');

test('it does not matter in what pieces a log comes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), piece => expect(cut(MIXED, piece)).toEqual(cut(MIXED))));
});

test('lines and bytes are counted on the way as at the end, and asking changes nothing', () => {
  const { told, sink } = scribe();
  const cutter = new LogCutter(sink);
  const counts: number[][] = [];
  for (let at = 0; at < MIXED.length; at += 37) {
    cutter.push(Buffer.from(MIXED.slice(at, at + 37), 'latin1'));
    const soFar = MIXED.slice(0, at + 37);
    const lines = soFar.split('\n').length - (soFar.endsWith('\n') ? 1 : 0);
    counts.push([cutter.lines - lines, cutter.pushed - soFar.length]);
  }
  cutter.end();
  expect([told, counts.filter(([lines, bytes]) => lines !== 0 || bytes !== 0)]).toEqual([cut(MIXED), []]);
});

test('no bytes make it throw; what it gives out is fields throughout, CheckSum the last', () => {
  const parts = fc.constantFrom(
    '8=FIX',
    '8=FIX.4.4|',
    '9=5|',
    '35=D|',
    '95=3|',
    '96=',
    '10=123|',
    '10=',
    SOH,
    '|',
    '\n',
    'a',
    '=',
    '^A',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (pieces, piece) => {
      const log = pieces.join('');
      const told = cut(log, piece);
      expect(told).toEqual(cut(log));
      expect(
        told.filter(line => / 8=/.test(line) && !/^\S+ (8=[^\x01]*\x01)(\d+=[^\x01]*\x01)*10=\d{1,3}\x01/.test(line)),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('bytes that are turned, lost or doubled change nothing but the messages that they are in', () => {
  const log = Array.from({ length: 6 }, (_, n) => `20260105-14:30:0${n}.5 : ${message(`35=0|49=A|56=B|34=${n}`)}\n`).join('');
  const size = log.length / 6;
  const whole = cut(log);
  const damage = fc.record({ at: fc.nat(log.length - 1), bytes: fc.string({ maxLength: 3 }), lost: fc.nat(3) });
  fc.assert(
    fc.property(damage, ({ at, bytes, lost }) => {
      const told = cut(log.slice(0, at) + bytes + log.slice(at + lost), 64).map(line => line.slice(line.indexOf(' ')));
      const untouched = whole.filter((_, n) => (n + 1) * size < at || n * size >= at + lost + size);
      expect(untouched.filter(line => !told.includes(line.slice(line.indexOf(' '))))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
