import fc from 'fast-check';
import type { LoggedMessage } from '../../../src/drop-copy/read/message';
import { Anonymiser, type Hiding } from '../../../src/drop-copy/redact/anonymise';
import { byteSum } from '../../../src/fix/codec/bytes';
import { MessageView } from '../../../src/fix/codec/view';
import { frame, T0 } from '../../fix/session/rig';

const KEY = Buffer.alloc(32, 7);
const NONE: Hiding = { symbols: false, quantities: false, prices: false, keep: new Set() };

const logged = (buf: Buffer, misfit?: LoggedMessage['misfit']): LoggedMessage => ({
  ...{ buf, start: 0, end: buf.length, file: 0, line: 1, offset: 0, at: undefined, direction: undefined },
  misfit,
});

/** Fields behind 8 and 9, before 10; CompIDs are last. */
function read(bytes: Buffer | undefined): Record<string, string> {
  const view = new MessageView();
  if (!bytes || !view.read(bytes, 0, bytes.length)) throw new Error('no message');
  return Object.fromEntries(Array.from({ length: view.count }, (_, i) => [view.tags[i]!, view.textAt(i)]));
}

/** Whether BodyLength and CheckSum are right. */
function fits(bytes: Buffer): [length: boolean, sum: boolean] {
  const { 9: length, 10: sum } = read(bytes);
  const body = bytes.indexOf(1, bytes.indexOf(1) + 1) + 1;
  const trailer = bytes.length - 7;
  return [Number(length) === trailer - body, Number(sum) === byteSum(bytes, 0, trailer)];
}

const ORDER =
  '35=D|34=7|11=a1|1=CLIENT7|55=ACME|48=US0001|54=1|38=1200|40=2|44=10.50|59=0|58=call Jane|100=XNYS|9001=Jane|453=1|448=JANE|447=D|452=12';

test('names are replaced, the same by the same; what says nothing of anybody stays', () => {
  const made = new Anonymiser(KEY, NONE).message(logged(frame(ORDER, T0)));
  const again = new Anonymiser(KEY, NONE).message(logged(frame('35=8|34=1|11=a2|41=a1|37=NONE|49=SLUICE|56=PEER', T0)));
  const { 11: id, 1: account, 49: from, 56: to, 58: text, 448: party, 9001: own, ...kept } = read(made);
  const other = new Anonymiser(Buffer.alloc(32, 8), NONE).message(logged(frame(ORDER, T0)));
  const names = [id, account, from, to, text, party, own];
  expect([
    names.every(name => /^[A-Z2-9]{12}$/.test(name!)),
    new Set(names).size,
    kept,
    read(again),
    fits(made!),
    Object.values(read(other)).some(value => names.includes(value)),
  ]).toEqual([
    true,
    7,
    {
      ...{
        8: 'FIX.4.4',
        9: expect.any(String),
        10: expect.any(String),
        34: '7',
        35: 'D',
        38: '1200',
        40: '2',
        44: '10.50',
        48: 'US0001',
      },
      ...{ 52: '20260105-10:00:00.000', 54: '1', 55: 'ACME', 59: '0', 100: 'XNYS', 447: 'D', 452: '12', 453: '1' },
    },
    expect.objectContaining({ 41: id, 49: to, 56: from, 37: 'NONE' }),
    [true, true],
    false,
  ]);
});

test('instruments, quantities and prices where it is asked for: by one factor each, so that money and averages hold', () => {
  const hiding = { symbols: true, quantities: true, prices: true, keep: new Set([58]) };
  const {
    55: symbol,
    48: id,
    38: qty,
    44: px,
    6: avg,
    381: money,
    58: text,
  } = read(new Anonymiser(KEY, hiding).message(logged(frame(`${ORDER}|6=0.05|381=12600.00`, T0))));
  const factor = [Number(qty) / 1200, Number(px) / 10.5];
  expect([symbol, id, factor.every(f => Number.isInteger(f) && f > 1 && f < 10), px, avg, money, text]).toEqual([
    expect.stringMatching(/^[A-Z2-9]{12}$/),
    expect.stringMatching(/^[A-Z2-9]{12}$/),
    true,
    (10.5 * factor[1]!).toFixed(2),
    (0.05 * factor[1]!).toFixed(2),
    (12600 * factor[0]! * factor[1]!).toFixed(2),
    'call Jane',
  ]);
});

test('data fields are masked with their length right, secrets always, whatever is to be kept', () => {
  const hiding = { ...NONE, keep: new Set([554, 96]) };
  const made = new Anonymiser(KEY, hiding).message(
    logged(frame('35=A|34=1|95=10|96=se\x01cret \x01x|554=hunter2|354=3|355=abc', T0)),
  );
  expect([read(made), fits(made!)]).toEqual([
    expect.objectContaining({ 95: '3', 96: '***', 554: '***', 354: '3', 355: '***' }),
    [true, true],
  ]);
});

test.each([
  ['checksum', [true, false]],
  ['body-length', [false, true]],
] as const)('a message whose %s was wrong is wrong in that still', (misfit, expected) =>
  expect(fits(new Anonymiser(KEY, NONE).message(logged(frame(ORDER, T0), misfit))!)).toEqual(expected),
);

test('what cannot be read is left out', () =>
  expect(new Anonymiser(KEY, NONE).message(logged(Buffer.from('8=FIX.4.4\x01junk\x01')))).toBeUndefined());

test('no name gets through, in whatever field of text it stands', () => {
  const tags = fc.integer({ min: 1, max: 9999 }).filter(tag => ![8, 9, 10, 34, 35, 46, 48, 55, 65, 49, 56, 52].includes(tag));
  fc.assert(
    fc.property(tags, tag => {
      const value = 'JaneDoeAndSons';
      const made = new Anonymiser(KEY, { ...NONE, symbols: true }).message(logged(frame(`35=D|34=1|${tag}=${value}`, T0)));
      // parameters of strategies, and kinds and classes of instruments, are text that names nobody
      const plain = [
        305, 310, 336, 347, 372, 456, 459, 461, 463, 587, 603, 606, 608, 609, 625, 762, 763, 764, 822, 823, 848, 958, 960, 1128,
        1130, 1137,
      ];
      return plain.includes(tag) || !made!.includes('Jane');
    }),
    { numRuns: 300 },
  );
});
