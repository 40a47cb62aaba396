import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import FIXParser from 'fixparser';
import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import { messageLog } from '../../fixtures/conversation';
import { fieldsOf, viewOf } from './read';

const LOG = readFileSync(join(__dirname, '..', '..', 'fixtures', 'fix44-order-line.messages'));
const MESSAGES = LOG.toString('latin1')
  .trimEnd()
  .split('\n')
  .map(line => line.slice(line.indexOf(' : ') + 3));

test('the log is what the writer writes', () => {
  expect(LOG.equals(messageLog())).toBe(true);
});

test('the log holds every message type of the order line', () => {
  const types = new Set(MESSAGES.map(message => /\x0135=([^\x01]+)/.exec(message)?.[1]));
  expect([...types].sort().join(' ')).toBe('0 1 2 3 4 5 8 9 A D F G H V W X j');
});

test.each(MESSAGES)('fixparser and the codec read the same fields of %j', message => {
  const ours = fieldsOf(viewOf(Buffer.from(message, 'latin1')));
  const [parsed, ...rest] = new FIXParser().parse(message);
  // fixparser turns what looks like a number into one.
  const theirs = parsed!.data.map(({ tag, value }, i) => [
    tag,
    typeof value === 'number' && value === Number(ours[i]?.[1]) ? ours[i]![1] : value,
  ]);
  expect({ fields: theirs, length: parsed!.bodyLengthValid, sum: parsed!.checksumValid, rest }).toEqual({
    fields: ours,
    length: true,
    sum: true,
    rest: [],
  });
});

test('every message passes the checks of the FIX.4.4 dictionary', () => {
  const faults = MESSAGES.map(message =>
    validate(viewOf(Buffer.from(message, 'latin1')), dictionaryOf('FIX.4.4'), DEFAULT_VALIDATION),
  );
  expect(faults).toEqual(MESSAGES.map(() => undefined));
});
