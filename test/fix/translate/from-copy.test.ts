import { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import { fromCopy } from '../../../src/fix/translate/from-copy';

const FILTER = { ours: new Set(['SLUICE', 'SLUICECOPY']), venue: 'VENUE', accounts: new Set<string>() };
const FILL: Readonly<Record<number, string>> = {
  ...{ 37: 'O1', 11: 'TC1', 17: 'E1', 150: 'F', 39: '2', 55: 'ACME', 54: '1', 38: '100', 44: '10', 32: '100', 31: '10' },
  ...{ 151: '0', 14: '100', 6: '10', 60: '20260105-10:00:00' },
};

/** What a message of a drop copy is: fields over those of a fill, '' leaves one out. */
function read(over: Readonly<Record<number, string>>, filter = FILTER, type = '8'): unknown {
  const w = new MessageWriter({ beginString: 'FIX.4.4', senderCompID: 'BROKER', targetCompID: 'SLUICE', timestampDecimals: 3 });
  w.begin(type, 1, 0);
  for (const [tag, value] of Object.entries({ ...FILL, ...over })) if (value !== '') w.text(Number(tag), value);
  w.end();
  const bytes = w.take();
  const view = new MessageView();
  view.read(bytes, 0, bytes.length);
  const copy = fromCopy('S', view, filter);
  return typeof copy === 'string' ? copy : [copy.execType, copy.execId, copy.account, copy.possResend];
}

const ours = ['F', 'E1', undefined, undefined];
const listed = { ...FILTER, accounts: new Set(['A1', 'A2']) };

test.each([
  ['a report with neither 115 nor 128 is ours', {}, FILTER, ours],
  ['delivered to us at the venue', { 128: 'SLUICE' }, FILTER, ours],
  ['delivered to us at the copy', { 128: 'SLUICECOPY' }, FILTER, ours],
  ['delivered to somebody else', { 128: 'OTHER' }, FILTER, 'foreign'],
  ['on behalf of the venue', { 115: 'VENUE' }, FILTER, ours],
  ["on behalf of a venue of the broker's", { 115: 'EXCHANGE' }, FILTER, 'foreign'],
  ['an account of ours', { 1: 'A2' }, listed, ['F', 'E1', 'A2', undefined]],
  ["somebody else's account", { 1: 'B1' }, listed, 'foreign'],
  ['no account, where accounts are listed', {}, listed, 'foreign'],
  ['sent again', { 97: 'Y' }, FILTER, ['F', 'E1', undefined, true]],
  ['a bust in the words of FIX 4.2', { 20: '1', 150: '0', 19: 'E0' }, FILTER, ['H', 'E1', undefined, undefined]],
  ['a fill in the words of FIX 4.2', { 20: '0', 150: '2' }, FILTER, ours],
  ['a fill without ExecType', { 150: '' }, FILTER, ours],
  ['a pending cancel', { 150: '6', 32: '', 31: '' }, FILTER, 'passed'],
  ['a status report', { 150: 'I', 32: '', 31: '' }, FILTER, 'passed'],
] as const)('%s', (_name, over, filter, expected) => {
  expect(read(over, filter)).toEqual(expected);
});

test('another message is passed over', () => expect(read({}, FILTER, 'B')).toBe('passed'));
