import * as fc from 'fast-check';
import { LogLines } from '../../src/drop-copy/log-lines';

const SOH = '\x01';

/** A message with its BodyLength and CheckSum, SOH between fields. */
function message(body: string): string {
  const fields = `${body.replaceAll('|', SOH)}${SOH}`;
  const head = `8=FIX.4.2${SOH}9=${fields.length}${SOH}${fields}`;
  const sum = Buffer.from(head, 'latin1').reduce((total, byte) => total + byte, 0) % 256;
  return `${head}10=${String(sum).padStart(3, '0')}${SOH}`;
}

/** What a log is read as, in pieces of so many bytes. */
function read(log: string, piece = log.length || 1): string[] {
  const told: string[] = [];
  const lines = new LogLines({
    message: ({ line, before, bytes, misfit }) =>
      told.push(`${line} [${before}] ${bytes.toString('latin1')}${misfit === undefined ? '' : ` ${misfit}`}`),
    damaged: ({ line, what }) => told.push(`${line} DAMAGED ${what}`),
  });
  const bytes = Buffer.from(log, 'latin1');
  for (let at = 0; at < bytes.length; at += piece) lines.push(bytes.subarray(at, at + piece));
  lines.end();
  return told;
}

const ORDER = message('35=D|49=OMS|56=US|34=2|52=20260105-14:30:00|11=A1|55=ACME');
const CANCEL = message('35=F|49=OMS|56=US|34=3|52=20260105-14:30:01|11=A2|41=A1');
const NAMED = message('35=0|49=OMS|56=US|34=4|58=FIX.4.4 is over');
const as = (text: string, separator: string): string => text.replaceAll(SOH, separator);

test.each([
  ['raw bytes, a message a line', `${ORDER}\n${CANCEL}\n`, [`1 [] ${ORDER}`, `2 [] ${CANCEL}`]],
  ['raw bytes without a line break', ORDER + CANCEL, [`1 [] ${ORDER}`, `1 [] ${CANCEL}`]],
  ['bars, and lines that end as on Windows', `${as(ORDER, '|')}\r\n${as(CANCEL, '|')}\r\n`, [`1 [] ${ORDER}`, `2 [] ${CANCEL}`]],
  ['bars, the last one left out', as(ORDER, '|').slice(0, -1), [`1 [] ${ORDER}`]],
  ['^A', as(ORDER, '^A'), [`1 [] ${ORDER}`]],
  ['<SOH>', as(ORDER, '<SOH>'), [`1 [] ${ORDER}`]],
  ['semicolons', as(ORDER, ';'), [`1 [] ${ORDER}`]],
  [
    'a time and a direction before it',
    `# log\n20260105-14:30:00.123 IN: ${as(ORDER, '|')}`,
    [`2 [20260105-14:30:00.123 IN:] ${ORDER}`],
  ],
  ['words behind it', `${as(ORDER, '|')} (received)`, [`1 [] ${ORDER}`]],
  ['a text that names FIX', as(NAMED, '|'), [`1 [] ${NAMED}`]],
  ['nothing', '', []],
  ['no message at all', 'hello\n\nworld', []],
  ['a line cut short', `${as(ORDER, '|').slice(0, 50)}\n${ORDER}`, ['1 DAMAGED ends before its CheckSum (10)', `2 [] ${ORDER}`]],
  [
    'a message cut short before another',
    ORDER.slice(0, 60) + CANCEL,
    ['1 DAMAGED ends before its CheckSum (10)', `1 [] ${CANCEL}`],
  ],
  ['no separator', '8=FIX.4.2 9=10 35=D', ['1 DAMAGED nothing stands between fields']],
  ['a field that is none', as(ORDER, '|').replace('11=A1', 'A1'), ["1 DAMAGED 'A1' is not tag=value"]],
  [
    'a byte that was turned',
    as(ORDER, '|').replace('ACME', 'ACMF'),
    [`1 [] ${ORDER.replace('ACME', 'ACMF')} CheckSum (10) is ${checkSum(ORDER)}, the bytes give ${Number(checkSum(ORDER)) + 1}`],
  ],
  [
    'a name that was hidden',
    as(ORDER, '|').replace('OMS', 'XXXXX'),
    [`1 [] ${ORDER.replace('OMS', 'XXXXX')} BodyLength (9) is 58, the message has 60`],
  ],
])('%s', (_what, log, told) => {
  expect(read(log)).toEqual(told);
});

function checkSum(text: string): string {
  return String(Number(text.slice(-4, -1)));
}

test('it does not matter in what pieces a log comes', () => {
  const log = `x ${as(ORDER, '|')}\n${CANCEL}${ORDER}\n\n${as(CANCEL, '^A')} tail\n${ORDER.slice(0, 40)}`;
  fc.assert(fc.property(fc.integer({ min: 1, max: 80 }), piece => expect(read(log, piece)).toEqual(read(log))));
});

test('no bytes make it throw, and what it gives out as a message ends with its CheckSum', () => {
  const parts = fc.constantFrom('8=FIX', '8=FIX.4.4|', '9=5|', '35=D|', '10=123|', '10=', SOH, '|', '\n', 'a', '=', '^A');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), pieces => {
      const messages = read(pieces.join('')).filter(line => !line.includes('DAMAGED'));
      expect(messages.filter(line => !/\x0110=\d{3}\x01/.test(line))).toEqual([]);
    }),
  );
});
