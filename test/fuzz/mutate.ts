import type { Draws } from '../../simulator/market/draws';
import { encode, type Field, repaired } from './message';

/** What a message is made of, for those that change it. */
export interface Base {
  readonly beginString: string;
  readonly fields: readonly Field[];
}

type FieldChange = (fields: Field[], draws: Draws) => void;
type ByteChange = (bytes: Buffer, draws: Draws) => Buffer;

const NASTY = [
  ...[
    '',
    '0',
    '-1',
    '1',
    '00000100',
    '99999999999999999999',
    '9007199254740993',
    '2147483648',
    '1e9',
    '.5',
    '5.',
    '+1',
    '0.00000000001',
  ],
  ...[
    'NaN',
    'Infinity',
    'Y',
    'N',
    ' ',
    'D',
    '8',
    '20260105-10:00:00',
    '99999999-99:99:99',
    '20260105-23:59:60',
    'é\xff\x80',
    '8=FIX.4.4',
    'x'.repeat(3000),
  ],
];
const TYPES = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  'A',
  'D',
  'G',
  'F',
  'H',
  'q',
  'AF',
  '8',
  '9',
  'j',
  'r',
  'W',
  'X',
  'Y',
  'h',
  'f',
  'E',
  'zz',
];
const COUNTS = new Set(['453', '957', '146', '268', '267', '78', '382', '555', '711']);

const at = (fields: { readonly length: number }, draws: Draws): number => draws.below(Math.max(1, fields.length));
const put = (fields: Field[], tag: string, value: string): void => {
  const i = fields.findIndex(f => f[0] === tag);
  if (i < 0) fields.splice(Math.min(5, fields.length), 0, [tag, value]);
  else fields[i] = [tag, value];
};
const nasty = (draws: Draws): string => NASTY[draws.below(NASTY.length)]!;

/** Changes of fields: the result is framed well. */
const FIELD_CHANGES: readonly FieldChange[] = [
  function repeat(fields, draws) {
    fields.splice(at(fields, draws), 0, fields[at(fields, draws)]!);
  },
  function swap(fields, draws) {
    const [i, j] = [at(fields, draws), at(fields, draws)];
    [fields[i], fields[j]] = [fields[j]!, fields[i]!];
  },
  function drop(fields, draws) {
    fields.splice(at(fields, draws), 1);
  },
  function nastyValue(fields, draws) {
    const i = at(fields, draws);
    fields[i] = [fields[i]![0], nasty(draws)];
  },
  function nastyTag(fields, draws) {
    const i = at(fields, draws);
    fields[i] = [['0', '-1', '', '99999', '4294967299', '011', 'x', '10', '8', '9', '35'][draws.below(11)]!, fields[i]![1]];
  },
  function wrongCount(fields, draws) {
    const i = fields.findIndex(f => COUNTS.has(f[0]));
    if (i < 0) fields.push(['453', String(draws.below(4))]);
    else fields[i] = [fields[i]![0], ['0', '1', '3', '-1', '1000000', 'x'][draws.below(6)]!];
  },
  function otherType(fields, draws) {
    put(fields, '35', TYPES[draws.below(TYPES.length)]!);
  },
  function possDup(fields, draws) {
    const back = draws.below(6);
    const n = Number(fields.find(f => f[0] === '34')?.[1] ?? 1);
    put(fields, '43', draws.below(8) === 0 ? 'N' : 'Y');
    if (back > 0) put(fields, '34', String(Math.max(0, n - back)));
    if (draws.below(3) > 0) put(fields, '122', draws.below(3) === 0 ? '20990101-00:00:00' : '20260105-09:59:00');
    if (draws.below(4) === 0) put(fields, '97', 'Y');
  },
  function otherNumber(fields, draws) {
    const n = Number(fields.find(f => f[0] === '34')?.[1] ?? 1);
    put(fields, '34', [n + 1, n - 1, n + 5, 0, -1, 1_999_999_999, 2_000_000_001, n + 0.5][draws.below(8)]!.toString());
  },
  function possResend(fields) {
    put(fields, '97', 'Y');
  },
  function quoted(fields, draws) {
    fields.splice(at(fields, draws) + 1, 0, ['58', '8=FIX.4.4\x019=5\x0135=0\x0110=161']);
  },
];

/** Changes of bytes: BodyLength and CheckSum are wrong behind most of them. */
const BYTE_CHANGES: readonly ByteChange[] = [
  function flip(bytes, draws) {
    const out = Buffer.from(bytes);
    for (let n = 1 + draws.below(3); n > 0; n--) out[at(bytes, draws)]! ^= 1 << draws.below(8);
    return out;
  },
  function insert(bytes, draws) {
    const i = at(bytes, draws);
    const junk = Buffer.from(Array.from({ length: 1 + draws.below(4) }, () => [1, 61, 0, 255, 48, 56][draws.below(6)]!));
    return Buffer.concat([bytes.subarray(0, i), junk, bytes.subarray(i)]);
  },
  function cutOut(bytes, draws) {
    const i = at(bytes, draws);
    return Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1 + draws.below(5))]);
  },
  function truncate(bytes, draws) {
    return bytes.subarray(0, at(bytes, draws));
  },
  function junkBefore(bytes, draws) {
    return Buffer.concat([
      Buffer.from(['8=FIX', '\x01', '8=FIX.4.4\x019=99\x0135=D', '10=000\x01', 'GET / HTTP/1.1\r\n\r\n'][draws.below(5)]!),
      bytes,
    ]);
  },
  function doubled(bytes) {
    return Buffer.concat([bytes, bytes]);
  },
  function nested(bytes, draws) {
    const i = at(bytes, draws);
    return Buffer.concat([bytes.subarray(0, i), bytes, bytes.subarray(i)]);
  },
];

/** Changes a message in one to three ways; in most cases BodyLength and CheckSum are then made right again. */
export function mutated({ beginString, fields }: Base, draws: Draws): Buffer {
  const changed = [...fields];
  const ofFields = draws.below(3) > 0;
  if (ofFields) for (let n = 1 + draws.below(3); n > 0; n--) FIELD_CHANGES[draws.below(FIELD_CHANGES.length)]!(changed, draws);
  let bytes = encode(beginString, changed);
  if (ofFields && draws.below(4) > 0) return bytes;
  bytes = BYTE_CHANGES[draws.below(BYTE_CHANGES.length)]!(bytes, draws);
  return draws.below(2) === 0 ? repaired(bytes) : bytes;
}

/** Bytes cut into chunks: mostly whole, else once, or at every byte. */
export function chunks(bytes: Buffer, draws: Draws): Buffer[] {
  const how = draws.below(10);
  if (how < 6 || bytes.length < 2) return [bytes];
  if (how === 6) return Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
  const i = 1 + draws.below(bytes.length - 1);
  return [bytes.subarray(0, i), bytes.subarray(i)];
}
